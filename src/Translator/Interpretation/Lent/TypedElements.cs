using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>Lent numbers or bools, one behind the other.</summary>
/// <typeparam name="T">The C# type of the elements: one of which there is an <see cref="ElementKind"/>.</typeparam>
/// <param name="count">How many there are.</param>
/// <param name="isReadOnly">Whether Python must not write them.</param>
internal abstract class TypedElements<T>(int count, bool isReadOnly) : ElementMemory(s_kind, count, isReadOnly)
    where T : unmanaged
{
    private const int NaNSize = 40;
    private const long QuietNaN = unchecked((long)0xFFF8_0000_0000_0000);          // and its sign

    private static readonly ElementKind s_kind = ElementTypes.KindOf(typeof(T))
        ?? throw new NotSupportedException($"Elements cannot be of {typeof(T)}.");

    // To Python each NaN in a list is an object of its own, which the list finds again. The bits in the memory do not say which one it is.
    private Dictionary<int, PyValue>? _nans;

    /// <summary>The elements, in memory that is still lent.</summary>
    protected abstract Span<T> Span { get; }

    /// <inheritdoc/>
    public sealed override PyValue Get(PythonRuntime runtime, int index)
    {
        if (IsClosed)
            throw Closed();
        var item = Span[index];
        if (typeof(T) == typeof(double))
            return OfFloat(runtime, index, Unsafe.BitCast<T, double>(item));
        if (typeof(T) == typeof(float))
            return OfFloat(runtime, index, Unsafe.BitCast<T, float>(item));
        if (typeof(T) == typeof(bool))
            return PyValue.FromBool(Unsafe.BitCast<T, byte>(item) != 0);
        if (typeof(T) == typeof(ulong) && Unsafe.BitCast<T, ulong>(item) is > long.MaxValue and var large)
            return Integers.Make(new BigInteger(large), isLong: runtime.Version.Major == 2);
        return PyValue.FromInt(OfInteger(item));
    }

    /// <inheritdoc/>
    protected sealed override void Write(PythonRuntime runtime, int index, PyValue value)
    {
        if (typeof(T) == typeof(double) || typeof(T) == typeof(float))
            WriteFloat(runtime, index, value);
        else
            Span[index] = ToInteger(runtime, value);
    }

    /// <inheritdoc/>
    protected sealed override void Check(PythonRuntime runtime, int index, PyValue value)
    {
        if (typeof(T) == typeof(double) || typeof(T) == typeof(float))
            ElementValues.ToFloat(runtime, s_kind, value);
        else
            ToInteger(runtime, value);
    }

    private static long OfInteger(T item) =>
        typeof(T) == typeof(sbyte) ? Unsafe.BitCast<T, sbyte>(item)
        : typeof(T) == typeof(byte) ? Unsafe.BitCast<T, byte>(item)
        : typeof(T) == typeof(short) ? Unsafe.BitCast<T, short>(item)
        : typeof(T) == typeof(ushort) ? Unsafe.BitCast<T, ushort>(item)
        : typeof(T) == typeof(int) ? Unsafe.BitCast<T, int>(item)
        : typeof(T) == typeof(uint) ? Unsafe.BitCast<T, uint>(item)
        : Unsafe.BitCast<T, long>(item);

    private static T ToInteger(PythonRuntime runtime, PyValue value)
    {
        if (typeof(T) == typeof(bool))
            return Unsafe.BitCast<bool, T>(ElementValues.ToBool(runtime, value));
        var bits = ElementValues.ToInteger(runtime, s_kind, value);
        return Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.BitCast<byte, T>((byte)bits),
            2 => Unsafe.BitCast<ushort, T>((ushort)bits),
            4 => Unsafe.BitCast<uint, T>((uint)bits),
            _ => Unsafe.BitCast<long, T>(bits),
        };
    }

    private PyValue OfFloat(PythonRuntime runtime, int index, double value) => double.IsNaN(value) ? OfNaN(runtime, index, value) : PyValue.FromFloat(value);

    private PyValue OfNaN(PythonRuntime runtime, int index, double value)
    {
        if (_nans is not null && _nans.TryGetValue(index, out var known) && double.IsNegative(known.Float) == double.IsNegative(value))
            return known;
        return Note(runtime, index, PyValue.FromFloat(value));
    }

    private void WriteFloat(PythonRuntime runtime, int index, PyValue value)
    {
        var number = ElementValues.ToFloat(runtime, s_kind, value);
        if (double.IsNaN(number))
        {
            Note(runtime, index, value);
            // What tells one NaN from another is the runtime's own affair: the caller gets the same bits each time.
            number = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(number) & QuietNaN);
        }
        else
        {
            _nans?.Remove(index);
        }
        Span[index] = typeof(T) == typeof(double) ? Unsafe.BitCast<double, T>(number) : Unsafe.BitCast<float, T>((float)number);
    }

    private PyValue Note(PythonRuntime runtime, int index, PyValue nan)
    {
        runtime.Memory.Check(1, NaNSize);
        (_nans ??= [])[index] = nan;
        return nan;
    }
}
