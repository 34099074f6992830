namespace Pyc.Translation.Interpretation;

/// <summary>Makes the errors of what the interpreter does not do, when it is reached.</summary>
internal static class Unsupported
{
    /// <summary>The instruction that a frame stands at is not supported.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="descriptor">What it is that is not done.</param>
    /// <param name="why">Why: a clause, without a full stop.</param>
    /// <param name="remedy">What to do: a sentence.</param>
    public static UnsupportedBytecodeException Here(Frame frame, DiagnosticDescriptor descriptor, string why, string remedy)
    {
        var instruction = frame.Body.Bytecode.Instructions[frame.Index];
        var code = frame.Code.Code;
        return new UnsupportedBytecodeException(new Diagnostic
        {
            Descriptor = descriptor,
            Where = new SourceLocation(code.FileName, instruction.Position, code.QualifiedName, frame.Index),
            Opcode = instruction.Opcode,
            Offset = instruction.Offset,
            Reason = why,
            Remedy = remedy,
        });
    }

    /// <summary>The instruction that a frame stands at meets what no compiler would let it meet.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="why">What it meets: a clause, without a full stop.</param>
    public static UnsupportedBytecodeException Malformed(Frame frame, string why) =>
        Here(frame, DiagnosticDescriptors.MalformedInstruction, why, "No compiler makes such code: compile the source anew.");
}
