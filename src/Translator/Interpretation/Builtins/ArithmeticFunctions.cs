using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Built-in functions that compute.</summary>
internal static class ArithmeticFunctions
{
    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("abs(x, /)", (runtime, arguments) => Abs(runtime, arguments[0])),
        new("divmod(x, y, /)", DivMod),
        new("pow(base, exp, mod=, /)", Power, Until: new PythonVersion(3, 8)),
        new("pow(base, exp, mod=)", Power, Since: new PythonVersion(3, 8)),
        new("round(number, ndigits=)", Round),
    ];

    private static PyValue DivMod(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Check(arguments);
        return Numbers.DivMod(runtime, arguments[0], arguments[1]);
    }

    private static PyValue Power(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Check(arguments);
        return Numbers.Power(runtime, arguments[0], arguments[1], arguments[2]);
    }

    private static PyValue Round(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Check(arguments);
        return Numbers.Round(runtime, arguments[0], arguments[1]);
    }

    private static void Check(ReadOnlySpan<PyValue> values)
    {
        foreach (var value in values)
            UnavailableObject.Check(value);
    }

    /// <summary><c>abs(value)</c>.</summary>
    public static PyValue Abs(PythonRuntime runtime, PyValue value)
    {
        if (value.IsFloat)
            return PyValue.FromFloat(Math.Abs(value.Float));
        if (value.IsInt || value.IsBool)
        {
            return value.Int == long.MinValue
                ? Operators.Unary(runtime, UnaryOperator.Negative, value)
                : PyValue.FromInt(Math.Abs(value.Int));
        }
        if (value.Object is PyInteger integer)
            return Integers.Make(BigInteger.Abs(integer.Value), integer.IsLong);
        UnavailableObject.Check(value);
        return SpecialMethods.TryCall(runtime, value, "__abs__", out var result)
            ? result
            : throw PyErrors.TypeError($"bad operand type for abs(): '{value.Type.Name}'");
    }
}
