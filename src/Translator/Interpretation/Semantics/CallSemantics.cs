using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in calls: mostly the words of TypeErrors.</summary>
internal sealed partial record CallSemantics
{
    /// <summary>RecursionError; RuntimeError before 3.5.</summary>
    public required PyType RecursionErrorType { get; init; }

    /// <summary>Which comparisons of Python code count as calls against the recursion limit.</summary>
    public required CountedComparisons CountedComparisons { get; init; }

    /// <summary>The semantics of one series.</summary>
    public static CallSemantics For(PythonVersion version) => new()
    {
        Formats = version.IsAtLeast(3, 13) ? ArgumentFormats.None
            : version.IsAtLeast(3, 8) ? ArgumentFormats.Searches
            : version.IsAtLeast(3, 7) ? ArgumentFormats.AllButObjects : ArgumentFormats.All,
        ConstructorsTakeNoNames = version.IsAtLeast(3, 7) ? "takes no keyword arguments" : "does not take keyword arguments",
        EnumerateKnowsPosition = !version.IsAtLeast(3, 11),
        RangeWantsOne = !version.IsAtLeast(3, 9),
        NamesOwner = version.IsAtLeast(3, 9),
        HasSingular = version.IsAtLeast(3, 8),
        NamesFunction = version.IsAtLeast(3, 7),
        CallsKeywordsUnexpected = version.IsAtLeast(3, 13),
        TellsRangeOfSlots = version.IsAtLeast(3, 14),
        CountsUnnamedArguments = version.IsAtLeast(3, 13),
        RecursionErrorType = version.IsAtLeast(3, 5) ? ExceptionTypes.RecursionError : ExceptionTypes.RuntimeError,
        CountedComparisons =
            version.IsAtLeast(3, 12) ? CountedComparisons.None
            : version.IsAtLeast(3, 11) ? CountedComparisons.Unspecialised
            : version.IsAtLeast(3, 0) ? CountedComparisons.All : CountedComparisons.AllButInts,
        CountsBeforeKeywords = !version.IsAtLeast(3, 3),
        IsPython2 = !version.IsAtLeast(3, 0),
        NamesQualified = version.IsAtLeast(3, 10),
        SuggestsNames = version.IsAtLeast(3, 13),
        NamesModule = version.IsAtLeast(3, 9),
    };

    /// <summary>Whether the first constant of a function, where it is a string, is its docstring: before 3.14 it always is.</summary>
    public static bool DocIsFirstConstant(CodeObject code) =>
        !code.Version.IsAtLeast(3, 14) || code.Flags.HasFlag(CodeFlags.HasDocstring);

    /// <summary>A parameter is passed by position and by name.</summary>
    public PythonError GivenTwiceToBuiltin(BuiltinSignature signature, int index) => PyErrors.TypeError(
        $"argument for {signature.Name}() given by name ('{signature.Parameters[index].Name}') and position ({index + 1})");
}
