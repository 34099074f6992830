using System.Collections.Immutable;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>An instruction over virtual registers, with what the allocator must know about its real ones.</summary>
internal sealed class MachineInstruction(MachineOp op)
{
    internal MachineOp Op { get; } = op;

    /// <summary>The virtual register that it defines.</summary>
    internal VirtualRegister? Result { get; init; }

    /// <summary>Where the result may go: memory will do for what only moves.</summary>
    internal UseKind ResultKind { get; init; } = UseKind.Register;

    /// <summary>What it reads, in the order of the operation.</summary>
    internal SourceOperand[] Sources { get; set; } = [];

    /// <summary>Fixed registers that it reads, still when its results are written.</summary>
    internal RegisterSet FixedSources { get; init; }

    /// <summary>Fixed registers that it writes.</summary>
    internal RegisterSet FixedResults { get; init; }

    /// <summary>The constant operand.</summary>
    internal long? Immediate { get; init; }

    internal Condition Condition { get; init; }

    /// <summary>The table of a <see cref="MachineOp.TableAddress"/>.</summary>
    internal ConstantTable? Table { get; init; }

    /// <summary>The place that a <see cref="MachineOp.Load"/> or <see cref="MachineOp.Store"/> is of, or its last operand.</summary>
    internal MemoryReference Memory { get; init; }

    /// <summary>Whether its last operand lies at <see cref="Memory"/>, whose sources come last.</summary>
    internal bool ReadsPlace { get; init; }

    /// <summary>Whether the last operand of a vector operation lies in memory: its address is the first sources then.</summary>
    internal bool ReadsMemory { get; init; }

    /// <summary>Number of the exit that it may take, from 1; 0 for none.</summary>
    internal int Exit { get; init; }

    /// <summary>How an exit gets back a word that the operation before it has overwritten.</summary>
    internal ExitUndo? Undo { get; set; }

    /// <summary>What an exit adds to words once they are stored, each an exact sum modulo 2⁶⁴.</summary>
    internal ImmutableArray<ExitAdjustment> Adjustments { get; private set; } = [];

    /// <summary>Of an exit: the number of words that it stores, whose sources stand behind the context.</summary>
    internal int WordCount => Sources.Length - (Undo is { Immediate: null } ? 2 : 1);

    /// <summary>The function that it calls.</summary>
    internal Function? Callee { get; init; }

    /// <summary>What <see cref="MachineOp.MoveArguments"/> puts where.</summary>
    internal ImmutableArray<ArgumentMove> Arguments { get; init; } = [];

    /// <summary>The IR value that it was made for.</summary>
    internal Value? Origin { get; init; }

    /// <summary>Where the allocator put the sources; filled by it.</summary>
    internal Location[] SourceLocations { get; set; } = [];

    /// <summary>Where the allocator put the result; filled by it.</summary>
    internal Location ResultLocation { get; set; }

    internal bool Has(MachineTraits trait) => Op.Has(trait);

    /// <summary>Exchanges the two sources of a commutative operation.</summary>
    internal void ExchangeSources()
    {
        var (left, right) = (Sources[0], Sources[1]);
        Sources[0] = left with { Register = right.Register };
        Sources[1] = right with { Register = left.Register };
    }

    /// <summary>Lets an exit store the operand itself, which is needed behind it anyway.</summary>
    internal void DropUndo(ExitUndo undo)
    {
        Sources[undo.Word + 1] = Sources[undo.Word + 1] with { Register = undo.Operand };
        if (undo.Immediate is null)
            Sources = Sources[..^1];
        Undo = null;
    }

    /// <summary>Lets an exit store a sum that is not computed yet: its operand first, then it adds the number.</summary>
    internal void StoreAdjusted(VirtualRegister sum, VirtualRegister operand, long number)
    {
        for (var word = 0; word < WordCount; word++)
        {
            if (Sources[word + 1].Register != sum)
                continue;
            Sources[word + 1] = Sources[word + 1] with { Register = operand };
            Adjustments = Adjustments.Add(new ExitAdjustment(word, (int)number));
        }
    }

    public override string ToString()
    {
        var parts = Sources.Select(source => source.Register.Name);
        if (Immediate is { } immediate)
            parts = parts.Append(immediate.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return $"{(Result is null ? "" : Result + " = ")}{Op} {string.Join(", ", parts)}".TrimEnd();
    }
}

/// <summary>
/// An operand of a sum or difference takes no register of its own up to the exit behind it: the exit stores the result in its place and
/// undoes the operation in the call context.
/// </summary>
/// <param name="Operand">The operand.</param>
/// <param name="Word">Its word, which holds the result at first.</param>
/// <param name="Op"><see cref="MachineOp.Add"/> or <see cref="MachineOp.Sub"/>: what undoes it.</param>
/// <param name="Immediate">The other operand where it is a constant; else it is the last source of the exit.</param>
internal sealed record ExitUndo(VirtualRegister Operand, int Word, MachineOp Op, long? Immediate);

/// <summary>Brings an argument to where the function that is called finds it.</summary>
/// <param name="To">The place.</param>
/// <param name="Source">The index of the source; −1 for a constant.</param>
/// <param name="Constant">The word that a constant is; 0 for a source.</param>
internal readonly record struct ArgumentMove(Location To, int Source, long Constant);

/// <summary>A number that an exit adds to a word.</summary>
/// <param name="Word">The word.</param>
/// <param name="Number">The number.</param>
internal readonly record struct ExitAdjustment(int Word, int Number);
