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
            default:
                return false;
        }
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

    private static bool IsIterable(Operand operand) => Sequences.IsSequence(operand) || operand.Kind is OperandKind.Generator
        or OperandKind.Range or OperandKind.RangeIterator or OperandKind.SequenceIterator or OperandKind.Enumerate or OperandKind.Zip;

    private static void Call(string name, Operand[] arguments, IrBuilder ir, Action<Operand>? then = null)
    {
        var callee = new Callee(Known: null, Made: null, ir.Unit.PreludeFlow(name));
        ir.EmitCall(callee, Array.ConvertAll(arguments, argument => FunctionCalls.Passed(argument, ir)), taken: 0, then);
    }
}
