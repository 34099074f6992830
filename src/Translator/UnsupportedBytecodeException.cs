using Pyc.Translation;

namespace Pyc;

/// <summary>A function uses bytecode that PycJit does not translate.</summary>
/// <param name="diagnostic">What is not translated, where, why, and what to do.</param>
public sealed class UnsupportedBytecodeException(Diagnostic diagnostic) : PycJitException(diagnostic.ToString()), IDiagnosed
{
    /// <inheritdoc/>
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>The place in Python.</summary>
    public SourceLocation Where => Diagnostic.Where;

    /// <summary>CPython's name of the instruction; empty where it is about more than one.</summary>
    public string Opcode => Diagnostic.Opcode;

    /// <summary>Offset of the instruction in <c>co_code</c>, in bytes; −1 where it is about more than one.</summary>
    public int Offset => Diagnostic.Offset;

    /// <summary>Why it is not supported: a clause, without a full stop.</summary>
    public string Why => Diagnostic.Reason;

    /// <summary>What to do about it.</summary>
    public string Remedy => Diagnostic.Remedy;
}
