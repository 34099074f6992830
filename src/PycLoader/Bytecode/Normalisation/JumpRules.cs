namespace Pyc.Loader;

/// <summary>Jumps: a neutral conditional jump takes what it tests, whatever object it is.</summary>
internal static class JumpRules
{
    internal static int TargetOf(Translation t) => t.Graph.IndexOf(t.Raw.Target, t.RawIndex);

    internal static void Jump(Translation t) => t.Jump(TargetOf(t));

    internal static void Branch(Translation t, BytecodeOp op) => t.Branch(op, TargetOf(t));

    /// <summary>JUMP_IF_…_OR_POP: the value stays when it jumps.</summary>
    internal static void BranchOrPop(Translation t, BytecodeOp op)
    {
        t.CopyItem(1);
        t.Branch(op, TargetOf(t));
        t.DropTop();
    }

    /// <summary>JUMP_IF_… of 3.0: the value stays, and as a rule both ways begin by dropping it.</summary>
    internal static void BranchAndKeep(Translation t, BytecodeOp op)
    {
        var target = t.Graph.Effective(TargetOf(t));
        var next = t.Graph.Effective(t.RawIndex + 1);
        if (IsPop(t, target) && IsPop(t, next))
        {
            t.Branch(op, target + 1);
            t.Continue(next + 1);
            return;
        }
        t.CopyItem(1);
        t.Branch(op, TargetOf(t));
    }

    private static bool IsPop(Translation t, int raw) => raw >= 0 && t.Graph.Raw[raw].Opcode.Name == "POP_TOP";
}
