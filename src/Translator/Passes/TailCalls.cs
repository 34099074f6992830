using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Makes a loop of a function that calls itself last, and calls nothing else.</summary>
/// <remarks>
/// <para>
/// The frames of the calls that are left out would be needed where it leaves. But it writes nothing, so what it has done can be done again: each exit begins the
/// first call again, in the frame state of the check of the stack, and the interpreter makes all frames, as many as the recursion limit allows.
/// </para>
/// <para>
/// What calls itself without end must raise RecursionError: after more rounds than a stack has frames it leaves as if the stack had ended. What
/// calls anything else first is left alone, since to begin it again could take as long as all that it has done. Changes the control-flow graph.
/// Needs nothing. Cost: linear.
/// </para>
/// </remarks>
internal static class TailCalls
{
    private const long MostRounds = 1 << 20;

    /// <summary>Turns a function into a loop.</summary>
    /// <returns>Whether it is one now: it makes no calls then.</returns>
    public static bool Run(Function function)
    {
        if (function.Results.Length != 1 || function.Entry.FirstOrDefault(value => value.Op == Op.CheckStack) is not { } check || FindSites(function) is not { Count: > 0 } sites)
        {
            if (function.Remarks is { } collected)
                SayWhyNot(function, collected);
            return false;
        }
        var (first, start) = (check.State, check.Origin);
        var entry = function.Entry;
        var header = entry.SplitBefore(check.Next!);             // a block has a terminator
        check.Remove();
        if (function.Remarks is { } remarks)
        {
            remarks.NoteLoop(header, sites[0].Origin);
            foreach (var call in sites)
            {
                remarks.Withdraw(RemarkKind.NotInlined, call.Origin);
                remarks.Add(RemarkKind.TailCall, call.Origin, $"{function.Name} calls itself last: it begins again as a loop, without another frame.");
            }
        }
        entry.Append(function.NewValue(Op.Jump, [], start));
        entry.AddSuccessor(header);

        var carried = function.Parameters.Where(parameter => parameter.Type != IrType.None && parameter.Users.Count > 0).ToList();
        var phis = carried.ConvertAll(parameter => Carry(parameter, header, first, start));
        var rounds = Count(header, first, entry, start);
        foreach (var call in sites)
        {
            var block = call.Block!;                             // a value of a block is in it
            var arguments = carried.ConvertAll(parameter => call.Operands[(int)parameter.Immediate]);
            while (block.Last != call)
                block.Last!.Remove();
            call.Remove();
            block.Append(function.NewValue(Op.Jump, [], call.Origin));
            block.AddSuccessor(header);
            for (var i = 0; i < phis.Count; i++)
                phis[i].AddOperand(arguments[i]);
            rounds.Phi.AddOperand(rounds.Next);
        }
        if (first is not null)
            LeaveFrom(function, first);
        return true;
    }

    /// <summary>The calls, if all are of the function itself and their results all that is returned; null where there are others, or it writes.</summary>
    private static List<Value>? FindSites(Function function)
    {
        var sites = new List<Value>();
        foreach (var value in function.Blocks.SelectMany(block => block))
        {
            if (value.Has(Effects.Writes) || (value.Op == Op.Call && !IsLast(value, function)))
                return null;
            if (value.Op == Op.Call)
                sites.Add(value);
        }
        return sites;
    }

    private static void SayWhyNot(Function function, RemarkCollection remarks)
    {
        var calls = function.Blocks.SelectMany(block => block).Where(value => value.Op == Op.Call).ToList();
        if (calls.Find(call => IsLast(call, function)) is not { } last)
            return;
        var why = function.Results.Length != 1 ? "it returns values of several kinds"
            : calls.Find(call => !IsLast(call, function)) is { } other ? $"it also makes {OperationNames.Of(other)} that is not the last thing it does"
            : function.Blocks.Any(block => block.Any(value => value.Has(Effects.Writes))) ? "it writes, and could not begin again"
            : "it is not called again from the start";
        remarks.Add(RemarkKind.NoTailCall, last.Origin, $"{function.Name} calls itself last but does not become a loop: {why}.");
    }

    private static bool IsLast(Value call, Function function)
    {
        if (call.Callee != function || call.Block!.Terminator is not { Op: Op.Return } end)
            return false;
        for (var value = call.Next!; value != end; value = value.Next!)   // a terminator comes last
        {
            if (value.Op != Op.CallWord || value.Users.Any(user => user != end))
                return false;
        }
        return end.Operands.Select((word, index) => word.Op == Op.CallWord && word.Operands[0] == call && word.Immediate == index).All(isWord => isWord);
    }

    private static Value Carry(Value parameter, Block header, Value? first, in SourceLocation start)
    {
        var phi = header.Function.NewValue(Op.Phi, [], start, parameter.Type);
        header.First!.InsertBefore(phi);                         // a block has a terminator
        parameter.ReplaceAllUsesWith(phi);
        for (var i = 0; i < first?.Operands.Count; i++)
        {
            if (first.Operands[i] == phi)
                first.SetOperand(i, parameter);
        }
        phi.AddOperand(parameter);
        return phi;
    }

    private static (Value Phi, Value Next) Count(Block header, Value? first, Block entry, in SourceLocation start)
    {
        var function = header.Function;
        var phi = function.NewValue(Op.Phi, [entry.Last!.MakeInt(0)], start, IrType.Int64);
        header.First!.InsertBefore(phi);
        var behind = header.First(value => value.Op != Op.Phi);
        var next = behind.Make(Op.IntAddWrap, phi, behind.MakeInt(1));
        var isWithin = behind.Make(Op.IntLess, phi, behind.MakeInt(MostRounds));
        behind.InsertBefore(function.NewValue(
            Op.CheckTrue, first is null ? [isWithin] : [isWithin, first], start, reason: ExitReason.StackLimit));
        return (phi, next);
    }

    private static void LeaveFrom(Function function, Value first)
    {
        foreach (var value in function.Blocks.SelectMany(block => block))
        {
            if (value.Op != Op.FrameState && value.State is { } state && state != first)
                value.SetOperand(value.Operands.Count - 1, first);
        }
    }
}
