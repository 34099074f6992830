namespace Pyc.Translation.Interpretation;

/// <summary>A value would be of a kind that there is none of here. For a constant the loop says where: see <see cref="Unsupported"/>.</summary>
/// <param name="descriptor">What it is that there is none of.</param>
/// <param name="why">Why: a clause, without a full stop.</param>
/// <param name="remedy">What to do: a sentence.</param>
internal sealed class UnsupportedValueException(DiagnosticDescriptor descriptor, string why, string remedy) : PycJitException(""), IDiagnosed
{
    /// <summary>The place in Python that would make it; null as long as no frame has told it.</summary>
    public SourceLocation? Where { get; set; }

    /// <inheritdoc/>
    public Diagnostic Diagnostic => new()
    {
        Descriptor = descriptor,
        Where = Where ?? SourceLocation.None,
        What = "the value is not supported",
        Reason = why,
        Remedy = remedy,
    };

    /// <inheritdoc/>
    public override string Message => Diagnostic.ToString();
}
