namespace Pyc.Loader;

/// <summary>What the decoder knows about an item on CPython's evaluation stack.</summary>
internal enum ItemKind : byte
{
    /// <summary>Below the first item.</summary>
    Bottom,

    // Items that are on the neutral stack too.

    /// <summary>An object.</summary>
    Value,

    /// <summary>What LOAD_FAST_AND_CLEAR took from a slot: perhaps nothing.</summary>
    Saved,

    /// <summary>The exception that was the handled one before.</summary>
    Previous,

    // Items that are only on the neutral stack.

    /// <summary>The exit of a <c>with</c> that CPython has moved out of the way.</summary>
    Exit,

    /// <summary>The tuple that KW_NAMES keeps beside the stack (3.11, 3.12).</summary>
    KeywordNames,

    // Items that are only on CPython's stack.

    /// <summary>A NULL beside a callable, the second slot of an iterator (3.15), an iterator that has ended (3.14 on).</summary>
    Null,

    /// <summary>Two of the three items of the exception handled before (3.0 to 3.10).</summary>
    SavedPart,

    /// <summary>The traceback of the exception that entered a handler (up to 3.10).</summary>
    Traceback,

    /// <summary>The class of the exception that entered a handler (up to 3.10).</summary>
    ExceptionType,

    /// <summary>The place of the instruction that raised (<c>lasti</c>, 3.11 on).</summary>
    RaiseIndex,

    /// <summary>A finally or with body was entered from above, or an exception was silenced.</summary>
    Normal,

    /// <summary>It was entered by a return, whose value is the next item.</summary>
    PendingReturn,

    /// <summary>It was entered by a break.</summary>
    PendingBreak,

    /// <summary>It was entered by a continue, whose target, the payload, CPython keeps in the next item.</summary>
    PendingContinue,

    /// <summary>The target of a pending continue.</summary>
    ContinueTarget,

    /// <summary>It was entered by CALL_FINALLY; the payload is where to go on (3.8).</summary>
    ReturnAddress,

    /// <summary>The class that WITH_CLEANUP_START leaves for WITH_CLEANUP_FINISH (3.5 to 3.8).</summary>
    ExitArgument,
}

/// <summary>
/// An item and all below it. Equal stacks are one object, so that a state can be looked up; <see cref="StackPool"/> sees to it.
/// </summary>
internal sealed class AbstractStack
{
    internal AbstractStack(AbstractStack? below, ItemKind kind, int payload, int id)
    {
        Kind = kind;
        Payload = payload;
        Id = id;
        Below = below ?? this;
        if (below is not null)
        {
            Count = below.Count + 1;
            RawDepth = below.RawDepth + (IsRaw ? 1 : 0);
            Depth = below.Depth + (IsNeutral ? 1 : 0);
            LastSaved = kind == ItemKind.Saved ? this : below.LastSaved;
        }
    }

    internal ItemKind Kind { get; }

    internal int Payload { get; }

    internal int Id { get; }

    /// <summary>The stack without this item; the empty stack is its own.</summary>
    internal AbstractStack Below { get; }

    /// <summary>Items of every kind.</summary>
    internal int Count { get; }

    /// <summary>Items on CPython's stack.</summary>
    internal int RawDepth { get; }

    /// <summary>Items on the neutral stack.</summary>
    internal int Depth { get; }

    /// <summary>The highest item of kind <see cref="ItemKind.Saved"/>, this one included.</summary>
    internal AbstractStack? LastSaved { get; }

    /// <summary>
    /// The last answers of <see cref="StackPool.Cut"/> and <see cref="StackPool.CutRaw"/>, which are asked the same again and
    /// again.
    /// </summary>
    internal (int Count, AbstractStack? Result) LastCut { get; set; }

    /// <inheritdoc cref="LastCut"/>
    internal (int Depth, AbstractStack? Result) LastRawCut { get; set; }

    internal bool IsEmpty => Kind == ItemKind.Bottom;

    /// <summary>Whether CPython's stack has the item.</summary>
    internal bool IsRaw => Kind is not (ItemKind.Bottom or ItemKind.Exit or ItemKind.KeywordNames);

    /// <summary>Whether the neutral stack has the item.</summary>
    internal bool IsNeutral => Kind is >= ItemKind.Value and <= ItemKind.KeywordNames;
}

/// <summary>What CPython's block stack holds, up to 3.10.</summary>
internal enum BlockKind : byte
{
    /// <summary>SETUP_LOOP.</summary>
    Loop,

    /// <summary>SETUP_EXCEPT: only exceptions go to its handler.</summary>
    Except,

    /// <summary>SETUP_FINALLY: returns, breaks and continues pass through its handler, too (up to 3.7).</summary>
    Finally,

    /// <summary>SETUP_WITH.</summary>
    With,

    /// <summary>EXCEPT_HANDLER: a handler is running (3.0 on).</summary>
    Handler,
}

/// <summary>A block and all below it; equal block stacks are one object.</summary>
/// <param name="Kind">What made it.</param>
/// <param name="Level">Items, as <see cref="AbstractStack.Count"/> counts them, that stay when it is left.</param>
/// <param name="Target">Index of the raw instruction at its handler, behind its loop, or where the running handler began.</param>
/// <param name="Below">The blocks around it.</param>
/// <param name="Id">Its number.</param>
internal sealed record BlockStack(BlockKind Kind, int Level, int Target, BlockStack? Below, int Id);

/// <summary>Makes the stacks of one code object, each only once, and counts the work.</summary>
/// <param name="budget">Items that may be touched: a hostile file can ask for any number.</param>
/// <param name="deepest">Items that a stack may have.</param>
/// <param name="fault">Makes the error of an exceeded limit.</param>
internal sealed class StackPool(long budget, int deepest, Func<string, PycFormatException> fault)
{
    private readonly Dictionary<(int Below, ItemKind Kind, int Payload), AbstractStack> _stacks = [];
    private readonly Dictionary<(int Below, BlockKind Kind, int Level, int Target), BlockStack> _blocks = [];
    private long _budget = budget;

    internal AbstractStack Empty { get; } = new(null, ItemKind.Bottom, 0, 0);

    internal AbstractStack Push(AbstractStack below, ItemKind kind, int payload = 0)
    {
        Spend(1);
        if (_stacks.TryGetValue((below.Id, kind, payload), out var stack))
            return stack;
        if (below.Count >= deepest)
            throw fault($"the stack is deeper than {deepest} values.");

        stack = new AbstractStack(below, kind, payload, _stacks.Count + 1);
        _stacks.Add((below.Id, kind, payload), stack);
        return stack;
    }

    internal BlockStack Push(BlockStack? below, BlockKind kind, int level, int target)
    {
        Spend(1);
        var key = (below?.Id ?? 0, kind, level, target);
        if (!_blocks.TryGetValue(key, out var block))
            _blocks.Add(key, block = new BlockStack(kind, level, target, below, _blocks.Count + 1));
        return block;
    }

    /// <summary>The lowest items of a stack, <paramref name="count"/> of every kind.</summary>
    internal AbstractStack Cut(AbstractStack stack, int count)
    {
        // A long display in a try block asks at every instruction, and the way down is as long as the display: remember the
        // answer.
        var result = stack;
        while (result.Count > count)
        {
            Spend(1);
            result = result.LastCut is { Result: { } known } last && last.Count == count ? known : result.Below;
        }
        for (var item = stack; item.Count > count && item.LastCut.Result != result; item = item.Below)
            item.LastCut = (count, result);
        return result;
    }

    /// <summary>The lowest items of a stack, <paramref name="depth"/> of CPython's.</summary>
    internal AbstractStack CutRaw(AbstractStack stack, int depth)
    {
        var result = stack;
        while (result.RawDepth > depth)
        {
            Spend(1);
            result = result.LastRawCut is { Result: { } known } last && last.Depth == depth ? known : result.Below;
        }
        for (var item = stack; item.RawDepth > depth && item.LastRawCut.Result != result; item = item.Below)
            item.LastRawCut = (depth, result);
        return result;
    }

    internal void Spend(long items)
    {
        _budget -= items;
        if (_budget < 0)
            throw fault("the code is too complex: finally bodies are nested too deeply, or the stack is too deep.");
    }
}
