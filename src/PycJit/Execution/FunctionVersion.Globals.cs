using System.Runtime.CompilerServices;
using Pyc.Binding;
using Pyc.Translation.Build;

namespace Pyc.Execution;

/// <content>What a version takes the module's globals for, and what happens once one of them is set to something else.</content>
internal sealed unsafe partial class FunctionVersion
{
    private readonly ModuleScope _scope;                    // what is built is built of the same values
    private readonly HashSet<string> _globals;              // names that the code was built with; not changed
    private readonly ConditionalWeakTable<NativeFunc, object> _callers = [];
    private volatile bool _isStale;

    /// <summary>Which values of the module's globals it was built with.</summary>
    public long Generation => _scope.Generation;

    /// <summary>Whether a global that its code takes for a constant has another value by now.</summary>
    public bool IsStale => _isStale;

    /// <summary>Whether its code depends on the value of a global.</summary>
    public bool Uses(string global) => _globals.Contains(global);

    /// <summary>Notes a delegate that is about to call the code without asking: <see cref="Retire"/> tells it.</summary>
    public void Note(NativeFunc caller) => _callers.TryAdd(caller, caller);

    /// <summary>Lets no call begin in the code any more. Calls that have begun go on.</summary>
    /// <remarks>
    /// A delegate is noted first, then writes that it calls the code, then looks whether it is stale; here it is marked stale first. So
    /// either the delegate sees the mark, or it is among those that are told.
    /// </remarks>
    public void Retire()
    {
        _isStale = true;
        Interlocked.MemoryBarrier();
        foreach (var (caller, _) in _callers)
            caller.Forget(this);
    }
}
