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
        new("divmod(x, y, /)", (runtime, arguments) => DivMod(runtime, arguments[0], arguments[1])),
    ];

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

    /// <summary><c>divmod(left, right)</c>.</summary>
    public static PyValue DivMod(PythonRuntime runtime, PyValue left, PyValue right)
    {
        UnavailableObject.Check(left);
        UnavailableObject.Check(right);
        if (IsNumber(left) && IsNumber(right))
        {
            if (!Operators.IsTrue(runtime, right))
                throw PyErrors.ZeroDivisionError(DivisionByZero(runtime, left, right));
            return new PyTuple([
                Operators.Binary(runtime, BinaryOperator.FloorDivide, left, right),
                Operators.Binary(runtime, BinaryOperator.Modulo, left, right),
            ]);
        }
        if (TryDivMod(runtime, left, "__divmod__", right, out var result) || TryDivMod(runtime, right, "__rdivmod__", left, out result))
            return result;
        throw PyErrors.TypeError($"unsupported operand type(s) for divmod(): '{left.Type.Name}' and '{right.Type.Name}'");
    }

    private static bool TryDivMod(PythonRuntime runtime, PyValue self, string method, PyValue other, out PyValue result) =>
        SpecialMethods.TryCall(runtime, self, method, out result, other) && result.Object != PySingleton.NotImplemented;

    private static string DivisionByZero(PythonRuntime runtime, PyValue left, PyValue right)
    {
        var numbers = runtime.Semantics.Numbers;
        if (left.IsFloat || right.IsFloat)
            return runtime.Semantics.Builtins.FloatDivModByZero;
        return numbers.LongDivisionByZero is { } message && (left.Object is PyInteger || right.Object is PyInteger)
            ? message
            : numbers.DivisionByZero;
    }

    private static bool IsNumber(PyValue value) => value.IsInt || value.IsFloat || value.IsBool || value.Object is PyInteger;
}
