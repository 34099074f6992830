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
        else if (about is not null && OperandText.MissingKindOf(about) is { } kind && kind != descriptor)
            remedy = InstructionRefusals.RemedyFor(kind) ?? remedy;
        return new UnsupportedBytecodeException(new Diagnostic
        {
            Descriptor = about is null ? descriptor : OperandText.MissingKindOf(about) ?? descriptor,
            Where = PlaceOf(instruction),
            Opcode = instruction.Opcode,
            Offset = instruction.Offset,
            ValueType = about is null ? "" : OperandText.TypeOf(about),
            Reason = why,
            Remedy = remedy,
        });
    }

    // What makes cells before the first line runs has no line.
    private SourceLocation PlaceOf(in Instruction instruction) => instruction.Position.Line > 0
        ? Location
        : Location with { Position = new SourcePosition(Bytecode.Code.FirstLine) };

    /// <summary>The refusal of a function as a whole, whose place is the line of its def.</summary>
    /// <param name="code">The code of the function.</param>
    /// <param name="descriptor">What is refused.</param>
    /// <param name="why">Why: a clause, without a full stop.</param>
    /// <param name="remedy">What to do: a sentence.</param>
    internal static UnsupportedBytecodeException UnsupportedFunction(CodeObject code, DiagnosticDescriptor descriptor, string why, string remedy) => new(
        new Diagnostic
        {
            Descriptor = descriptor,
            Where = new SourceLocation(code.FileName, new SourcePosition(code.FirstLine), code.QualifiedName, -1),
            Reason = why,
            Remedy = remedy,
        });

    /// <summary>The refusal of an instruction of a kind that native code does not have.</summary>
    internal UnsupportedBytecodeException NotCompiled(BytecodeOp op)
    {
        if (op is BytecodeOp.BuildMap or BytecodeOp.BuildMapFromKeys && IsForFunction())
            return UnsupportedDefaults();
        if (op is BytecodeOp.BuildMap or BytecodeOp.BuildMapFromKeys && IsForCall())
            return Unsupported(DiagnosticDescriptors.UnpackedArguments, "it calls with **arguments", "Write the arguments one by one.");
        var (descriptor, why, remedy) = InstructionRefusals.Of(op);
        return Unsupported(descriptor, why, remedy);
    }

    /// <summary>The refusal of a function that code makes, as of the defaults that are for arguments by name.</summary>
    internal UnsupportedBytecodeException UnsupportedDefaults() => Unsupported(
        DiagnosticDescriptors.MadeFunction, "a function that is made here has defaults for keywords, or annotations in a dict",
        "Make it at the top level of the module.");

    // The dict that the instruction makes, with the cells, the code and the name of the function on top.
    private bool IsForFunction()
    {
        var index = _index + 1;
        while (Bytecode.Instructions[index].Op is BytecodeOp.LoadConstant or BytecodeOp.LoadClosure or BytecodeOp.BuildTuple or BytecodeOp.Swap or BytecodeOp.Nop)
            index++;
        return Bytecode.Instructions[index].Op == BytecodeOp.MakeFunction;
    }

    // The dict that the instruction makes, for **arguments.
    private bool IsForCall()
    {
        var index = _index + 1;
        while (Bytecode.Instructions[index].Op is BytecodeOp.LoadConstant or BytecodeOp.LoadGlobal or BytecodeOp.LoadLocal or BytecodeOp.LoadDeref)
            index++;
        return Bytecode.Instructions[index].Op is BytecodeOp.DictMerge or BytecodeOp.CallUnpacked;
    }

    /// <summary>The refusal to read a list of the module, which is no constant.</summary>
    internal UnsupportedBytecodeException UnsupportedList(Operand list)
    {
        var name = list.Kind == OperandKind.Global ? NameOf(list) : "it";
        return Unsupported(
            DiagnosticDescriptors.ModuleList, $"{name} is a list, which could change while the function runs", $"Make it a tuple: {name} = (...).", list);
    }

    /// <summary>The refusal of code that no compiler makes.</summary>
    internal UnsupportedBytecodeException Malformed(string why) =>
        Unsupported(DiagnosticDescriptors.MalformedCode, why, "No compiler makes such code: compile the source anew.");
}
