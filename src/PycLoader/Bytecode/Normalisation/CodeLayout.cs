using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Puts the nodes of the decoded code into a line, in the order of CPython's code where it can be kept.</summary>
internal sealed class CodeLayout
{
    private readonly CodeGraph _graph;
    private readonly List<EmittedInstruction> _line = [];
    private readonly Dictionary<CodeNode, int> _indexOf = [];
    private readonly HashSet<CodeNode> _placed = [];
    private readonly Dictionary<CodeNode, int> _arrivals = [];

    internal CodeLayout(CodeGraph graph) => _graph = graph;

    internal ImmutableArray<Instruction> Instructions { get; private set; } = [];

    internal ImmutableArray<ExceptionRegion> Regions { get; private set; } = [];

    internal void Run(CodeNode entry)
    {
        CountArrivals();

        // The entry comes first. Then code follows code as far as it does in CPython; heads are taken in the order of the file.
        Trace(entry);
        CodeNode[] heads = [.. _graph.Nodes];
        Array.Sort(heads, (a, b) => a.Raw != b.Raw ? a.Raw.CompareTo(b.Raw) : a.Id.CompareTo(b.Id));
        foreach (var head in heads)
            Trace(head);
        Link();
    }

    private void CountArrivals()
    {
        foreach (var node in _graph.Nodes)
        {
            Arrive(node.Next);
            foreach (var instruction in node.Code)
            {
                Arrive(instruction.Target);
                Arrive(instruction.Handler);
            }
        }

        void Arrive(CodeNode? node)
        {
            if (node is not null)
                _arrivals[node] = _arrivals.GetValueOrDefault(node) + 1;
        }
    }

    private void Trace(CodeNode head)
    {
        for (var node = head; node is not null && _placed.Add(node);)
        {
            _indexOf[node] = _line.Count;
            _line.AddRange(node.Code);

            var next = node.Next;
            if (next is not null && _placed.Contains(next))
            {
                // Its code stands elsewhere already. The jump has no line of its own and cannot raise.
                _line.Add(new EmittedInstruction(BytecodeOp.Jump, 0, next, null, 0, node.Raw));
                return;
            }

            // A jump to code that nothing else leads to is no jump.
            if (next is null && node.Code is [.., { Op: BytecodeOp.Jump, Target: { } target }] && _arrivals[target] == 1
                && !_placed.Contains(target))
            {
                _line.RemoveAt(_line.Count - 1);
                next = target;
            }
            node = next;
        }
    }

    private void Link()
    {
        var isReached = Reach();
        var newIndex = new int[_line.Count + 1];
        var count = 0;
        for (var index = 0; index < _line.Count; index++)
        {
            newIndex[index] = count;
            if (isReached[index] && !IsSuperfluous(index))
                count++;
        }
        newIndex[_line.Count] = count;

        var instructions = ImmutableArray.CreateBuilder<Instruction>(count);
        var regions = ImmutableArray.CreateBuilder<ExceptionRegion>();
        for (var index = 0; index < _line.Count; index++)
        {
            if (newIndex[index + 1] == newIndex[index])
                continue;

            var emitted = _line[index];
            var raw = _graph.Raw[emitted.Raw];
            var target = emitted.Target is null ? -1 : newIndex[_indexOf[emitted.Target]];
            if (emitted.Handler is { } handler)
                Protect(regions, instructions.Count, newIndex[_indexOf[handler]], emitted.HandlerDepth);
            instructions.Add(new Instruction(
                emitted.Op, emitted.Argument, target, raw.Offset, raw.Opcode.Name, _graph.Positions.At(raw.Offset)));
        }
        Instructions = instructions.MoveToImmutable();
        Regions = regions.DrainToImmutable();
    }

    /// <summary>What is still reached when the jumps to what follows anyway are gone: no exception can come from them.</summary>
    private bool[] Reach()
    {
        var isReached = new bool[_line.Count];
        var pending = new Stack<int>();
        Arrive(0);
        while (pending.TryPop(out var index))
        {
            var instruction = _line[index];
            if (IsSuperfluous(index) || !BytecodeOpInfo.Of(instruction.Op).Ends)
                Arrive(index + 1);
            if (IsSuperfluous(index))
                continue;
            if (instruction.Target is { } target)
                Arrive(_indexOf[target]);
            if (instruction.Handler is { } handler)
                Arrive(_indexOf[handler]);
        }
        return isReached;

        void Arrive(int index)
        {
            if (isReached[index])
                return;
            isReached[index] = true;
            pending.Push(index);
        }
    }

    private bool IsSuperfluous(int index) =>
        _line[index] is { Op: BytecodeOp.Jump, Target: { } target } && _indexOf[target] == index + 1;

    private static void Protect(ImmutableArray<ExceptionRegion>.Builder regions, int index, int handler, int depth)
    {
        if (regions.Count > 0 && regions[^1] is var last && last.End == index && last.Handler == handler && last.Depth == depth)
            regions[^1] = last with { End = index + 1 };
        else
            regions.Add(new ExceptionRegion(index, index + 1, handler, depth));
    }
}
