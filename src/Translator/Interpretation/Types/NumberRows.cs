using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The methods behind the operators of int and float, which code also calls by name: <c>(5).__add__(3)</c>.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c>, <c>slotdefs</c>. An operand of a class that this one does not know gives NotImplemented.</remarks>
internal static class NumberRows
{
    private static readonly PythonVersion s_3 = new(3, 0);

    private static readonly (string Name, BinaryOperator Op)[] s_arithmetic =
    [
        ("add", BinaryOperator.Add), ("sub", BinaryOperator.Subtract), ("mul", BinaryOperator.Multiply),
        ("truediv", BinaryOperator.TrueDivide), ("floordiv", BinaryOperator.FloorDivide), ("mod", BinaryOperator.Modulo),
    ];

    private static readonly (string Name, BinaryOperator Op)[] s_bits =
    [
        ("lshift", BinaryOperator.ShiftLeft), ("rshift", BinaryOperator.ShiftRight), ("and", BinaryOperator.And),
        ("or", BinaryOperator.Or), ("xor", BinaryOperator.Xor),
    ];

    private static readonly (string Name, ComparisonOperator Op)[] s_comparisons =
    [
        ("__lt__", ComparisonOperator.Less), ("__le__", ComparisonOperator.LessOrEqual), ("__eq__", ComparisonOperator.Equal),
        ("__ne__", ComparisonOperator.NotEqual), ("__gt__", ComparisonOperator.Greater), ("__ge__", ComparisonOperator.GreaterOrEqual),
    ];

    /// <summary>The rows of a class.</summary>
    /// <param name="knows">Which operands it knows.</param>
    /// <param name="hasBits">Whether it has shifts and bit operations.</param>
    /// <param name="comparesSince">The first version that has a method for each comparison; null for all.</param>
    public static IEnumerable<BuiltinRow> Of(Func<PyValue, bool> knows, bool hasBits, PythonVersion? comparesSince)
    {
        foreach (var (name, op) in hasBits ? [.. s_arithmetic, .. s_bits] : s_arithmetic)
        {
            foreach (var row in Pair(knows, name, (runtime, left, right) => Operators.Binary(runtime, op, left, right)))
                yield return row;
        }
        foreach (var row in Pair(knows, "div", (runtime, left, right) => Operators.Binary(runtime, BinaryOperator.ClassicDivide, left, right)))
            yield return row with { Until = s_3 };
        foreach (var row in Pair(knows, "divmod", Numbers.DivMod))
            yield return row;
        yield return new("__pow__(self, value, mod=, /)", (runtime, a) =>
            knows(a[1]) ? Numbers.Power(runtime, a[0], a[1], a[2]) : PySingleton.NotImplemented);
        yield return new("__rpow__(self, value, mod=, /)", (runtime, a) =>
            knows(a[1]) ? Numbers.Power(runtime, a[1], a[0], a[2]) : PySingleton.NotImplemented);
        foreach (var (name, op) in s_comparisons)
        {
            yield return new($"{name}(self, value, /)", (runtime, a) =>
                knows(a[1]) ? Operators.Compare(runtime, op, a[0], a[1]) : PySingleton.NotImplemented, comparesSince);
        }
        yield return new("__neg__(self, /)", static (runtime, a) => Operators.Unary(runtime, UnaryOperator.Negative, a[0]));
        yield return new("__pos__(self, /)", static (runtime, a) => Operators.Unary(runtime, UnaryOperator.Positive, a[0]));
        yield return new("__abs__(self, /)", static (runtime, a) => Numbers.Absolute(runtime, a[0]));
        yield return new("__bool__(self, /)", static (runtime, a) => PyValue.FromBool(Operators.IsTrue(runtime, a[0])), s_3);
        yield return new("__nonzero__(self, /)", static (runtime, a) => PyValue.FromBool(Operators.IsTrue(runtime, a[0])), Until: s_3);
        yield return new("__float__(self, /)", static (runtime, a) => PyValue.FromFloat(NumberConversions.ToFloat(runtime, a[0])));
        yield return new("__int__(self, /)", static (runtime, a) => NumberConversions.ToInt(runtime, a[0]));
        yield return new("__long__(self, /)", static (runtime, a) => ToLong(NumberConversions.ToInt(runtime, a[0])), Until: s_3);
        yield return new("__getnewargs__(self, /)", static (_, a) => new PyTuple([a[0].IsBool ? PyValue.FromInt(a[0].Int) : a[0]]));
    }

    private static PyInteger ToLong(PyValue value) => value.As<PyInteger>() ?? new PyInteger(value.Int, true);

    private static IEnumerable<BuiltinRow> Pair(Func<PyValue, bool> knows, string name, Func<PythonRuntime, PyValue, PyValue, PyValue> function)
    {
        yield return new($"__{name}__(self, value, /)", (runtime, a) => knows(a[1]) ? function(runtime, a[0], a[1]) : PySingleton.NotImplemented);
        yield return new($"__r{name}__(self, value, /)", (runtime, a) => knows(a[1]) ? function(runtime, a[1], a[0]) : PySingleton.NotImplemented);
    }
}
