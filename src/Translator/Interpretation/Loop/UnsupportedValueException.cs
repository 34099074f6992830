namespace Pyc.Translation.Interpretation;

/// <summary>A value would be of a kind that there is none of here. For a constant the loop says where: see <see cref="Unsupported"/>.</summary>
/// <param name="why">Why: a clause, without a full stop.</param>
/// <param name="remedy">What to do: a sentence.</param>
internal sealed class UnsupportedValueException(string why, string remedy) : PycJitException(why)
{
    /// <summary>The place in Python that would make it; null as long as no frame has told it.</summary>
    public SourceLocation? Where { get; set; }

    /// <inheritdoc/>
    public override string Message => Where is { } where ? $"{where}: {Why}. {Remedy}" : $"{char.ToUpperInvariant(Why[0])}{Why[1..]}. {Remedy}";

    /// <summary>Why: a clause, without a full stop.</summary>
    public string Why { get; } = why;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;
}
