using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>A read or write of elements that is to be shown to be within them.</summary>
/// <param name="At">The instruction.</param>
/// <param name="Block">Its block.</param>
/// <param name="Data">The address of the first element.</param>
/// <param name="Index">What is multiplied by the scale; null for nothing.</param>
/// <param name="Scale">1, 2, 4 or 8.</param>
/// <param name="Displacement">What is added, in bytes.</param>
/// <param name="Size">Bytes that are read or written.</param>
/// <param name="IsWrite">Whether they are written.</param>
/// <param name="Word">Of 8 bytes, what is read or written; else null.</param>
/// <param name="Moves">When elements had last moved.</param>
/// <param name="Lengths">When lengths had last changed.</param>
internal sealed record MemoryAccess(
    int At, FlowBlock Block, MachineNode Data, MachineNode? Index, int Scale, long Displacement, int Size, bool IsWrite, MachineNode? Word, MachineNode Moves, MachineNode Lengths);

/// <summary>A division that is to be shown to be safe.</summary>
/// <param name="At">The instruction.</param>
/// <param name="Block">Its block.</param>
/// <param name="High">The high half of the dividend.</param>
/// <param name="Low">The low half.</param>
/// <param name="Divisor">The divisor.</param>
/// <param name="IsSigned">Whether it is idiv.</param>
internal sealed record Division(int At, FlowBlock Block, MachineNode High, MachineNode Low, MachineNode Divisor, bool IsSigned);

/// <summary>A value that is used as a sequence, or given to somebody as one.</summary>
/// <param name="At">The instruction.</param>
/// <param name="Block">Its block.</param>
/// <param name="Value">The value.</param>
internal sealed record SequenceUse(int At, FlowBlock Block, MachineNode Value);

/// <summary>A call of a function of the unit.</summary>
/// <param name="At">The instruction.</param>
/// <param name="Block">Its block.</param>
/// <param name="Callee">The number of the function.</param>
/// <param name="Arguments">What it is given; null for what nothing is known of.</param>
internal sealed record CallSite(int At, FlowBlock Block, int Callee, MachineNode?[] Arguments);

/// <summary>A call of a function of the runtime.</summary>
/// <param name="At">The instruction.</param>
/// <param name="Block">Its block.</param>
/// <param name="Function">Which one.</param>
/// <param name="Arguments">What it is given.</param>
/// <param name="Moves">When elements have last moved, behind it.</param>
/// <param name="Lengths">When lengths have last changed, behind it.</param>
internal sealed record RuntimeCallSite(int At, FlowBlock Block, RuntimeFunction Function, MachineNode[] Arguments, MachineNode Moves, MachineNode Lengths);

/// <summary>A return with a result.</summary>
/// <param name="At">The instruction.</param>
/// <param name="Block">Its block.</param>
/// <param name="Words">What it gives, by word; null where nothing is known.</param>
/// <param name="Shape">Which of the results it is, where the code says.</param>
internal sealed record ReturnSite(int At, FlowBlock Block, MachineNode?[] Words, int? Shape);

/// <summary>What is known of a sequence: all that is one in some place of the code, or may be, has one.</summary>
internal sealed class SequenceVariable
{
    private SequenceVariable? _same;
    private SequenceVariable? _items;
    private SequenceType? _type;        // of a parameter

    /// <summary>How its elements lie in memory; null where nobody has said.</summary>
    internal ElementKind? Kind { get; private set; }

    /// <summary>Of tuples, how many words each has.</summary>
    internal int RecordWords { get; private set; } = 1;

    /// <summary>Whether its length and its elements' place can change.</summary>
    internal bool IsList { get; private set; }

    /// <summary>Whether nothing of it may be written.</summary>
    internal bool IsReadOnly { get; private set; }

    /// <summary>Whether it may have two dimensions.</summary>
    internal bool IsGrid { get; private set; }

    /// <summary>Whether two were found to be one that are of different kinds.</summary>
    internal bool IsContradictory { get; private set; }

    /// <summary>Bytes of an element.</summary>
    internal int ElementSize => Kind == ElementKind.Record ? 8 * RecordWords : ElementKinds.SizeOf(Kind ?? ElementKind.Int8);

    /// <summary>What its elements are as sequences.</summary>
    internal SequenceVariable Items
    {
        get
        {
            var self = Find();
            if (self._items is null)
            {
                self._items = new SequenceVariable();
                if (self._type?.Items is { } type)
                    self._items.Is(type);
            }
            return self._items.Find();
        }
    }

    internal SequenceVariable Find()
    {
        var root = this;
        while (root._same is not null)
            root = root._same;
        for (var next = this; next._same is not null;)
            (next._same, next) = (root, next._same);
        return root;
    }

    /// <summary>Says what a parameter is.</summary>
    internal void Is(SequenceType type)
    {
        var self = Find();
        self._type = type;
        self.Has(type.Elements, 1);
        self.IsList |= !type.IsFixed;
        self.IsReadOnly |= type.IsReadOnly;
        self.IsGrid |= type.Rank == 2;
    }

    /// <summary>Says what its elements are.</summary>
    internal void Has(ElementKind kind, int recordWords)
    {
        var self = Find();
        if (self.Kind is { } known && (known != kind || self.RecordWords != recordWords))
            self.IsContradictory = true;
        (self.Kind, self.RecordWords) = (kind, recordWords);
    }

    /// <summary>Says that its length can change.</summary>
    internal void MarkList() => Find().IsList = true;

    /// <summary>Says that two may be the same; tells whether that was news.</summary>
    internal static bool Unify(SequenceVariable a, SequenceVariable b)
    {
        var pending = new Stack<(SequenceVariable A, SequenceVariable B)>([(a, b)]);
        var isNews = false;
        while (pending.TryPop(out var pair))
        {
            var (left, right) = (pair.A.Find(), pair.B.Find());
            if (left == right)
                continue;
            isNews = true;
            if (left._items is not null || left._type?.Items is not null)
                _ = left.Items;
            if (right._items is not null || right._type?.Items is not null)
                _ = right.Items;
            right._same = left;
            if (right.Kind is { } kind)
                left.Has(kind, right.RecordWords);
            left._type ??= right._type;
            left.IsList |= right.IsList;
            left.IsReadOnly |= right.IsReadOnly;
            left.IsGrid |= right.IsGrid;
            left.IsContradictory |= right.IsContradictory;
            if (left._items is { } mine && right._items is { } other)
                pending.Push((mine, other));
            else
                left._items ??= right._items;
        }
        return isNews;
    }
}
