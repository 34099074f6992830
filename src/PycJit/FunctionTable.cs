using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Pyc;

/// <summary>The functions of a module at one time.</summary>
/// <param name="All">All of them, in the order in which their names came.</param>
internal sealed record FunctionTable(ImmutableArray<PycFunction> All)
{
    /// <summary>The same by their names.</summary>
    public FrozenDictionary<string, PycFunction> ByName { get; } = All.ToFrozenDictionary(function => function.Name);

    /// <summary>The table once a name is bound to a function, or to something else.</summary>
    public FunctionTable With(string name, PycFunction? function)
    {
        var known = ByName.GetValueOrDefault(name);
        if (ReferenceEquals(known, function))
            return this;
        return new FunctionTable(
            known is null ? All.Add(function!)                     // one of them is something
            : function is null ? All.Remove(known) : All.Replace(known, function));
    }
}
