using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Calls of Python's own functions that go through an iterable: they are calls of <see cref="PreludeFunctions"/>.</summary>
internal static class IterableCalls
{
    /// <summary>Translates a call, whose result is then pushed, or which has ended the block.</summary>
    /// <param name="callee">The function or class.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="ir">The builder, in whose frame they are off the stack already.</param>
    /// <returns>Whether it is one of those.</returns>
    public static bool TryCall(PyObject? callee, Operand[] arguments, IrBuilder ir)
    {
        if (callee == PyTypes.List && arguments is [var source] && IsIterable(source))
        {
            Call("list_of", [source], ir);
            return true;
        }
        if (callee is not PyBuiltinFunction { Name: var name } || arguments is not [var iterable, ..] || !IsIterable(iterable))
            return false;
        switch (name, arguments.Length)
        {
            case ("any" or "all" or "min" or "max", 1):
                Call(name, [iterable], ir);
                return true;
            case ("sum", 1 or 2):
                var start = arguments.Length == 2 ? arguments[1] : Operand.Of(ir.EmitInt(0));
                if (start.Value is null && ir.AsValue(start) is null)
                    return false;
                Sum(iterable, start, ir);
                return true;
            case ("sorted", 1):
                Call("sorted", [iterable, Operand.Of(BoolConstant.False)], ir);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Translates the call of a method of a list that looks for an item.</summary>
    /// <param name="name">The method: <c>index</c>, <c>count</c> or <c>remove</c>.</param>
    /// <param name="list">The list.</param>
    /// <param name="item">The item.</param>
    /// <param name="ir">The builder.</param>
    /// <returns>True: it has pushed its result, or ended the block.</returns>
    public static bool CallOfList(string name, Operand list, Operand item, IrBuilder ir)
    {
        Call($"list_{name}", [list, item], ir);
        return true;
    }

    /// <summary>Translates <c>list.index</c> with bounds.</summary>
    /// <inheritdoc cref="CallOfList" path="/returns"/>
    public static bool IndexFrom(Operand list, Operand item, Operand start, Operand stop, IrBuilder ir)
    {
        Operand[] bounds = [Operand.Of(SequenceSubscripts.IndexOf(start, ir)), Operand.Of(SequenceSubscripts.IndexOf(stop, ir))];
        Call("list_index_from", [list, item, .. bounds], ir);
        return true;
    }

    /// <summary>Makes a list of what can be iterated over; a generator could see the list that is changed meanwhile.</summary>
    /// <param name="source">What its items come from.</param>
    /// <param name="changed">The list that is changed.</param>
    /// <param name="ir">The builder.</param>
    /// <param name="then">What is done with it.</param>
    /// <returns>Whether native code has it.</returns>
    public static bool TryMakeList(Operand source, Operand changed, IrBuilder ir, Action<Operand> then)
    {
        if (!IsIterable(source) || source.Variables().Any(Elements.VariableOf(changed).Is))
            return false;
        Call("list_of", [source], ir, then);
        return true;
    }

    /// <summary>Translates <c>list.extend</c> of what is no list; a generator could see the list meanwhile.</summary>
    /// <param name="list">The list.</param>
    /// <param name="source">What its items come from.</param>
    /// <param name="result">What is pushed then.</param>
    /// <param name="ir">The builder.</param>
    /// <returns>Whether native code has it. Then it has pushed the result, or ended the block.</returns>
    public static bool TryExtend(Operand list, Operand source, Operand result, IrBuilder ir)
    {
        return TryMakeList(source, list, ir, items =>
        {
            Lists.Extend(list, items, ir);
            ir.Push(result);
        });
    }

    /// <summary>Translates <c>sorted</c>, <c>min</c> and <c>max</c> with <c>key=</c> or <c>reverse=</c>.</summary>
    /// <returns>Whether it is that.</returns>
    public static bool TryCallByKey(PyObject? callee, Operand[] arguments, string[] names, IrBuilder ir)
    {
        if (callee is not PyBuiltinFunction { Name: "sorted" or "min" or "max", Name: var name } || names.Length == 0
            || arguments.Length != names.Length + 1 || !IsIterable(arguments[0]) || !TryBindKey(arguments.AsSpan(1), names, out var key, out var reverse))
        {
            return false;
        }
        if (name == "sorted")
            Sorted(arguments[0], key, reverse, ir);
        else if (reverse is null && key is not null)
            Call(name + "_by", [arguments[0], key], ir);
        else
            return false;
        return true;
    }

    /// <summary>Translates <c>list.sort</c> with <c>key=</c>.</summary>
    /// <inheritdoc cref="TryCallByKey" path="/returns"/>
    public static bool TrySortByKey(Operand list, Operand[] arguments, string[] names, IrBuilder ir)
    {
        if (names.Length != arguments.Length || !TryBindKey(arguments, names, out var key, out var reverse) || key is null)
            return false;
        Sorted(list, key, reverse, ir, sorted => Call("list_replace", [list, sorted], ir));
        return true;
    }

    private static void Sorted(Operand iterable, Operand? key, Operand? reverse, IrBuilder ir, Action<Operand>? then = null)
    {
        var isReverse = Operand.Of(reverse is null ? ir.EmitBool(false) : IsReverse(reverse, ir));
        if (key is null)
            Call("sorted", [iterable, isReverse], ir, then);
        else
            Call("sorted_by", [iterable, key, isReverse], ir, then);
    }

    /// <summary>Whether <c>reverse=</c> says that a sort is to be reversed.</summary>
    /// <remarks>Up to 3.11 it has to be an int that fits 32 bits. Anything but a bool or such a constant is left to the interpreter.</remarks>
    public static Value IsReverse(Operand reverse, IrBuilder ir)
    {
        var isFlag = ir.Materialise(reverse).Value is { } value
            && (value.Type == IrType.Bool || (value.Op == Op.IntConstant && value.Immediate is >= int.MinValue and <= int.MaxValue));
        return isFlag ? ir.Truth(reverse) : throw IrBuilder.Leave(ExitReason.Raise);
    }

    // None for a key is none.
    private static bool TryBindKey(ReadOnlySpan<Operand> arguments, string[] names, out Operand? key, out Operand? reverse)
    {
        (key, reverse) = (null, null);
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] == "key" && key is null)
                key = arguments[i];
            else if (names[i] == "reverse" && reverse is null)
                reverse = arguments[i];
            else
                return false;
        }
        if (key is { IsNone: true })
            key = null;
        return true;
    }

    /// <summary>Calls a function that goes through a whole list comprehension, which nobody else has.</summary>
    /// <param name="callee">The function.</param>
    /// <param name="comprehension">The comprehension.</param>
    /// <param name="ir">The builder.</param>
    /// <param name="then">What is done with the result; it ends the block.</param>
    /// <returns>Whether it is one of those functions. Then the block has ended.</returns>
    public static bool TryCallOnList(PyObject? callee, Operand comprehension, IrBuilder ir, Action<Operand> then)
    {
        if (callee is not PyBuiltinFunction { Name: var name })
            return false;
        switch (name)
        {
            // Items behind the one that decides could raise.
            case "any" or "all" or "len":
                Call(name + "_of_list", [comprehension], ir, then);
                return true;
            case "min" or "max":
                Call(name, [comprehension], ir, then);
                return true;
            case "sum":
                Sum(comprehension, Operand.Of(ir.EmitInt(0)), ir, then);
                return true;
            default:
                return false;
        }
    }

    private static void Sum(Operand iterable, Operand start, IrBuilder ir, Action<Operand>? then = null)
    {
        var rule = ir.Unit.Scope.FloatSum;
        if (rule == FloatSum.Plain)
            Call("sum_plain", [iterable, start], ir, then);
        else
            Call("sum_compensated", [iterable, start, Operand.Of(ir.EmitBool(rule == FloatSum.CompensatedWithInts))], ir, then);
    }

    private static bool IsIterable(Operand operand) => Sequences.IsSequence(operand) || Elements.Has(operand) || operand.Kind is OperandKind.Generator
        or OperandKind.Range or OperandKind.RangeIterator or OperandKind.SequenceIterator or OperandKind.Enumerate or OperandKind.Zip;

    /// <summary>Calls a function of the prelude.</summary>
    public static void Call(string name, Operand[] arguments, IrBuilder ir, Action<Operand>? then = null)
    {
        var callee = new Callee(Known: null, Made: null, ir.Unit.PreludeFlow(name));
        ir.EmitCall(callee, Array.ConvertAll(arguments, argument => FunctionCalls.Passed(argument, ir)), taken: 0, then);
    }
}
