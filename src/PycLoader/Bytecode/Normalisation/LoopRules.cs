namespace Pyc.Loader;

/// <summary>
/// Loops over iterators: the neutral ForIterator drops the iterator at its end, whichever instruction does it in CPython.
/// </summary>
internal static class LoopRules
{
    private const int YieldFromForm = 3;

    internal static void GetIterator(Translation t)
    {
        if (!t.Version.IsAtLeast(3, 15))
        {
            t.Do(BytecodeOp.GetIterator);
            return;
        }
        if (t.Argument is not (0 or YieldFromForm))
            throw t.Fault($"form {t.Argument} of an iterator is not known.");

        t.Do(t.Argument == YieldFromForm ? BytecodeOp.GetYieldFromIterator : BytecodeOp.GetIterator);
        t.Push(ItemKind.Null);                          // the index of a list or tuple lives there in CPython
    }

    internal static void ForIterator(Translation t)
    {
        var target = JumpRules.TargetOf(t);
        var hasSecondSlot = t.Version.IsAtLeast(3, 15);
        if (hasSecondSlot)
            t.Take(ItemKind.Null);
        t.Take(ItemKind.Value);
        var below = t.Stack;

        if (t.Version.IsAtLeast(3, 12))
            target = Skip(t, target, "END_FOR");
        if (t.Version == new PythonVersion(3, 13))
            target = Skip(t, target, "POP_TOP");
        else if (t.Version.IsAtLeast(3, 14))
            t.Push(ItemKind.Null);                      // POP_ITER drops what the neutral loop has dropped already
        if (hasSecondSlot)
            t.Push(ItemKind.Null);

        var exhausted = t.Graph.Node(target, t.Stack, t.Blocks);
        t.Stack = below;
        t.Push(ItemKind.Value);
        t.Emit(BytecodeOp.ForIterator, exhausted);
        if (hasSecondSlot)
            t.Push(ItemKind.Null);
        t.Push(ItemKind.Value);
    }

    internal static void PopIterator(Translation t)
    {
        if (t.Version.IsAtLeast(3, 15))
            t.DropTop();
        t.DropTop();
    }

    private static int Skip(Translation t, int raw, string name) =>
        t.Graph.Effective(raw) is >= 0 and var at && t.Graph.Raw[at].Opcode.Name == name
            ? at + 1
            : throw t.Fault($"{name} is missing where the loop ends.");
}
