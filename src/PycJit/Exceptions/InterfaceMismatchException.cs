using System.Collections.Immutable;

namespace Pyc;

/// <summary>An interface does not fit a module. All that does not fit is told at once.</summary>
public sealed class InterfaceMismatchException : PycJitException
{
    internal InterfaceMismatchException(string module, string interfaceName, ImmutableArray<InterfaceProblem> problems)
        : base($"{module} does not fit {interfaceName}:{string.Concat(problems.Select(problem => $"\n  {problem}"))}")
    {
        Interface = interfaceName;
        Problems = problems;
    }

    /// <summary>The interface, as C# writes it.</summary>
    public string Interface { get; }

    /// <summary>What does not fit, a member each.</summary>
    public IReadOnlyList<InterfaceProblem> Problems { get; }
}

/// <summary>A member of an interface that does not fit a module.</summary>
/// <param name="Member">The member as C# declares it: <c>double Price(double, long)</c>.</param>
/// <param name="Reason">Why it does not fit, and what would: sentences.</param>
/// <param name="Candidates">Names in Python that were perhaps meant; where the name is not clear, those that it could be.</param>
public sealed record InterfaceProblem(string Member, string Reason, IReadOnlyList<string> Candidates)
{
    /// <summary>The member and the reason.</summary>
    public override string ToString() => $"{Member}: {Reason}";
}
