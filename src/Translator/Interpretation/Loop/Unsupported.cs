namespace Pyc.Translation.Interpretation;

/// <summary>Makes the errors of what the interpreter does not do, when it is reached.</summary>
internal static class Unsupported
{
    /// <summary>The instruction that a frame stands at is not supported.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="why">Why: a clause, without a full stop.</param>
    /// <param name="remedy">What to do: a sentence, or empty.</param>
    public static UnsupportedBytecodeException Here(Frame frame, string why, string remedy)
    {
        var instruction = frame.Body.Bytecode.Instructions[frame.Index];
        var code = frame.Code.Code;
        return new UnsupportedBytecodeException(
            new SourceLocation(code.FileName, instruction.Position, code.QualifiedName, frame.Index),
            instruction.Opcode, instruction.Offset, why, remedy);
    }
}
