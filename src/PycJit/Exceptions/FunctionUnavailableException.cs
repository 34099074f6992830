using Pyc.Translation;

namespace Pyc;

/// <summary>The module binds that name, but to no function that can be called, or to a value that could not be had.</summary>
public sealed class FunctionUnavailableException : PycJitException, IDiagnosed
{
    internal FunctionUnavailableException(string function, Diagnostic diagnostic)
        : base(diagnostic.ToString())
    {
        FunctionName = function;
        Diagnostic = diagnostic;
    }

    /// <inheritdoc/>
    public Diagnostic Diagnostic { get; }

    /// <summary>Name of the function.</summary>
    public string FunctionName { get; }

    /// <summary>Why it cannot be used: a clause, without a full stop.</summary>
    public string Obstacle => Diagnostic.Reason;
}
