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
    private readonly Lock _retiring = new();
    private volatile bool _isStale;

    /// <summary>Which values of the module's globals it was built with.</summary>
    public long Generation => _scope.Generation;

    /// <summary>Whether a global that its code takes for a constant has another value by now.</summary>
    public bool IsStale => _isStale;

    /// <summary>Whether its code depends on the value of a global.</summary>
    public bool Uses(string global) => _globals.Contains(global);

    /// <summary>Lets a delegate call the code without asking, unless a global has another value by now: <see cref="Retire"/> tells it.</summary>
    /// <remarks>
    /// The delegate is told under the lock that marks the version as stale: if it were told of a version that is stale already, other threads could
    /// call that until it is told to forget it.
    /// </remarks>
    public void Admit(NativeFunc caller)
    {
        lock (_retiring)
        {
            if (_isStale)
                return;
            _callers.TryAdd(caller, caller);
            caller.CallAtOnce(this);
        }
    }

    /// <summary>Lets no call begin in the code any more. Calls that have begun go on.</summary>
    public void Retire()
    {
        lock (_retiring)
            _isStale = true;
        foreach (var (caller, _) in _callers)
            caller.Forget(this);
    }
}
