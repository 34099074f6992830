using Pyc.Execution.Sequences;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>The arguments of a call of native code.</summary>
/// <param name="words">A word for each.</param>
/// <param name="lent">What they are, where some of them are sequences; empty otherwise.</param>
/// <param name="passers">How they are passed, where some are.</param>
internal readonly unsafe ref struct NativeArguments(ReadOnlySpan<long> words, ReadOnlySpan<Lent> lent, Passer[] passers)
{
    /// <summary>A word for each argument; of a sequence the address of its header, which is the same where it is passed twice.</summary>
    public ReadOnlySpan<long> Words { get; } = words;

    /// <summary>The arguments, where some are sequences; empty otherwise.</summary>
    public ReadOnlySpan<Lent> Lent { get; } = lent;

    /// <summary>How they are passed, where some are.</summary>
    public Passer[] Passers { get; } = passers;

    /// <summary>What their memory held when the call began; null where that does not matter.</summary>
    public SavedMemory? Saved { get; init; }

    /// <summary>What may stop the call, and its limits; null where it has none.</summary>
    public CallControl? Control { get; } = CallControl.Current;

    /// <summary>The same, with what their memory held.</summary>
    public NativeArguments With(SavedMemory? saved) => new(Words, Lent, Passers) { Saved = saved };

    /// <summary>Arguments that are numbers, bools and None.</summary>
    public static implicit operator NativeArguments(ReadOnlySpan<long> words) => new(words, [], []);

    /// <summary>The C# value that was passed as a sequence; null where it is none that can be had.</summary>
    /// <param name="header">The header of the sequence.</param>
    public object? ValueOf(SequenceHeader* header)
    {
        if (header->Lent <= 0 || header->Lent > Lent.Length)
            return null;
        var index = header->Lent - 1;
        ref readonly var lent = ref Lent[index];
        return Words[index] == (long)header ? Passers[index].Value(lent) : (lent.Owner as PinnedRows)?.RowOf(header);
    }

    /// <summary>Makes the lists that were passed what native code has made of them.</summary>
    public void UpdateLists()
    {
        for (var i = 0; i < Lent.Length; i++)
        {
            if (!Passers[i].IsList || Lent[i].Type != IrType.Sequence)
                continue;
            var header = (SequenceHeader*)Words[i];
            if (header->Lent == i + 1 && (header->Count != Lent[i].Count || header->Data != (byte*)Lent[i].Word))
                ((IListPasser)Passers[i]).Become(Lent[i], header->Data, (int)header->Count);
        }
    }
}
