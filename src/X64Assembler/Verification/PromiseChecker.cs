namespace Pyc.X64;

/// <summary>Compares what code does with what its description says: by that it is decided how it is called.</summary>
/// <remarks>
/// Code without loops and calls is called without a GC transition, so it must end soon. Recursion must look how much stack is left: of each circle of calls, one
/// at least is made where that was looked at.
/// </remarks>
internal sealed class PromiseChecker(CodeWalk code)
{
    internal void Run()
    {
        var all = code.Walks.SelectMany(walk => walk.Calls.Select(call => (Caller: walk, Call: call))).ToList();
        if (!code.Code.HasLoops && (code.Walks.Any(walk => walk.HasLoops) || HasCircle([.. all.Select(call => (call.Caller.Index, call.Call.Callee))])))
            Violate("the code has loops or recursion, and says that it has none");
        if (!code.Code.HasCalls && (all.Count > 0 || code.Walks.Any(walk => walk.CallsOutside)))
            Violate("the code has calls, and says that it has none");
        var unchecked_ = all.Where(call => !call.Caller.HasLookedAtStack(call.Call.Block)).Select(call => (call.Caller.Index, call.Call.Callee)).ToList();
        if (HasCircle(unchecked_))
            Violate("functions call each other in a circle that never looks how much stack is left");
    }

    private void Violate(string reason) => code.Report.Add(code.Violation(ViolationKind.Promise, 0, reason));

    /// <summary>Takes away functions that call nothing that is left, until none is.</summary>
    private bool HasCircle(List<(int Caller, int Callee)> calls)
    {
        var edges = calls.Distinct().ToLookup(call => call.Callee, call => call.Caller);
        var open = new int[code.Walks.Count];
        foreach (var group in edges)
        {
            foreach (var caller in group)
                open[caller]++;
        }
        var pending = new Stack<int>(Enumerable.Range(0, open.Length).Where(function => open[function] == 0));
        var left = open.Length;
        while (pending.TryPop(out var function))
        {
            left--;
            foreach (var caller in edges[function])
            {
                if (--open[caller] == 0)
                    pending.Push(caller);
            }
        }
        return left > 0;
    }
}
