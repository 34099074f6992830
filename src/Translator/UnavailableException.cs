namespace Pyc.Translation;

/// <summary>Python code uses something that PycJit does not have: it reaches outside the process, or could not be evaluated.</summary>
/// <remarks>It is no exception of Python's: no <c>except</c> catches it, since CPython would not have raised anything there.</remarks>
public sealed class UnavailableException : PycJitException, IDiagnosed
{
    private readonly DiagnosticDescriptor _descriptor;

    /// <summary>Says what is not available, why, and what to do.</summary>
    /// <param name="descriptor">What kind of thing it is.</param>
    /// <param name="what">What is used, as Python names it: <c>open</c>, <c>numpy.array</c>.</param>
    /// <param name="why">Why it is not there: a clause, without a full stop.</param>
    /// <param name="remedy">What the user can do: a sentence.</param>
    public UnavailableException(DiagnosticDescriptor descriptor, string what, string why, string remedy)
        : base(what)
    {
        _descriptor = descriptor;
        What = what;
        Why = why;
        Remedy = remedy;
    }

    /// <summary>What is used, as Python names it.</summary>
    public string What { get; }

    /// <summary>Why it is not there.</summary>
    public string Why { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>The place in Python that used it; null as long as no frame has told it.</summary>
    public SourceLocation? Where { get; internal set; }

    /// <inheritdoc/>
    public Diagnostic Diagnostic => new()
    {
        Descriptor = _descriptor,
        Where = Where ?? SourceLocation.None,
        What = $"{What} is not available",
        Reason = Why,
        Remedy = Remedy,
    };

    /// <inheritdoc/>
    public override string Message => Diagnostic.ToString();
}
