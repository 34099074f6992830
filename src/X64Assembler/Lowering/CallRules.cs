using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of calls of native functions, of what is read of their results, and of returns.</summary>
/// <remarks>
/// All words are passed as at the boundary to managed code, so that a function needs one way in. What a callee does not read is not
/// passed, and what a caller does not read of the result is not loaded.
/// </remarks>
internal sealed class CallRules(InstructionSelector selector, MachineBuilder builder)
{
    internal void Lower(Value call)
    {
        var callee = call.Callee ?? throw selector.Broken($"{call} calls nothing.");
        PassArguments(call, callee);
        builder.OnContext(MachineOp.CompareStatus);
        builder.ExitIf(Condition.NotEqual);

        var words = new Dictionary<(long Word, IrType Type), VirtualRegister>();
        // What the call gives lies where the next call spoils it: it is read at once, and what is in a register first.
        foreach (var user in call.Users.Where(user => user.Users.Count > 0 && user.Type != IrType.None)
            .OrderBy(user => user.Op).ThenBy(user => user.Immediate))
        {
            builder.Origin = user;
            var key = (user.Op == Op.CallWord ? user.Immediate : -1, user.Type);
            if (!words.TryGetValue(key, out var register))
                words[key] = register = user.Op == Op.CallWord ? Word(user) : Shape();
            selector.Define(user, register);
        }
        builder.Origin = call;
    }

    /// <summary>Leaves the function with the words of a result.</summary>
    internal void LowerReturn(Value value)
    {
        var function = builder.Function;
        var result = function.Convention.Result;
        if (function.Source.Results.Length > 1)
            builder.StoreResultShape((int)value.Immediate);             // an index
        for (var index = 1; index < value.Operands.Count; index++)
            builder.StoreWord(selector.Use(value.Operands[index]), OffsetOf(index));
        if (value.Operands.Count == 0)
        {
            builder.Add(new MachineInstruction(MachineOp.Return) { Origin = value });
            return;
        }
        if (InstructionSelector.IsConstant(value.Operands[0], out var number))
            builder.MoveToFixed(result, number);
        else
            builder.MoveToFixed(result, selector.Use(value.Operands[0]));
        builder.Add(new MachineInstruction(MachineOp.Return) { FixedSources = [result], Origin = value });
    }

    private void PassArguments(Value call, Function callee)
    {
        var convention = builder.Function.Convention;
        List<VirtualRegister> sources = [builder.Function.Context];
        List<ArgumentMove> moves = [new(Location.Of(convention.Arguments[0]), Source: 0, Constant: 0)];
        foreach (var parameter in callee.Parameters.Where(parameter => parameter.Type != IrType.None && parameter.Users.Count > 0))
        {
            var place = (int)parameter.Immediate + 1;                   // the context comes first
            var to = place < convention.Arguments.Length
                ? Location.Of(convention.Arguments[place])
                : new Location(LocationKind.OutgoingArgument, place - convention.Arguments.Length);
            var argument = call.Operands[(int)parameter.Immediate];
            if (InstructionSelector.IsConstant(argument, out var number))
            {
                moves.Add(new ArgumentMove(to, Source: -1, number));
                continue;
            }
            moves.Add(new ArgumentMove(to, sources.Count, Constant: 0));
            sources.Add(selector.Use(argument));
        }
        builder.Call(callee, sources, moves);
    }

    private VirtualRegister Word(Value word)
    {
        var result = builder.NewResult(InstructionSelector.ClassOf(word.Type));
        if (word.Immediate == 0)
            builder.MoveFromFixed(builder.Function.Convention.Result, result);
        else
            builder.OnContext(MachineOp.LoadWord, result, OffsetOf((int)word.Immediate));
        return result;
    }

    private VirtualRegister Shape()
    {
        var result = builder.NewResult();
        builder.OnContext(MachineOp.LoadResultShape, result);
        return result;
    }

    private static int OffsetOf(int word) => CallContextLayout.Frame + sizeof(long) * word;
}
