using System.Numerics;
using System.Runtime.InteropServices;

namespace Pyc.Translation.Interpretation;

/// <summary><c>int.to_bytes</c> and <c>int.from_bytes</c>.</summary>
internal static class IntegerBytes
{
    public static PyValue ToBytes(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        _ = Numbers.TryGetInteger(a[0], out var value);                 // it is a method of int
        var length = a[1].IsUnbound ? 1 : Length(runtime, a[1]);
        var isLittle = IsLittle(runtime, "to_bytes", a[2]);
        var isSigned = !a[3].IsUnbound && Operators.IsTrue(runtime, a[3]);
        if (length < 0)
            throw PyErrors.ValueError(runtime.Semantics.Numbers.NegativeLength);
        if (value.Sign < 0 && !isSigned)
            throw PyErrors.OverflowError("can't convert negative int to unsigned");
        runtime.Memory.Check(length, 1);
        // Up to 3.13 no byte at all is enough for -1.
        if (length == 0 && value == BigInteger.MinusOne && runtime.Semantics.Numbers.MinusOneNeedsNoByte)
            return new PyBytes([]);
        // A signed number needs a bit more; the magnitude of a negative one is one less.
        WorkOfIntegers.ChargePass(runtime, 8 * length);
        var bits = isSigned ? (value.Sign < 0 ? -value - 1 : value).GetBitLength() + 1 : value.GetBitLength();
        if (bits > length * 8 && !(isSigned && value.IsZero))
            throw PyErrors.OverflowError("int too big to convert");
        var bytes = new byte[length];
        if (value.Sign < 0)
            Array.Fill(bytes, (byte)0xFF);
        var digits = value.ToByteArray(isUnsigned: value.Sign >= 0);
        digits.AsSpan(0, Math.Min(digits.Length, bytes.Length)).CopyTo(bytes);
        if (!isLittle)
            Array.Reverse(bytes);
        return new PyBytes(ImmutableCollectionsMarshal.AsImmutableArray(bytes));
    }

    public static PyValue FromBytes(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var isLittle = IsLittle(runtime, "from_bytes", a[2]);
        var isSigned = !a[3].IsUnbound && Operators.IsTrue(runtime, a[3]);
        var bytes = Bytes(runtime, a[1]);
        WorkOfIntegers.ChargePass(runtime, 8L * bytes.Length);
        var value = new BigInteger(bytes, isUnsigned: !isSigned, isBigEndian: !isLittle);
        return ReferenceEquals(a[0].Object, PyTypes.Bool) ? PyValue.FromBool(!value.IsZero) : Numbers.Integer(runtime, value);
    }

    private static byte[] Bytes(PythonRuntime runtime, PyValue value)
    {
        if (value.As<PyBytes>() is { } bytes)
            return [.. bytes.Value];
        if (value.As<PyStr>() is not null || value.Object?.GetIterator(runtime) is not { } iterator)
            throw PyErrors.TypeError($"cannot convert '{value.Type.Name}' object to bytes");
        var items = new List<byte>();
        while (iterator.TryNext(runtime, out var item))
        {
            var number = Numbers.Index(runtime, item, $"'{item.Type.Name}' object cannot be interpreted as an integer");
            if (number is < 0 or > 255)
                throw PyErrors.ValueError("bytes must be in range(0, 256)");
            runtime.Memory.Check(items.Count + 1L, 1);
            items.Add((byte)number);
        }
        return [.. items];
    }

    private static long Length(PythonRuntime runtime, PyValue value)
    {
        if (value.IsFloat && runtime.Semantics.Numbers.NamesFloatArgument)
            throw PyErrors.TypeError("integer argument expected, got float");
        if (!Numbers.TryGetIndex(runtime, value, out var length))
            throw PyErrors.TypeError($"'{value.Type.Name}' object cannot be interpreted as an integer");
        return length >= long.MinValue && length <= long.MaxValue
            ? (long)length
            : throw PyErrors.OverflowError("Python int too large to convert to C ssize_t");
    }

    private static bool IsLittle(PythonRuntime runtime, string function, PyValue order) =>
        !order.IsUnbound && (order.As<PyStr>()?.Value switch
        {
            "little" => true,
            "big" => false,
            null => throw PyErrors.TypeError(
                $"{function}() argument {runtime.Semantics.Numbers.ArgumentOfByteOrder} must be str, not {order.Type.Name}"),
            _ => throw PyErrors.ValueError("byteorder must be either 'little' or 'big'"),
        });
}
