namespace Pyc.X64;

/// <summary>Nodes by a number below 2¹⁶; a changed tree shares all with the one before that has not changed.</summary>
/// <remarks>So a state is copied at once, and comparing two takes as long as they differ.</remarks>
internal sealed class WordTree
{
    private const int Bits = 4;
    private const int Width = 1 << Bits;
    private const int Levels = 4;

    private readonly object?[] _root;

    private WordTree(object?[] root) => _root = root;

    internal static WordTree Empty { get; } = new(new object?[Width]);

    internal MachineNode? this[int index]
    {
        get
        {
            var level = _root;
            for (var shift = Bits * (Levels - 1); shift > 0; shift -= Bits)
            {
                if (level[index >> shift & (Width - 1)] is not object?[] next)
                    return null;
                level = next;
            }
            return (MachineNode?)level[index & (Width - 1)];
        }
    }

    internal WordTree With(int index, MachineNode? node)
    {
        if (this[index] == node)
            return this;
        var root = (object?[])_root.Clone();
        var level = root;
        for (var shift = Bits * (Levels - 1); shift > 0; shift -= Bits)
        {
            var place = index >> shift & (Width - 1);
            var next = level[place] is object?[] known ? (object?[])known.Clone() : new object?[Width];
            level[place] = next;
            level = next;
        }
        level[index & (Width - 1)] = node;
        return new WordTree(root);
    }

    /// <summary>What is below a number, which is a multiple of 2¹².</summary>
    internal WordTree Below(int limit)
    {
        var first = limit >> (Bits * (Levels - 1));
        if (_root.AsSpan(first).IndexOfAnyExcept((object?)null) < 0)
            return this;
        var root = (object?[])_root.Clone();
        root.AsSpan(first).Clear();
        return new WordTree(root);
    }

    internal static void Compare(WordTree a, WordTree b, Action<int, MachineNode?, MachineNode?> visit) => Compare(a._root, b._root, 0, Levels - 1, visit);

    // As deep as the tree is.
    private static void Compare(object?[]? a, object?[]? b, int index, int level, Action<int, MachineNode?, MachineNode?> visit)
    {
        if (a == b)
            return;
        for (var place = 0; place < Width; place++)
        {
            var (left, right) = (a?[place], b?[place]);
            if (left == right)
                continue;
            if (level > 0)
                Compare((object?[]?)left, (object?[]?)right, (index + place) << Bits, level - 1, visit);
            else
                visit(index + place, (MachineNode?)left, (MachineNode?)right);
        }
    }
}
