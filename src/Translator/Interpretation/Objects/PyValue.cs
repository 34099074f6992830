using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <summary>A Python value in 16 bytes: ints within 64 bits, floats, bools and None lie in it, everything else is a <see cref="PyObject"/>.</summary>
/// <remarks>
/// The first half is an object or one of the tags below, which say what the bits of the second half are. The default value is not a
/// value of Python but "nothing": an unbound variable, an argument that was not given.
/// </remarks>
internal readonly struct PyValue
{
    private static readonly Tag s_int = new();
    private static readonly Tag s_float = new();
    private static readonly Tag s_bool = new();
    private static readonly Tag s_none = new();
    private static long s_lastNaN;

    // Of an object the second half is 0, but for one in the place of its method.
    private const long ReceiverBits = 1;

    private readonly object? _reference;
    private readonly long _bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PyValue(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    /// <summary>An object as a value.</summary>
    public PyValue(PyObject value)
    {
        _reference = value;
        _bits = 0;
    }

    /// <summary>No value.</summary>
    public static PyValue Unbound => default;

    /// <summary>None.</summary>
    public static PyValue None => new(s_none, 0);

    /// <summary>True.</summary>
    public static PyValue True => new(s_bool, 1);

    /// <summary>False.</summary>
    public static PyValue False => new(s_bool, 0);

    /// <summary>Whether it is no value.</summary>
    public bool IsUnbound => _reference is null;

    /// <summary>Whether it is None.</summary>
    public bool IsNone => ReferenceEquals(_reference, s_none);

    /// <summary>Whether it is an int within 64 bits (not a bool; not a <c>long</c> of Python 2, which is always a <see cref="PyInteger"/>).</summary>
    public bool IsInt => ReferenceEquals(_reference, s_int);

    /// <summary>Whether it is a float.</summary>
    public bool IsFloat => ReferenceEquals(_reference, s_float);

    /// <summary>Whether it is a bool.</summary>
    public bool IsBool => ReferenceEquals(_reference, s_bool);

    /// <summary>The int of a value that <see cref="IsInt"/>; 0 or 1 of one that <see cref="IsBool"/>.</summary>
    public long Int => _bits;

    /// <summary>The float of a value that <see cref="IsFloat"/>.</summary>
    public double Float => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The truth of a value that <see cref="IsBool"/>.</summary>
    public bool Bool => _bits != 0;

    /// <summary>The object, where it is one; <see langword="null"/> for ints, floats, bools, None and nothing.</summary>
    public PyObject? Object
    {
        // What is no tag is an object; asking for the tags' class takes less time than asking whether it is derived from PyObject.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference is null or Tag ? null : Unsafe.As<PyObject>(_reference);
    }

    /// <summary>Whether it is an object in the place of one of its methods: see <see cref="MethodCalls"/>.</summary>
    public bool IsReceiver => _bits == ReceiverBits && Object is not null;

    /// <summary>Its class. It must be a value.</summary>
    public PyType Type =>
        IsInt ? PyTypes.Int : IsFloat ? PyTypes.Float : IsBool ? PyTypes.Bool : IsNone ? PyTypes.NoneType
        : Unsafe.As<PyObject>(_reference!).Type;           // what is none of the tags is an object

    /// <summary>An int.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyValue FromInt(long value) => new(s_int, value);

    /// <summary>A float. Each NaN is an object of its own, as in CPython, where a container finds only the very NaN that is in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyValue FromFloat(double value) => double.IsNaN(value) ? NewNaN(value) : new(s_float, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A bool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyValue FromBool(bool value) => new(s_bool, value ? 1 : 0);

    /// <summary>A <c>str</c>.</summary>
    public static PyValue FromText(string value) => new(new PyStr(value));

    /// <summary>An object.</summary>
    public static implicit operator PyValue(PyObject value) => new(value);

    // The payload, of which nothing else makes use, tells one NaN from another: it is what an address is for an object.
    private static PyValue NewNaN(double value)
    {
        const long Kind = unchecked((long)0xFFF8_0000_0000_0000);
        const long Payload = 0x0007_FFFF_FFFF_FFFF;
        var bits = BitConverter.DoubleToInt64Bits(value) & Kind;
        return new(s_float, bits | 0x7FF8_0000_0000_0000 | (Interlocked.Increment(ref s_lastNaN) & Payload));
    }

    /// <summary>The object in the place of one of its methods.</summary>
    public PyValue AsReceiver() => new(_reference, ReceiverBits);

    /// <summary>The object that <see cref="IsReceiver"/>, as itself.</summary>
    public PyValue AsObject() => new(_reference, 0);

    /// <summary>The object, if it is one of that class.</summary>
    public T? As<T>()
        where T : PyObject => _reference as T;

    /// <summary>Whether both are the same object: Python's <c>is</c>. Equal ints, and equal floats but for NaN, count as one object.</summary>
    public bool IsSame(PyValue other) => ReferenceEquals(_reference, other._reference) && _bits == other._bits;

    /// <summary>The class of the tags.</summary>
    private sealed class Tag;
}
