using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>The body of one code object as verified, version-neutral instructions.</summary>
/// <remarks>
/// After the verifier no index, jump or stack access can be out of range: every jump target is an index of
/// <see cref="Instructions"/>, every constant index one of <see cref="Constants"/>, every slot one of <see cref="SlotNames"/>,
/// and the stack depth before each instruction is the one in <see cref="StackDepths"/>, whichever way it is reached.
/// </remarks>
public sealed class Bytecode
{
    /// <summary>The code object that it was decoded from.</summary>
    public required CodeObject Code { get; init; }

    /// <summary>The instructions; only those that can be reached.</summary>
    public required ImmutableArray<Instruction> Instructions { get; init; }

    /// <summary>
    /// <c>co_consts</c>, and behind them the constants that opcodes such as LOAD_SMALL_INT carry in themselves.
    /// </summary>
    public required ImmutableArray<Constant> Constants { get; init; }

    /// <summary>The slots of a frame: locals, then cells, then free variables.</summary>
    public required ImmutableArray<string> SlotNames { get; init; }

    /// <summary>What protects which instructions, sorted by start, not overlapping.</summary>
    public required ImmutableArray<ExceptionRegion> Regions { get; init; }

    /// <summary>Values on the evaluation stack before each instruction.</summary>
    public required ImmutableArray<int> StackDepths { get; init; }

    /// <summary>The largest of them, and of the depths after the last instructions.</summary>
    public required int MaximumDepth { get; init; }

    /// <summary>The code as text, as <see cref="BytecodePrinter"/> prints it.</summary>
    public string Dump() => BytecodePrinter.Print(this);
}
