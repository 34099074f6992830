using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <summary>The numbers that <c>id</c> gives: one per object as long as it lives, others than CPython's addresses.</summary>
internal sealed class ObjectIdentities
{
    private const int Step = 16;                              // objects of CPython lie on addresses that 16 divides
    private readonly ConditionalWeakTable<PyObject, object> _numbers = [];
    private long _last = 0x7F00_0000_0000;

    /// <summary>The number of a value; the same exactly where <c>is</c> finds the same object.</summary>
    public BigInteger Of(PyValue value)
    {
        UnavailableObject.Check(value);
        if (value.Object is { } target)
            return (long)_numbers.GetValue(target, _ => _last += Step);
        // What is no object has its own bits as its number; the rest of the division by 16 keeps the classes apart.
        if (value.IsInt)
            return new BigInteger((ulong)value.Int) * Step + 1;
        if (value.IsFloat)
            return new BigInteger((ulong)BitConverter.DoubleToInt64Bits(value.Float)) * Step + 2;
        return value.IsNone ? 3 : value.Bool ? 4 : 5;
    }
}
