using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Build;

/// <content>Refusals: what native code does not do, with a code for each kind.</content>
public sealed partial class IrBuilder
{
    /// <summary>The refusal of the instruction.</summary>
    /// <param name="descriptor">
    /// What is refused. Where it is because of a value of a kind that there is none of at all, such as a dict, the code is that of the kind.
    /// </param>
    /// <param name="why">Why: a clause, without a full stop.</param>
    /// <param name="remedy">What to do: a sentence.</param>
    /// <param name="about">The value that it is about; null where it is about none.</param>
    internal UnsupportedBytecodeException Unsupported(DiagnosticDescriptor descriptor, string why, string remedy, Operand? about = null)
    {
        var instruction = Bytecode.Instructions[_index];
        if (about?.KnownObject is UnavailableObject unavailable)
            (why, remedy) = ($"{unavailable.Name} is not available: {unavailable.Reason}", unavailable.Remedy);
        return new UnsupportedBytecodeException(new Diagnostic
        {
            Descriptor = about is null ? descriptor : OperandText.MissingKindOf(about) ?? descriptor,
            Where = Location,
            Opcode = instruction.Opcode,
            Offset = instruction.Offset,
            ValueType = about is null ? "" : OperandText.TypeOf(about),
            Reason = why,
            Remedy = remedy,
        });
    }

    /// <summary>The refusal of the function as a whole.</summary>
    /// <inheritdoc cref="Unsupported"/>
    internal UnsupportedBytecodeException UnsupportedFunction(DiagnosticDescriptor descriptor, string why, string remedy) => new(new Diagnostic
    {
        Descriptor = descriptor,
        Where = Location,
        Reason = why,
        Remedy = remedy,
    });

    /// <summary>The refusal of an instruction of a kind that native code does not have.</summary>
    internal UnsupportedBytecodeException NotCompiled(in Instruction instruction)
    {
        var (descriptor, why, remedy) = InstructionRefusals.Of(instruction.Op);
        return Unsupported(descriptor, why, remedy);
    }

    /// <summary>The refusal of code that no compiler makes.</summary>
    internal UnsupportedBytecodeException Malformed(string why) =>
        Unsupported(DiagnosticDescriptors.MalformedCode, why, "No compiler makes such code: compile the source anew.");
}
