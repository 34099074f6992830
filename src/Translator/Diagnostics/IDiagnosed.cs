namespace Pyc.Translation;

/// <summary>An exception that says by a <see cref="Translation.Diagnostic"/> what is refused, and where.</summary>
public interface IDiagnosed
{
    /// <summary>What is refused, where, why, and what to do.</summary>
    Diagnostic Diagnostic { get; }
}
