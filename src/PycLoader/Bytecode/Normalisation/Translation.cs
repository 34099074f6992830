namespace Pyc.Loader;

/// <summary>The translation of one raw instruction in one state; the rules of the opcodes speak to it.</summary>
/// <remarks>
/// It keeps <see cref="Stack"/>, what CPython's stack holds, in step with the neutral instructions it emits. Operands are checked
/// here: an operation that wants an object is not given a NULL or a part of an exception.
/// </remarks>
internal sealed class Translation
{
    private readonly CodeGraph _graph;
    private readonly CodeNode _node;

    internal Translation(CodeGraph graph, CodeNode node)
    {
        _graph = graph;
        _node = node;
        Stack = node.Stack;
        Blocks = node.Blocks;
    }

    internal CodeGraph Graph => _graph;

    internal StackPool Pool => _graph.Pool;

    internal PythonVersion Version => _graph.Version;

    internal RawInstruction Raw => _graph.Raw[_node.Raw];

    internal int RawIndex => _node.Raw;

    internal string Name => Raw.Opcode.Name;

    /// <summary>The raw argument; 0 where the opcode takes none.</summary>
    internal int Argument => Math.Max(0, Raw.Argument);

    internal AbstractStack Stack { get; set; }

    internal BlockStack? Blocks { get; set; }

    /// <summary>Whether no further instruction follows in this node.</summary>
    internal bool Ended { get; private set; }

    internal PycFormatException Fault(string problem) => _graph.Fault(RawIndex, problem);

    // ---- neutral instructions

    /// <summary>Emits an operation on objects, and takes and pushes what it takes and pushes.</summary>
    internal void Do(BytecodeOp op, int argument = 0)
    {
        ref readonly var info = ref BytecodeOpInfo.Of(op);
        Emit(op, argument);
        PopValues(info.PopsWith(argument));
        PushValues(info.PushesWith(argument));
    }

    /// <summary>Emits a jump that takes what it tests, and makes the state at its target.</summary>
    internal void Branch(BytecodeOp op, int raw, Phase phase = Phase.Ordinary)
    {
        ref readonly var info = ref BytecodeOpInfo.Of(op);
        var at = _node.Code.Count;
        Emit(op, 0);
        PopValues(info.Pops);
        var before = Stack;
        PushValues(info.JumpPushes);
        SetTarget(at, _graph.Node(raw, Stack, Blocks, phase));
        Stack = before;
        PushValues(info.Pushes);
        Ended |= info.Ends;
    }

    /// <summary>Goes on at a raw instruction.</summary>
    internal void Jump(int raw, Phase phase = Phase.Ordinary) => Branch(BytecodeOp.Jump, raw, phase);

    /// <summary>
    /// Goes on at a raw instruction without a jump of its own: the code follows, or a jump is made when it is laid out.
    /// </summary>
    internal void Continue(int raw, Phase phase = Phase.Ordinary)
    {
        _node.Next = _graph.Node(raw, Stack, Blocks, phase);
        Ended = true;
    }

    /// <summary>Emits an operation, and leaves the stack to the caller.</summary>
    internal void Emit(BytecodeOp op, int argument = 0)
    {
        _graph.CountEmitted(RawIndex);
        var handler = HandlerOf(op, out var depth);
        _node.Code.Add(new EmittedInstruction(op, argument, null, handler, depth, RawIndex));
        Ended |= BytecodeOpInfo.Of(op).Ends;
    }

    /// <summary>Emits a jump whose target has a state of its own, and leaves the stack to the caller.</summary>
    internal void Emit(BytecodeOp op, CodeNode target)
    {
        Emit(op);
        SetTarget(_node.Code.Count - 1, target);
    }

    /// <summary>Emits an operation whose exceptions go to a handler of its own.</summary>
    internal void EmitGuarded(BytecodeOp op, int argument, CodeNode handler, int depth)
    {
        _graph.CountEmitted(RawIndex);
        _node.Code.Add(new EmittedInstruction(op, argument, null, handler, depth, RawIndex));
    }

    private void SetTarget(int at, CodeNode target) => _node.Code[at] = _node.Code[at] with { Target = target };

    private CodeNode? HandlerOf(BytecodeOp op, out int depth)
    {
        var handler = Version.IsAtLeast(3, 11)
            ? TableHandler(op, out var kept)
            : BlockRules.HandlerAt(this, op, out kept);
        depth = kept?.Depth ?? 0;
        return handler;
    }

    private CodeNode? TableHandler(BytecodeOp op, out AbstractStack? kept)
    {
        kept = null;
        var index = _graph.EntryAt(RawIndex);
        if (index < 0)
            return null;

        var entry = _graph.Table[index];
        if (entry.Depth > _node.Stack.RawDepth)
        {
            // 3.15 leaves such entries at instructions that cannot raise.
            return BytecodeOpInfo.Of(op).Raises
                ? throw Fault($"its handler keeps {entry.Depth} values, but only {_node.Stack.RawDepth} are on the stack.")
                : null;
        }

        kept = Pool.CutRaw(_node.Stack, entry.Depth);
        if (kept.Depth > Stack.Depth)
        {
            var lost = !BytecodeOpInfo.Of(op).Raises;
            kept = null;
            return lost ? null : throw Fault("it takes values that its handler keeps.");
        }
        var entered = entry.PushIndex ? Pool.Push(kept, ItemKind.RaiseIndex) : kept;
        return _graph.Node(_graph.IndexOf(entry.Target, RawIndex), Pool.Push(entered, ItemKind.Value), null);
    }

    // ---- the stack

    /// <summary>The item that is <paramref name="place"/>-th from CPython's top, counted from 1.</summary>
    internal AbstractStack ItemAt(int place)
    {
        Pool.Spend(place);
        var item = Stack;
        for (var left = place; ; item = item.Below)
        {
            if (item.IsEmpty)
                throw Underflow(place);
            if (item.IsRaw && --left == 0)
                return item;
        }
    }

    /// <summary>Takes the top off CPython's stack, whatever it is, and emits nothing.</summary>
    internal AbstractStack Take()
    {
        var top = Stack;
        if (top.IsEmpty)
            throw Underflow(1);
        if (!top.IsRaw)
            throw Fault("it meets what another instruction needs on the stack.");

        Stack = top.Below;
        return top;
    }

    /// <summary>Takes an item of one kind, and emits nothing.</summary>
    internal AbstractStack Take(ItemKind kind)
    {
        var item = Take();
        return item.Kind == kind ? item : throw Fault($"a stack item is {Describe(item.Kind)} where it needs {Describe(kind)}.");
    }

    internal void PopValues(long count)
    {
        if (count > Stack.Count)
            throw Underflow(count);
        for (var left = count; left > 0; left--)
            Take(ItemKind.Value);
    }

    internal void PushValues(long count)
    {
        Pool.Spend(count);
        for (var left = count; left > 0; left--)
            Push(ItemKind.Value);
    }

    internal void Push(ItemKind kind, int payload = 0) => Stack = Pool.Push(Stack, kind, payload);

    /// <summary>Drops the top of CPython's stack.</summary>
    internal void DropTop()
    {
        if (Take().IsNeutral)
            Emit(BytecodeOp.Pop);
    }

    /// <summary>Pushes a copy of an item.</summary>
    internal void CopyItem(int place)
    {
        var item = ItemAt(place);
        if (item.IsNeutral)
            Emit(BytecodeOp.Copy, Stack.Depth - item.Below.Depth);
        Push(item.Kind, item.Payload);
    }

    /// <summary>Exchanges the top with an item below it.</summary>
    internal void SwapItems(int place)
    {
        var items = Lift(place, out var neutral);
        var top = items[0];
        var other = items[^1];
        if (place > 1)
        {
            if (top.IsNeutral && other.IsNeutral)
                Emit(BytecodeOp.Swap, neutral);
            else if (top.IsNeutral)
                Rotate(BytecodeOp.RotateDown, neutral);
            else if (other.IsNeutral)
                Rotate(BytecodeOp.RotateUp, neutral);
        }
        (items[0], items[^1]) = (other, top);
        Lower(items);
    }

    /// <summary>Moves the top under the items below it.</summary>
    internal void RotateDownItems(int count)
    {
        if (count < 2)
            return;

        var items = Lift(count, out var neutral);
        if (items[0].IsNeutral)
            Rotate(BytecodeOp.RotateDown, neutral);
        Lower([.. items[1..], items[0]]);
    }

    /// <summary>Moves an item to the top.</summary>
    internal void RotateUpItem(int place)
    {
        if (place < 2)
            return;

        var items = Lift(place, out var neutral);
        if (items[^1].IsNeutral)
            Rotate(BytecodeOp.RotateUp, neutral);
        Lower([items[^1], .. items[..^1]]);
    }

    private void Rotate(BytecodeOp op, int count)
    {
        if (count > 1)
            Emit(count == 2 ? BytecodeOp.Swap : op, count);
    }

    /// <summary>Takes items off, the top first, and counts those that are on the neutral stack.</summary>
    private AbstractStack[] Lift(int count, out int neutral)
    {
        if (count < 1 || count > Stack.RawDepth)
            throw Underflow(count);

        Pool.Spend(count);
        var items = new AbstractStack[count];
        var before = Stack.Depth;
        for (var index = 0; index < count; index++)
            items[index] = Take();
        neutral = before - Stack.Depth;
        return items;
    }

    private void Lower(AbstractStack[] items)
    {
        for (var index = items.Length - 1; index >= 0; index--)
            Push(items[index].Kind, items[index].Payload);
    }

    private PycFormatException Underflow(long needed) =>
        Fault($"it needs {needed} values, but only {Stack.RawDepth} are on the stack.");

    private static string Describe(ItemKind kind) => kind switch
    {
        ItemKind.Value => "an object",
        ItemKind.Null => "a NULL",
        ItemKind.Saved => "a saved local",
        ItemKind.Previous or ItemKind.SavedPart => "a part of the exception handled before",
        ItemKind.ExceptionType => "the class of an exception",
        ItemKind.Traceback => "a traceback",
        ItemKind.RaiseIndex => "the place of a raise",
        _ => "what an end of a finally body expects",
    };
}
