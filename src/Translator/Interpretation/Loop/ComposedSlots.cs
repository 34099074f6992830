using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>Makes what lies in a slot of a frame that is made of other slots.</summary>
internal static class ComposedSlots
{
    /// <summary>The value.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="kind">The kind of the slot.</param>
    /// <param name="number">Its operand; nothing where the kind has none.</param>
    /// <param name="items">What it is made of.</param>
    public static PyValue Make(PythonRuntime runtime, FrameSlotKind kind, PyValue number, PyValue[] items) => kind switch
    {
        FrameSlotKind.Tuple => items.Length == 0 ? PyTuple.Empty : new PyTuple(items),
        FrameSlotKind.List => new PyList(items),
        FrameSlotKind.Cell => new PyCell { Value = items[0] },
        FrameSlotKind.Item => Operators.GetItem(runtime, items[0], number),
        FrameSlotKind.SequenceIterator => items[0].As<PyList>() is { } list
            ? new PyListIterator(list, (int)number.Int)
            : new PyTupleIterator(Tuple(items[0]), (int)number.Int),
        FrameSlotKind.ReversedIterator => items[0].As<PyList>() is { } list
            ? new PyListReverseIterator(list, (int)number.Int)
            : new ReversedIterator(Tuple(items[0]), number.Int),
        FrameSlotKind.Enumerate => new EnumerateIterator(Iterator(items[0]), number.Int, runtime.Semantics.Numbers.HasLong),
        FrameSlotKind.Zip or FrameSlotKind.StrictZip =>
            new ZipIterator(Array.ConvertAll(items, Iterator), isStrict: kind == FrameSlotKind.StrictZip),
        FrameSlotKind.Slice => new PySlice(items[0], items[1], items[2]),
        _ => throw new InternalCompilerException($"{kind} is made of no other slots."),
    };

    private static PyTuple Tuple(PyValue value) => value.As<PyTuple>() ?? throw Unexpected(value, "a tuple");

    private static PyIterator Iterator(PyValue value) => value.As<PyIterator>() ?? throw Unexpected(value, "an iterator");

    private static InternalCompilerException Unexpected(PyValue value, string expected) =>
        new($"A frame has {value.Type.Name} where {expected} belongs.");
}
