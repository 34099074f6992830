using Pyc.Loader;
using Pyc.Translation.Analyses;

namespace Pyc.Translation.Interpretation;

/// <summary>The statements of a module's top level, as far as its instructions show them.</summary>
/// <remarks>
/// Between statements the evaluation stack is empty. What cannot be evaluated is left out from the last such place before it, through
/// which every way to it goes, to the first such place behind it, through which every way from it to the end of the module goes: a simple
/// statement, or the whole <c>if</c>, <c>for</c>, <c>try</c> or <c>with</c> whose course is not known. An exception may be raised by each
/// protected instruction; ways that end in an exception are no import that succeeds and count for nothing.
/// </remarks>
internal sealed class StatementGraph
{
    /// <summary>
    /// Longer top levels are not analysed, and nothing behind the first unknown statement is known: finding dominators takes quadratic
    /// time on graphs that no compiler makes.
    /// </summary>
    private const int MaximumInstructions = 50_000;

    private readonly Bytecode _module;
    private readonly List<int>[] _successors;       // of each instruction, and none of the end, which is behind the last
    private readonly Dominance? _before;
    private readonly Dominance? _behind;            // on the reversed graph

    /// <summary>Analyses a top level.</summary>
    public StatementGraph(Bytecode module)
    {
        _module = module;
        _successors = Successors();
        if (module.Instructions.Length > MaximumInstructions)
            return;
        _before = new Dominance(0, _successors);
        _behind = new Dominance(End, Reversed(_successors));
    }

    private int End => _module.Instructions.Length;

    /// <summary>What is left out because an instruction cannot be evaluated.</summary>
    /// <param name="index">Index of the instruction.</param>
    public StatementSpan SpanAround(int index)
    {
        var start = _before is null ? 0 : index;
        while (_module.StackDepths[start] != 0)
            start = _before!.Parent(start);         // the entry has an empty stack, so the walk ends at it
        var resume = _behind?.Parent(index) ?? -1;
        while (resume >= 0 && resume != End && _module.StackDepths[resume] != 0)
            resume = _behind!.Parent(resume);
        return new StatementSpan(Reachable(start, resume), resume >= 0 && resume != End ? resume : null);
    }

    private List<int> Reachable(int start, int except)
    {
        var visited = new bool[End + 1];
        var pending = new Stack<int>([start]);
        var found = new List<int>();
        while (pending.TryPop(out var index))
        {
            if (visited[index] || index == except || index == End)
                continue;
            visited[index] = true;
            found.Add(index);
            foreach (var successor in _successors[index])
                pending.Push(successor);
        }
        found.Sort();
        return found;
    }

    private List<int>[] Successors()
    {
        var successors = new List<int>[End + 1];
        for (var i = 0; i < End; i++)
        {
            var instruction = _module.Instructions[i];
            var next = successors[i] = new List<int>(2);
            if (instruction.Target >= 0)
                next.Add(instruction.Target);
            if (instruction.Op == BytecodeOp.Return)
                next.Add(End);
            else if (!BytecodeOpInfo.Of(instruction.Op).Ends)
                next.Add(i + 1);
        }
        successors[End] = [];
        foreach (var region in _module.Regions)
        {
            for (var i = region.Start; i < region.End; i++)
                successors[i].Add(region.Handler);
        }
        return successors;
    }

    private static List<int>[] Reversed(List<int>[] successors)
    {
        var reversed = Array.ConvertAll(successors, _ => new List<int>(2));
        for (var i = 0; i < successors.Length; i++)
        {
            foreach (var successor in successors[i])
                reversed[successor].Add(i);
        }
        return reversed;
    }
}

/// <summary>Instructions that are left out because one of them cannot be evaluated.</summary>
/// <param name="Instructions">Their indexes, in order.</param>
/// <param name="Resume">Where evaluation goes on, with an empty stack; null where it does not.</param>
internal readonly record struct StatementSpan(IReadOnlyList<int> Instructions, int? Resume);
