namespace Pyc;

/// <summary>The module has no global variable of that name.</summary>
public sealed class GlobalNotFoundException : PycJitException
{
    internal GlobalNotFoundException(string module, string name, IReadOnlyList<string> candidates, bool close)
        : base($"{module} has no global {name}. {FunctionNotFoundException.Hint(candidates, close, "It binds no names at its top level.")}")
    {
        GlobalName = name;
        Candidates = candidates;
    }

    /// <summary>The name that was asked for.</summary>
    public string GlobalName { get; }

    /// <summary>Names that were perhaps meant, the closest first; all names of the module where none is close.</summary>
    public IReadOnlyList<string> Candidates { get; }
}
