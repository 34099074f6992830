using System.Collections.Immutable;

namespace Pyc.Translation.Interpretation;

/// <summary>Python 3's <c>bytes</c>.</summary>
internal sealed partial class PyBytes(ImmutableArray<byte> value) : PyObject
{
    /// <summary>The bytes.</summary>
    public ImmutableArray<byte> Value { get; } = value;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Bytes;
}
