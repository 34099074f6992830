using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>Turns one family of neutral instructions into IR.</summary>
internal interface IInstructionTranslator
{
    /// <summary>The operations of the family.</summary>
    IReadOnlyCollection<BytecodeOp> Handles { get; }

    /// <summary>Emits the IR of one instruction.</summary>
    /// <exception cref="UnsupportedBytecodeException">Native code cannot do it for these operands.</exception>
    void Translate(in Instruction instruction, IrBuilder ir);
}
