using System.Runtime.InteropServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Elements of an array or of another <see cref="Memory{T}"/>, which stays alive as long as this does.</summary>
/// <inheritdoc cref="TypedElements{T}"/>
internal sealed class ManagedElements<T> : TypedElements<T>
    where T : unmanaged
{
    private readonly Memory<T> _memory;
    private readonly T[]? _array;                   // the span of an array takes less time than that of a memory
    private readonly int _start;
    private readonly int _count;

    /// <summary>Elements that Python writes.</summary>
    public ManagedElements(Memory<T> memory)
        : this(memory, isReadOnly: false)
    {
    }

    /// <summary>Elements that Python only reads.</summary>
    public ManagedElements(ReadOnlyMemory<T> memory)
        : this(MemoryMarshal.AsMemory(memory), isReadOnly: true)
    {
    }

    private ManagedElements(Memory<T> memory, bool isReadOnly)
        : base(memory.Length, isReadOnly)
    {
        (_memory, _count) = (memory, memory.Length);
        if (MemoryMarshal.TryGetArray((ReadOnlyMemory<T>)memory, out var segment))
            (_array, _start) = (segment.Array, segment.Offset);
    }

    /// <inheritdoc/>
    protected override Span<T> Span => _array is { } array ? array.AsSpan(_start, _count) : _memory.Span;
}
