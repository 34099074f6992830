using Pyc.Translation;

namespace Pyc;

/// <summary>There is no native code of a function: the options or the processor rule it out, or it is no function of Python code.</summary>
public sealed class NativeCodeUnavailableException : PycJitException, IDiagnosed
{
    internal NativeCodeUnavailableException(string function, DiagnosticDescriptor descriptor, string why, string remedy)
        : this(function, new Diagnostic { Descriptor = descriptor, What = $"{function} cannot be compiled", Reason = why, Remedy = remedy })
    {
    }

    internal NativeCodeUnavailableException(string function, Diagnostic diagnostic)
        : base(diagnostic.ToString())
    {
        Function = function;
        Diagnostic = diagnostic;
    }

    /// <inheritdoc/>
    public Diagnostic Diagnostic { get; }

    /// <summary>The function, or the module where that says it.</summary>
    public string Function { get; }

    /// <summary>Why not: a clause, without a full stop.</summary>
    public string Why => Diagnostic.Reason;

    /// <summary>What to do about it.</summary>
    public string Remedy => Diagnostic.Remedy;
}
