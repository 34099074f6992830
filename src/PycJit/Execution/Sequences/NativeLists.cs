using System.Numerics;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <summary>The lists that Python sees for those of native code: one for each header, so that one list stays one.</summary>
/// <remarks>It serves for all words of one takeover, or of one result.</remarks>
/// <param name="runtime">The runtime that they are for.</param>
/// <param name="lent">Gives the list of a sequence that C# has lent, by the address of its header.</param>
internal sealed unsafe class NativeLists(PythonRuntime runtime, Func<nint, PyValue> lent)
{
    private readonly Dictionary<nint, PyValue> _known = [];
    private readonly Queue<(nint Header, PyValue[] Items)> _unfilled = [];
    private long _copiedBytes;

    /// <summary>The list of a header: of a lent sequence the one that stands for it, of a list that the call has made a copy.</summary>
    /// <param name="header">The address of the header.</param>
    /// <exception cref="PythonError">The copies take more memory than the interpreter may: MemoryError.</exception>
    public PyValue ToPython(nint header)
    {
        var list = ListOf(header);
        // Not by calling itself for a list in a list: lists nest deeper than stacks.
        while (_unfilled.TryDequeue(out var unfilled))
        {
            var source = (SequenceHeader*)unfilled.Header;
            for (var i = 0; i < unfilled.Items.Length; i++)
            {
                if ((i & (ListHeap.Piece - 1)) == 0)
                    runtime.Poll();
                unfilled.Items[i] = ElementAt(source, i);
            }
        }
        return list;
    }

    private PyValue ListOf(nint header)
    {
        if (_known.TryGetValue(header, out var known))
            return known;
        var source = (SequenceHeader*)header;
        var list = source->Lent != 0 ? lent(header) : Copy(source);
        _known.Add(header, list);
        return list;
    }

    private PyList Copy(SequenceHeader* source)
    {
        _copiedBytes += source->Count * PythonMemory.ValueSize * (1 + source->Tuples.Count);
        if (_copiedBytes > runtime.MemoryLimit)
            throw new PythonError(new PyException(ExceptionTypes.MemoryError, []));
        var items = new PyValue[source->Count];
        _unfilled.Enqueue(((nint)source, items));
        return new PyList(items);
    }

    private PyValue ElementAt(SequenceHeader* source, int index)
    {
        if (source->Kind != ElementKind.Record)
            return ValueOf(ElementCopies.Read(source, index, out var word), word);
        var words = (long*)source->Data + (long)index * source->Tuples.Count;
        var items = new PyValue[source->Tuples.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = ValueOf(source->Tuples.TypeOf(i), words[i]);
        return new PyTuple(items);
    }

    private PyValue ValueOf(IrType type, long word) => type switch
    {
        IrType.Bool => PyValue.FromBool(word != 0),
        IrType.Float64 => PyValue.FromFloat(BitConverter.Int64BitsToDouble(word)),
        IrType.Sequence => ListOf((nint)word),
        IrType.None => PyValue.None,
        IrType.UInt64 => Integers.Make((BigInteger)(ulong)word, isLong: runtime.Semantics.Numbers.HasLong),
        _ => PyValue.FromInt(word),
    };
}
