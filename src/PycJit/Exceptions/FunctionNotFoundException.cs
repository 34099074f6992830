namespace Pyc;

/// <summary>The module has no function of that name.</summary>
public sealed class FunctionNotFoundException : PycJitException
{
    private const int MostListed = 10;

    internal FunctionNotFoundException(string module, string name, IReadOnlyList<string> candidates, bool close)
        : base($"{module} has no function {name}. {Hint(candidates, close, "It defines no functions at its top level.")}")
    {
        FunctionName = name;
        Candidates = candidates;
        IsClose = close;
    }

    /// <summary>The name that was asked for.</summary>
    public string FunctionName { get; }

    /// <summary>Names that were perhaps meant, the closest first; all names of the module where none is close.</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>Whether the candidates are close.</summary>
    internal bool IsClose { get; }

    /// <summary>A sentence about names that were perhaps meant.</summary>
    internal static string Hint(IReadOnlyList<string> candidates, bool close, string none) => (candidates.Count, close) switch
    {
        (0, _) => none,
        (_, true) => $"Did you mean {string.Join(" or ", candidates)}?",
        ( <= MostListed, _) => $"It has {string.Join(", ", candidates)}.",
        _ => $"It has {string.Join(", ", candidates.Take(MostListed))} and {candidates.Count - MostListed} more.",
    };
}
