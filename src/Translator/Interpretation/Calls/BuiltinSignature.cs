using System.Collections.Immutable;

namespace Pyc.Translation.Interpretation;

/// <summary>The parameters of a function of Python's own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The parameters without <c>*args</c>: positional ones first, then those that must be named.</param>
/// <param name="PositionalOnlyCount">How many cannot be named.</param>
/// <param name="KeywordOnlyCount">How many, the last ones, must be named.</param>
/// <param name="TakesRest">Whether there is <c>*args</c>.</param>
internal sealed record BuiltinSignature(
    string Name, ImmutableArray<BuiltinParameter> Parameters, int PositionalOnlyCount, int KeywordOnlyCount, bool TakesRest)
{
    /// <summary>Whether the last parameter is <c>**kwargs</c>: a dict of the arguments with other names, nothing where there are none.</summary>
    public bool TakesKeywords { get; init; }

    /// <summary>The module that the words for a wrong call name; null for builtins and methods.</summary>
    public string? Module { get; init; }

    /// <summary>Whether CPython reads the arguments from a format rather than counting them.</summary>
    public bool IsFormatted { get; init; }

    /// <summary>What is said of a wrong number of arguments, where it is not what is said of other functions.</summary>
    public string? WrongCount { get; init; }

    /// <summary>How many can be passed by position, but for those of <c>*args</c>.</summary>
    public int PositionalCount => Parameters.Length - KeywordOnlyCount;

    /// <summary>Whether any parameter can be named.</summary>
    public bool HasNames => Parameters.Length > PositionalOnlyCount || TakesKeywords;

    /// <summary>How many parameters come before those of the caller: the object of a method, the class of a constructor.</summary>
    public int HiddenCount => Parameters is [{ Name: "self" or "cls" }, ..] ? 1 : 0;

    /// <summary>Reads what <see cref="BuiltinRow.Signature"/> describes.</summary>
    public static BuiltinSignature Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var parameters = ImmutableArray.CreateBuilder<BuiltinParameter>();
        var (positionalOnly, keywordOnlyFrom, takesRest, takesKeywords) = (0, -1, false, false);
        foreach (var part in text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "/")
            {
                positionalOnly = parameters.Count;
            }
            else if (part.StartsWith("**", StringComparison.Ordinal))
            {
                takesKeywords = true;
                if (keywordOnlyFrom < 0)
                    keywordOnlyFrom = parameters.Count;
                parameters.Add(new BuiltinParameter(part, IsOptional: true));
            }
            else if (part[0] == '*')
            {
                keywordOnlyFrom = parameters.Count;
                takesRest = part.Length > 1;
            }
            else
            {
                parameters.Add(new BuiltinParameter(part.TrimEnd('='), part.EndsWith('=')));
            }
        }
        return new BuiltinSignature(
            text[..open], parameters.ToImmutable(), positionalOnly, keywordOnlyFrom < 0 ? 0 : parameters.Count - keywordOnlyFrom, takesRest)
        {
            TakesKeywords = takesKeywords,
        };
    }

    /// <summary>Puts the arguments of a call into the order of the parameters.</summary>
    /// <exception cref="PythonError">They do not fit: TypeError.</exception>
    public PyValue[] Bind(PythonRuntime runtime, in CallArguments arguments)
    {
        var calls = runtime.Semantics.Calls;
        var positional = arguments.Positional;
        var fixedCount = Math.Min(positional.Length, PositionalCount);
        if (!arguments.Names.IsEmpty && !HasNames)
            throw calls.NoKeywordsForBuiltin(this, arguments);
        var isTooMany = positional.Length > PositionalCount && !TakesRest;
        if (isTooMany || (HasNames && !TakesKeywords && !TakesRest && arguments.Values.Length > Parameters.Length))
            throw calls.TooManyForBuiltin(this, arguments);

        var bound = new PyValue[Parameters.Length + positional.Length - fixedCount];
        positional[..fixedCount].CopyTo(bound);
        positional[fixedCount..].CopyTo(bound.AsSpan(Parameters.Length));
        string? unknown = null;
        for (var i = 0; i < arguments.Names.Length; i++)
        {
            var index = IndexOf(arguments.Names[i]);
            if (index < 0 && TakesKeywords)
            {
                ref var keywords = ref bound[Parameters.Length - 1];
                if (keywords.Object is not PyDict dict)
                    keywords = dict = new PyDict();
                dict.Set(runtime, PyValue.FromText(arguments.Names[i]), arguments.Named[i]);
                continue;
            }
            if (index < 0)
            {
                unknown ??= arguments.Names[i];
                continue;
            }
            if (!bound[index].IsUnbound)
                throw calls.GivenTwiceToBuiltin(this, index);
            bound[index] = arguments.Named[i];
        }
        for (var i = 0; i < Parameters.Length; i++)
        {
            if (bound[i].IsUnbound && !Parameters[i].IsOptional)
                throw calls.TooFewForBuiltin(this, i, arguments);
        }
        // CPython misses a parameter before it minds a name that it does not know.
        if (unknown is not null)
            throw calls.UnknownKeywordOfBuiltin(this, unknown, arguments);
        return bound;
    }

    private int IndexOf(string name)
    {
        for (var i = PositionalOnlyCount; i < Parameters.Length; i++)
        {
            if (Parameters[i].Name == name)
                return i;
        }
        return -1;
    }
}

/// <summary>A parameter of a function of Python's own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
internal readonly record struct BuiltinParameter(string Name, bool IsOptional);
