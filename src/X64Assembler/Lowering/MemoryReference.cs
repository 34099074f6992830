using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>A place in memory: an address in a register, an index in another one where there is one, and a displacement.</summary>
/// <param name="Kind">What lies there; of what is wider than a field or element of its kind there is nothing.</param>
/// <param name="HasIndex">Whether the second source counts elements of the kind from the address on.</param>
/// <param name="Displacement">Bytes.</param>
internal readonly record struct MemoryReference(ElementKind Kind, bool HasIndex, int Displacement)
{
    /// <summary>The number of sources that it takes: the first ones of its instruction.</summary>
    internal int SourceCount => HasIndex ? 2 : 1;
}
