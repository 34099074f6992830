using System.Collections.Immutable;

namespace Pyc;

/// <content>Why its functions run where they do.</content>
public sealed partial class PycModule
{
    /// <summary>Explains all functions, for the parameter types that their annotations name (<see cref="PycFunction"/>), and the names whose values could not be had.</summary>
    /// <returns>The functions in their order, then the names.</returns>
    public ImmutableArray<Explanation> Explain() =>
        [.. Functions.Select(function => function.Explain()), .. UnavailableNames.Select(unavailable => Explain(unavailable.Name))];

    /// <summary>Explains what a name stands for.</summary>
    /// <param name="name">The name of a function, or one whose value could not be had.</param>
    /// <param name="parameterTypes">C# types of the parameters of a function.</param>
    /// <exception cref="FunctionNotFoundException">The module binds no such name; the message names similar ones.</exception>
    /// <exception cref="ArgumentException">As for <see cref="PycFunction.Explain"/>.</exception>
    public Explanation Explain(string name, params ReadOnlySpan<Type> parameterTypes)
    {
        if (TryGetFunction(name, out var function))
            return function.Explain(parameterTypes);
        if (NotFound(name) is not FunctionUnavailableException refusal)
            throw NotFound(name);
        return new Explanation
        {
            Name = name,
            Declaration = name,
            File = File.Code.FileName,
            Line = refusal.Diagnostic.Where.Line,
            Version = Version,
            Tier = ExecutionTier.Unavailable,
            WhyNot = refusal.Diagnostic,
        };
    }
}
