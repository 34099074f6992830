using System.Collections.Immutable;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Describes operands to whoever makes Python's values of them: the places of a frame, or a result.</summary>
/// <param name="emitInt">Makes a constant of how far an iterator has come; null where nobody makes objects of the shape.</param>
internal sealed class FrameShapeBuilder(Func<long, Value>? emitInt)
{
    private readonly ImmutableArray<FrameSlot>.Builder _slots = ImmutableArray.CreateBuilder<FrameSlot>();
    private readonly ImmutableArray<Constant>.Builder _literals = ImmutableArray.CreateBuilder<Constant>();
    private readonly Dictionary<int, int> _lists = [];              // by identity, the slot
    private readonly ImmutableArray<PyObject>.Builder _objects = ImmutableArray.CreateBuilder<PyObject>();

    /// <summary>The values that the slots are made of, in order.</summary>
    public List<Value> Values { get; } = [];

    /// <summary>What it costs to keep: values and slots.</summary>
    public int Size => Values.Count + _slots.Count;

    /// <summary>The shape, once all is added.</summary>
    /// <param name="index">See <see cref="FrameShape.Index"/>.</param>
    /// <param name="depth">See <see cref="FrameShape.Depth"/>.</param>
    public FrameShape ToShape(int index, int depth) =>
        new(index, depth, _slots.ToImmutable()) { Literals = _literals.ToImmutable(), Objects = _objects.ToImmutable() };

    /// <summary>Adds what lies in a place.</summary>
    public void Add(int place, Operand operand)
    {
        switch (operand.Kind)
        {
            case OperandKind.Constant when operand.Number >= 0:
                Add(place, FrameSlotKind.Constant, operand.Number);
                break;
            case OperandKind.Constant:
                Add(place, FrameSlotKind.Literal, _literals.Count);
                _literals.Add(operand.Constant!);                   // of this kind it has one
                break;
            case OperandKind.Value or OperandKind.Sequence:
                Add(place, FrameSlotKind.Value);
                Values.Add(operand.Values[0]);                      // likewise
                break;
            case OperandKind.Object:
                Add(place, FrameSlotKind.Object, _objects.Count);
                _objects.Add(operand.Known!);                       // of this kind it is
                break;
            case OperandKind.Method:
                Add(place, FrameSlotKind.Method, _objects.Count);
                _objects.Add(operand.Known!);                       // of this kind it has a function
                Values.AddRange(operand.Values);
                break;
            case OperandKind.Function:
                Add(place, FrameSlotKind.Function, _literals.Count);
                _literals.Add(operand.Constant!);                   // of this kind it has one
                AddItems(operand.Items);
                break;
            case OperandKind.Generator:
                Add(place, FrameSlotKind.Generator, operand.Number);
                Add(FrameShape.ItemPlace, operand.Items[0]);
                Add(FrameShape.ItemPlace, FrameSlotKind.Tuple, operand.Items.Length - 1);
                AddItems(operand.Items.AsSpan(1));
                break;
            case OperandKind.List when _lists.TryGetValue(operand.Identity, out var slot):
                Add(place, FrameSlotKind.Same, slot);
                break;
            default:
                if (operand.Kind == OperandKind.List)
                    _lists[operand.Identity] = _slots.Count;
                Add(place, KindOf(operand), NumberOf(operand));
                Values.AddRange(operand.Values);
                if (operand.Kind == OperandKind.SequenceIterator && operand.Values.Length == 0 && emitInt is not null)
                    Values.Add(emitInt(operand.Number));
                AddItems(operand.Items);
                break;
        }
    }

    private void AddItems(ReadOnlySpan<Operand> items)
    {
        foreach (var item in items)
            Add(FrameShape.ItemPlace, item);
    }

    private void Add(int place, FrameSlotKind kind, int number = 0) => _slots.Add(new FrameSlot(place, kind, number));

    private static int NumberOf(Operand operand) => operand.Kind switch
    {
        OperandKind.Tuple or OperandKind.List or OperandKind.Zip => operand.Items.Length,
        OperandKind.Row or OperandKind.MatrixRow or OperandKind.View or OperandKind.SequenceIterator or OperandKind.Enumerate or OperandKind.Slice => 0,
        _ => Math.Max(operand.Number, 0),
    };

    private static FrameSlotKind KindOf(Operand operand) => operand.Kind switch
    {
        OperandKind.Global => FrameSlotKind.Global,
        OperandKind.Common => FrameSlotKind.Common,
        OperandKind.Range => FrameSlotKind.Range,
        OperandKind.RangeIterator => FrameSlotKind.RangeIterator,
        OperandKind.Raised => FrameSlotKind.Raised,
        OperandKind.RaisedByCode => FrameSlotKind.RaisedByCode,
        OperandKind.Tuple => FrameSlotKind.Tuple,
        OperandKind.Cell => FrameSlotKind.Cell,
        OperandKind.Itself => FrameSlotKind.Itself,
        OperandKind.Unbound => FrameSlotKind.Unbound,
        OperandKind.List => FrameSlotKind.List,
        OperandKind.Row or OperandKind.MatrixRow => FrameSlotKind.Item,
        OperandKind.View => FrameSlotKind.Part,
        OperandKind.SequenceIterator => operand.IsAscending ? FrameSlotKind.SequenceIterator : FrameSlotKind.ReversedIterator,
        OperandKind.Enumerate => FrameSlotKind.Enumerate,
        OperandKind.Zip => operand.IsStrict ? FrameSlotKind.StrictZip : FrameSlotKind.Zip,
        OperandKind.Slice => FrameSlotKind.Slice,
        OperandKind.NothingHandled => FrameSlotKind.NothingHandled,
        _ => throw new InternalCompilerException($"{operand.Kind} has no place in a frame.", stage: "building the IR"),
    };
}
