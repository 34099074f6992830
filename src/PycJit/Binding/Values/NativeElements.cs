using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding.Values;

/// <summary>Elements at an address: those of a span, which are there as long as the call takes. The call closes them when it ends.</summary>
internal static unsafe class NativeElements
{
    /// <summary>The memory of so many elements of a kind.</summary>
    /// <param name="data">The address of the first, which does not move before the memory is closed.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="kind">What they are: numbers or bools.</param>
    /// <param name="isReadOnly">Whether Python must not write them.</param>
    public static ElementMemory Of(byte* data, int count, ElementKind kind, bool isReadOnly = false) => kind switch
    {
        ElementKind.Int8 => new Elements<sbyte>((sbyte*)data, count, isReadOnly),
        ElementKind.UInt8 => new Elements<byte>(data, count, isReadOnly),
        ElementKind.Int16 => new Elements<short>((short*)data, count, isReadOnly),
        ElementKind.UInt16 => new Elements<ushort>((ushort*)data, count, isReadOnly),
        ElementKind.Int32 => new Elements<int>((int*)data, count, isReadOnly),
        ElementKind.UInt32 => new Elements<uint>((uint*)data, count, isReadOnly),
        ElementKind.Int64 => new Elements<long>((long*)data, count, isReadOnly),
        ElementKind.UInt64 => new Elements<ulong>((ulong*)data, count, isReadOnly),
        ElementKind.Float32 => new Elements<float>((float*)data, count, isReadOnly),
        ElementKind.Float64 => new Elements<double>((double*)data, count, isReadOnly),
        ElementKind.Bool => new Elements<bool>((bool*)data, count, isReadOnly),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Neither numbers nor bools."),
    };

    // The index is within the count, and the base has seen that the memory is not closed.
    private sealed class Elements<T>(T* data, int count, bool isReadOnly) : TypedElements<T>(count, isReadOnly)
        where T : unmanaged
    {
        protected override Span<T> Span => new(data, Count);
    }
}
