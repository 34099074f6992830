using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <content>Calls of other functions of the unit, and returns.</content>
public sealed partial class IrBuilder
{
    /// <summary>The unit that is being built.</summary>
    internal UnitBuilder Unit => _unit;

    /// <summary>What is known of the flow of a function's code that is called.</summary>
    /// <exception cref="UnsupportedBytecodeException">It is damaged: the interpreter says so when it is called.</exception>
    internal CodeFlow FlowOf(CodeObject code)
    {
        try
        {
            return _unit.FlowOf(code);
        }
        catch (PycFormatException damage)
        {
            throw Unsupported(
                DiagnosticDescriptors.MalformedCode, $"it calls {code.Name}, whose code is damaged: {damage.Message.TrimEnd('.')}",
                "Compile the source anew.");
        }
    }

    /// <summary>Ends the function here with a result.</summary>
    /// <param name="result">What it returns, without what only this frame knows.</param>
    internal void EmitReturn(Operand result)
    {
        if (result.Identities().Count() > 1)
            throw result.Lists().FirstOrDefault() is { } list ? PutInMemory(list) : Unsupported(DiagnosticDescriptors.Result, "the function returns several iterators", "Return tuples.", result);
        if (_unit.IsEntry(_built) && FindForeign(result) is { } foreign)
            throw Unsupported(
                DiagnosticDescriptors.Result, $"the function returns {OperandText.WhatItIs(foreign)}, which C# cannot hold",
                "Return numbers, and tuples of them.", foreign);
        var number = _built.NumberOf(_unit.PlaceholderOf(result), _unit.Keys);
        if (number < 0)
            throw Leave(ExitReason.TooManyVersions);
        Unify(result, _built.Results[number]);
        Block.Append(_function.NewValue(Op.Return, [.. result.AllValues()], Location, immediate: number));
        _block = null;
    }

    /// <summary>What a result is made of that is of no use outside of Python: functions, iterators; null where it is nothing of that kind.</summary>
    private static Operand? FindForeign(Operand result) => result switch
    {
        { Kind: OperandKind.Value or OperandKind.Constant or OperandKind.Row or OperandKind.Sequence } => null,
        { Kind: OperandKind.Object, Known: PyTuple or PyList or PyStr } => null,
        { Kind: OperandKind.Tuple or OperandKind.List } => result.Items.Select(FindForeign).FirstOrDefault(item => item is not null),
        _ => result,
    };

    /// <summary>Calls a function and pushes its result; where it has several kinds of them, what follows has a version for each.</summary>
    /// <param name="callee">What is called.</param>
    /// <param name="arguments">What goes into the slots of its parameters, without what only this frame knows.</param>
    /// <param name="taken">How many values the instruction takes off the stack.</param>
    /// <param name="then">What is done with each kind of result, in place of pushing it; it ends the block.</param>
    /// <exception cref="UnsupportedBytecodeException">Native code does not have the function.</exception>
    internal void EmitCall(Callee callee, Operand[] arguments, int taken, Action<Operand>? then = null)
    {
        // What a function takes along it has whenever it is called.
        if (callee.Made?.Lists().FirstOrDefault() is { } captured)
            throw PutInMemory(captured);
        var placeholders = PlaceholdersOf(arguments);
        if (_unit.Find(callee with { Made = callee.Made is null ? null : _unit.PlaceholderOf(callee.Made) }, placeholders) is not { } called)
            throw Leave(ExitReason.TooManyVersions);
        for (var slot = 0; slot < arguments.Length; slot++)
        {
            if (arguments[slot].Kind == OperandKind.List && _unit.NeedsInMemory(called.Key, slot))
                throw PutInMemory(arguments[slot]);
        }
        called.Callers.Add(_built);
        foreach (var (passed, parameter) in arguments.Zip(called.Arguments))
            Unify(passed, parameter);
        if (callee.Made is not null && called.Callee.Made is not null)
            Unify(callee.Made, called.Callee.Made);
        if (called.Refusal is { } refusal)
        {
            var instruction = Bytecode.Instructions[_index];
            // The functions of the prelude are Python's own to who reads it.
            throw new UnsupportedBytecodeException(callee.Flow.IsPrelude
                ? refusal.Diagnostic with { Where = Location, Opcode = instruction.Opcode, Offset = instruction.Offset }
                : Diagnostic.OfCall(refusal.Diagnostic, callee.Code.Name, Location, instruction.Opcode, instruction.Offset));
        }
        NoteWritesOf(called, callee, arguments);
        // Nothing is known yet of what it returns, and this is built again, or it only ever raises.
        if (called.Results.Count == 0)
            throw Leave(ExitReason.Raise);

        Value[] words = [.. arguments.SelectMany(argument => argument.AllValues()), .. callee.Made?.AllValues() ?? []];
        var call = Block.Append(_function.NewValue(
            Op.Call, HasStates ? [.. words, callee.Flow.IsPrelude ? State() : StateBehindCall(taken)] : words, Location, reason: ExitReason.Call));
        _built.Calls.Add((call, called));
        Operand[] results = [.. called.Results.Select(result => ResultOf(call, result))];
        if (results is [var only])
        {
            (then ?? Push)(only);
            return;
        }
        var shape = Block.Append(_function.NewValue(Op.CallShape, [call], Location));
        Fork(
            [.. results.SkipLast(1).Select((_, number) => Emit(Op.IntEqual, shape, EmitInt(number)))],
            [.. results.Select(result => (_index + 1, (Action?)(() => (then ?? Push)(result))))]);
    }

    // A list among the arguments has an identity that says which one it is.
    private Operand[] PlaceholdersOf(Operand[] arguments)
    {
        var placeholders = new Operand[arguments.Length];
        for (var slot = 0; slot < placeholders.Length; slot++)
        {
            var argument = arguments[slot];
            if (argument.Kind == OperandKind.List
                && (argument.Lists().Skip(1).Any() || Array.Exists(arguments[..slot], other => other.Identities().Contains(argument.Identity))))
            {
                throw PutInMemory(argument);
            }
            placeholders[slot] = _unit.PlaceholderOf(argument.Kind == OperandKind.List ? argument.WithIdentity(IdentityOfArgument(slot)) : argument);
        }
        return placeholders;
    }

    private static int IdentityOfArgument(int slot) => int.MaxValue - slot;

    // The interpreter has no frames of the prelude: a call of it begins again.
    private bool HasStates => !HasLong && !_built.Callee.Flow.IsPrelude;

    // What a call changes, whoever makes it changes too.
    private void NoteWritesOf(Specialisation called, Callee callee, Operand[] arguments)
    {
        if (!called.Writes)
            return;
        // What leaves the prelude begins the call of it again.
        if (_built.Callee.Flow.IsPrelude && !callee.Flow.IsPrelude)
            throw Unsupported(
                DiagnosticDescriptors.ChangeInCallback, $"{callee.Code.Name} changes a list while a function of Python's own calls it",
                $"Write the loop in which {callee.Code.Name} is called.");
        foreach (var variable in arguments.Append(callee.Made ?? Operand.None).SelectMany(argument => argument.Variables()).SelectMany(WithItems))
        {
            if (variable.Lent is not { IsReadOnly: true })
                NoteWrite(variable);
        }
    }

    private Operand ResultOf(Value call, Operand placeholder)
    {
        var word = 0;
        var isInMemory = placeholder.Lists().Any() && _unit.FindSite(SiteOf(_index)) is not null;
        var result = !isInMemory && placeholder.Identities().Any() ? placeholder.WithIdentity(NewIdentity("what a function returns")) : placeholder;
        result = result.Replace(value => Block.Append(_function.NewValue(Op.CallWord, [call], Location, value.Type, immediate: word++)));
        return isInMemory ? result.ReplaceLists(list => MakeSequence(list.Items)) : result;
    }

    /// <summary>Where calls are made, the stack of the thread must have room for them: the interpreter needs none.</summary>
    private void FinishCalls()
    {
        if (_built.Calls.Count == 0)
            return;
        var first = _function.Entry.First!;                             // a block has a terminator
        while (first.Op == Op.Parameter)
            first = first.Next!;                                        // likewise
        Value[] state = [];
        if (HasStates)
        {
            var shape = new FrameShapeBuilder(number => IntBefore(first, number));
            var parameters = _function.Parameters.ToList();
            var next = 0;
            AddFunction(shape);
            for (var slot = 0; slot < _built.Arguments.Length; slot++)
                shape.Add(slot, _built.Arguments[slot].Replace(_ => parameters[next++]));
            var frame = WithFunction(shape.ToShape(0, 0));
            state = [_function.NewValue(Op.FrameState, [.. shape.Values], LocationOf(_built.Callee.Bytecode, 0), frame: frame)];
            first.InsertBefore(state[0]);
        }
        first.InsertBefore(_function.NewValue(Op.CheckStack, state, LocationOf(_built.Callee.Bytecode, 0), reason: ExitReason.StackLimit));
    }

    private Value IntBefore(Value place, long number)
    {
        var value = _function.NewValue(Op.IntConstant, [], LocationOf(_built.Callee.Bytecode, 0), immediate: number);
        place.InsertBefore(value);
        return value;
    }

    private void AddFunction(FrameShapeBuilder shape)
    {
        if (_made is not null)
            shape.Add(FrameShape.FunctionPlace, _made);
    }

    private FrameShape WithFunction(FrameShape frame) => frame with { Function = _built.Callee.Known, Globals = _unit.Scope.Globals };

    // ---- variables of the enclosing function

    /// <summary>Whether a slot is that of a variable of the enclosing function.</summary>
    internal bool IsFreeVariable(int slot) => slot >= _frame.SlotCount - Bytecode.Code.FreeNames.Length;

    /// <summary>The instructions behind this one, or in a loop with it, that assign or delete what a cell holds.</summary>
    internal List<int> StoresToCellBehind(int slot)
    {
        Spend(Bytecode.Instructions.Length);
        var loopStart = Flow.StartOfLoopAround(_index);
        return [.. Enumerable.Range(0, Bytecode.Instructions.Length).Where(index => index >= loopStart
            && Bytecode.Instructions[index] is { Op: BytecodeOp.StoreDeref or BytecodeOp.DeleteDeref } store && store.Argument == slot)];
    }

    /// <summary>What the variables of the enclosing function hold, in the order of their slots.</summary>
    private IEnumerable<Operand> FreeVariablesOf(Operand? function, CodeObject code)
    {
        if (function is { Kind: OperandKind.Function } made)
            return MadeFunction.ContentsOf(made).Select(content => content.Kind == OperandKind.Itself ? made : content);
        if (function?.Known is not PyFunction { Closure.Length: > 0 } known)
            return [];
        var name = code.FreeNames.FirstOrDefault(_unit.Scope.IsAssignedFromWithin);
        if (name is not null)
            throw Unsupported(
                DiagnosticDescriptors.ClosureVariable, $"{name}, a variable of the enclosing function, is assigned by functions in it",
                "Return the value, or pass it as an argument.");
        return known.Closure.Select(cell => cell.Value.IsUnbound ? Operand.Unbound : Materialise(this.OperandOf(cell.Value)));
    }
}
