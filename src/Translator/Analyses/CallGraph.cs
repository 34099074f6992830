using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>The functions of a unit, and which of them call each other in a circle.</summary>
/// <remarks>R. Tarjan, "Depth-First Search and Linear Graph Algorithms" (1972), without recursion. Cost: linear.</remarks>
public sealed class CallGraph
{
    private readonly Dictionary<Function, List<Function>> _callees = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Function> _recursive = new(ReferenceEqualityComparer.Instance);
    private readonly List<Function> _calleesFirst = [];

    private CallGraph(Function entry)
    {
        Functions = Reach(entry);
        FindCircles(entry);
    }

    /// <summary>The functions that the entry reaches by calls, the entry first.</summary>
    public IReadOnlyList<Function> Functions { get; }

    /// <summary>The same functions, each behind those that it calls, save those that call it in their turn.</summary>
    public IReadOnlyList<Function> CalleesFirst => _calleesFirst;

    /// <summary>The graph of a function and all that it reaches by calls.</summary>
    public static CallGraph Of(Function entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new CallGraph(entry);
    }

    /// <summary>Whether a call of a function may lead to another call of it.</summary>
    public bool IsRecursive(Function function) => _recursive.Contains(function);

    /// <summary>The functions that a function calls, each once.</summary>
    public IReadOnlyList<Function> CalleesOf(Function function) => _callees[function];

    private List<Function> Reach(Function entry)
    {
        var functions = new List<Function> { entry };
        var known = new HashSet<Function>(ReferenceEqualityComparer.Instance) { entry };
        for (var i = 0; i < functions.Count; i++)
        {
            var callees = functions[i].Blocks.SelectMany(block => block).Where(value => value.Op == Op.Call)
                .Select(call => call.Callee!).Distinct<Function>(ReferenceEqualityComparer.Instance).ToList();   // a call has one
            _callees[functions[i]] = callees;
            functions.AddRange(callees.Where(known.Add));
        }
        return functions;
    }

    private void FindCircles(Function entry)
    {
        var index = new Dictionary<Function, int>(ReferenceEqualityComparer.Instance);
        var low = new Dictionary<Function, int>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Function>();
        var isOpen = new HashSet<Function>(ReferenceEqualityComparer.Instance);
        var path = new Stack<(Function Function, int Next)>();
        path.Push((entry, 0));
        while (path.TryPop(out var top))
        {
            var (function, next) = top;
            if (next == 0)
            {
                index[function] = low[function] = index.Count;
                open.Push(function);
                isOpen.Add(function);
            }
            var callees = _callees[function];
            if (next > 0 && isOpen.Contains(callees[next - 1]))
                low[function] = Math.Min(low[function], low[callees[next - 1]]);
            while (next < callees.Count && index.TryGetValue(callees[next], out var seen))
            {
                if (isOpen.Contains(callees[next]))
                    low[function] = Math.Min(low[function], seen);
                next++;
            }
            if (next < callees.Count)
            {
                path.Push((function, next + 1));
                path.Push((callees[next], 0));
                continue;
            }
            if (low[function] == index[function])
                Close(function, callees, open, isOpen);
        }
    }

    private void Close(Function first, List<Function> callees, Stack<Function> open, HashSet<Function> isOpen)
    {
        var circle = new List<Function>();
        do
        {
            circle.Add(open.Pop());
            isOpen.Remove(circle[^1]);
        }
        while (circle[^1] != first);
        _calleesFirst.AddRange(circle);
        if (circle.Count > 1 || callees.Contains(first))
            _recursive.UnionWith(circle);
    }
}
