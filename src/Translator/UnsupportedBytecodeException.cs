using Pyc.Translation;

namespace Pyc;

/// <summary>A function uses bytecode that PycJit does not translate.</summary>
public sealed class UnsupportedBytecodeException : PycJitException
{
    /// <summary>Says what is not translated, where, why, and what to do.</summary>
    /// <param name="where">The place in Python.</param>
    /// <param name="opcode">CPython's name of the instruction.</param>
    /// <param name="offset">Its offset in <c>co_code</c>, in bytes.</param>
    /// <param name="why">Why it is not supported: a clause, without a full stop.</param>
    /// <param name="remedy">What the user can do: a sentence, or empty.</param>
    public UnsupportedBytecodeException(SourceLocation where, string opcode, int offset, string why, string remedy)
        : base($"{where}, offset {offset}: {opcode} is not supported: {why}.{(remedy.Length > 0 ? " " + remedy : "")}")
    {
        Where = where;
        Opcode = opcode;
        Offset = offset;
        Why = why;
        Remedy = remedy;
    }

    /// <summary>The place in Python.</summary>
    public SourceLocation Where { get; }

    /// <summary>CPython's name of the instruction.</summary>
    public string Opcode { get; }

    /// <summary>Offset of the instruction in <c>co_code</c>, in bytes.</summary>
    public int Offset { get; }

    /// <summary>Why it is not supported.</summary>
    public string Why { get; }

    /// <summary>What to do about it; may be empty.</summary>
    public string Remedy { get; }
}
