using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>int</c>, and of Python 2's <c>long</c>.</summary>
/// <remarks>CPython: <c>Objects/longobject.c</c>; 2.7's <c>Objects/intobject.c</c>.</remarks>
internal static class IntMembers
{
    private static readonly PythonVersion s_3 = new(3, 0);
    private static readonly PythonVersion s_31 = new(3, 1);
    private static readonly PythonVersion s_32 = new(3, 2);
    private static readonly PythonVersion s_37 = new(3, 7);
    private static readonly PythonVersion s_38 = new(3, 8);
    private static readonly PythonVersion s_310 = new(3, 10);
    private static readonly PythonVersion s_311 = new(3, 11);
    private static readonly PythonVersion s_312 = new(3, 12);
    private static readonly PythonVersion s_314 = new(3, 14);

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, x=, base=)", New, Until: s_37),
        new("__new__(cls, x=, /, base=)", New, s_37),
        new("bit_length(self, /)", BitLength, Until: s_3),
        new("bit_length(self, /)", BitLength, s_31),
        new("bit_count(self, /)", static (runtime, a) => PyValue.FromInt(BitCount(runtime, BigInteger.Abs(Self(a)))), s_310),
        new("conjugate(self, /)", Plain),
        new("as_integer_ratio(self, /)", static (runtime, a) => new PyTuple([Plain(runtime, a), PyValue.FromInt(1)]), s_38),
        new("is_integer(self, /)", static (_, _) => PyValue.True, s_312),
        new("real(self, /)", Plain, IsAttribute: true),
        new("imag(self, /)", Zero, IsAttribute: true),
        new("numerator(self, /)", Plain, IsAttribute: true),
        new("denominator(self, /)", static (runtime, a) => Numbers.Integer(runtime, 1, Numbers.IsLong(a[0])), IsAttribute: true),
        new("to_bytes(self, /, length, byteorder, *, signed=)", IntegerBytes.ToBytes, s_32, s_311),
        new("to_bytes(self, /, length=, byteorder=, *, signed=)", IntegerBytes.ToBytes, s_311),
        new("from_bytes(cls, bytes, byteorder, *, signed=)", IntegerBytes.FromBytes, s_32, s_311),
        new("from_bytes(cls, bytes, byteorder=, *, signed=)", IntegerBytes.FromBytes, s_311),
        new("__index__(self, /)", Plain),
        new("__floor__(self, /)", Plain, s_3),
        new("__ceil__(self, /)", Plain, s_3),
        new("__trunc__(self, /)", Plain),
        new("__round__(self, ndigits=, /)", static (runtime, a) => a[1].IsNone
            ? throw PyErrors.TypeError("'NoneType' object cannot be interpreted as an integer")
            : Numbers.Round(runtime, a[0], a[1]), s_3, s_314),
        new("__round__(self, ndigits=, /)", static (runtime, a) => Numbers.Round(runtime, a[0], a[1]), s_314),
        new("__invert__(self, /)", static (runtime, a) => Operators.Unary(runtime, UnaryOperator.Invert, a[0])),
        .. NumberRows.Of(Numbers.IsInteger, hasBits: true, comparesSince: s_3),
    ];

    private static BigInteger Self(ReadOnlySpan<PyValue> a) => Numbers.TryGetInteger(a[0], out var value)
        ? value
        : throw PyErrors.TypeError($"an int is required, not '{a[0].Type.Name}'");

    /// <summary>The number itself; a bool as an int.</summary>
    private static PyValue Plain(PythonRuntime runtime, ReadOnlySpan<PyValue> a) => Numbers.Integer(runtime, Self(a), Numbers.IsLong(a[0]));

    private static PyValue Zero(PythonRuntime runtime, ReadOnlySpan<PyValue> a) => Numbers.Integer(runtime, 0, Numbers.IsLong(a[0]));

    private static PyValue BitLength(PythonRuntime runtime, ReadOnlySpan<PyValue> a) => PyValue.FromInt(BigInteger.Abs(Self(a)).GetBitLength());

    private static long BitCount(PythonRuntime runtime, BigInteger magnitude)
    {
        long count = 0;
        var words = Words.Of(runtime, magnitude);
        for (var i = 0; i < words.Length; i++)
        {
            runtime.ChargeStretch(i);
            count += BitOperations.PopCount(words[i]);
        }
        return count;
    }

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var type = NumberConversions.CheckClass(a[0], PyTypes.Int, PyTypes.Long);
        var isLong = ReferenceEquals(type, PyTypes.Long);
        var (value, radix) = (a[1], a[2]);
        if (value.IsUnbound)
        {
            return radix.IsUnbound
                ? Numbers.Integer(runtime, 0, isLong)
                : throw PyErrors.TypeError($"{type.Name}() missing string argument");
        }
        var number = radix.IsUnbound
            ? NumberConversions.ToInt(runtime, value, type.Name)
            : Numbers.Integer(runtime, WithBase(runtime, value, radix, type.Name));
        return isLong && Numbers.TryGetInteger(number, out var integer) ? new PyInteger(integer, true) : number;
    }

    private static BigInteger WithBase(PythonRuntime runtime, PyValue value, PyValue radix, string name)
    {
        if (!Numbers.TryGetIndex(runtime, radix, out var number))
        {
            throw PyErrors.TypeError(
                !runtime.Semantics.Numbers.HasLong ? $"'{radix.Type.Name}' object cannot be interpreted as an integer"
                : radix.IsFloat ? "integer argument expected, got float"
                : "an integer is required");
        }
        if (number != 0 && (number < 2 || number > 36))
            throw runtime.Semantics.Numbers.HasLong ? ClassicNumberText.WrongRadix(runtime, value, number, name) : PyErrors.ValueError($"{name}() base must be >= 2 and <= 36, or 0");
        return NumberText.TryParseInteger(runtime, value, (int)number, name, true, out var integer)
            ? integer
            : throw PyErrors.TypeError($"{name}() can't convert non-string with explicit base");
    }
}
