using Pyc.Execution.Sequences;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Makes words of the arguments of a call that passes sequences.</summary>
internal static unsafe class SequenceWords
{
    /// <summary>Makes the words.</summary>
    /// <param name="lent">The arguments.</param>
    /// <param name="passers">How they are passed.</param>
    /// <param name="headers">Room for a header for each; it stays until the call has ended.</param>
    /// <param name="words">Room for a word for each.</param>
    public static void Fill(ReadOnlySpan<Lent> lent, Passer[] passers, SequenceHeader* headers, long* words)
    {
        for (var i = 0; i < lent.Length; i++)
        {
            ref readonly var argument = ref lent[i];
            if (argument.Type != IrType.Sequence)
            {
                words[i] = argument.Word;
                continue;
            }
            // Field by field, as Passer.Lend says.
            var header = headers + i;
            header->Data = (byte*)argument.Word;
            header->Count = header->Capacity = argument.Count;
            header->Columns = argument.Columns;
            header->Kind = passers[i].Kind;
            header->Lent = i + 1;
            words[i] = (long)HeaderOf(lent, passers, headers, i);
        }
    }

    /// <summary>Makes one sequence of rows that are passed in two ways.</summary>
    /// <inheritdoc cref="Fill" path="/param"/>
    public static void ShareRows(ReadOnlySpan<Lent> lent, Passer[] passers, long* words)
    {
        for (var i = 0; i < lent.Length; i++)
        {
            if (lent[i].Owner is not PinnedRows rows)
                continue;
            for (var row = 0; row < rows.Count; row++)
                rows.HeaderAt(row)->Lent = i + 1;
            for (var other = 0; other < lent.Length; other++)
            {
                if (lent[other].Type != IrType.Sequence || other == i)
                    continue;
                if (lent[other].Owner is PinnedRows earlier)
                {
                    if (other < i && earlier.Kind == rows.Kind && earlier.Array != rows.Array)
                        Share(earlier, rows);
                }
                else if (passers[other] is IRowPasser && rows.Find((byte*)lent[other].Word) is var header && header is not null)
                {
                    words[other] = (long)header;
                }
            }
        }
    }

    private static void Share(PinnedRows earlier, PinnedRows rows)
    {
        var addresses = (SequenceHeader**)rows.Addresses;
        for (var row = 0; row < rows.Count; row++)
        {
            // What is a row of one before that is none of its own any more.
            if (rows.RowOf(addresses[row]) is not null && earlier.Find(addresses[row]->Data) is var header && header is not null)
                addresses[row] = header;
        }
    }

    /// <summary>The header of an argument: that of an earlier one that is the same.</summary>
    private static SequenceHeader* HeaderOf(ReadOnlySpan<Lent> lent, Passer[] passers, SequenceHeader* headers, int index)
    {
        ref readonly var argument = ref lent[index];
        for (var i = 0; i < index; i++)
        {
            // One class of passers is one C# type; there is one of each.
            if (passers[i] == passers[index] && lent[i].Type == IrType.Sequence && AreSame(lent[i], argument))
                return headers + i;
        }
        return headers + index;
    }

    private static bool AreSame(in Lent one, in Lent other)
    {
        if (one.Owner is PinnedRows rows)
            return other.Owner is PinnedRows others && rows.Array == others.Array;
        // Two lists without elements have no memory that tells them apart.
        return one.Word == other.Word && one.Count == other.Count && one.Columns == other.Columns && one.Owner == other.Owner;
    }
}
