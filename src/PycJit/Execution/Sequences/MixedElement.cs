using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <summary>An <see cref="ElementKind.Mixed"/> element.</summary>
internal struct MixedElement
{
    /// <summary>The value.</summary>
    public long Word;

    /// <summary>The number of its <see cref="IrType"/>.</summary>
    public long Type;
}
