using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in calls: mostly the words of TypeErrors.</summary>
internal sealed partial record CallSemantics
{
    /// <summary>RecursionError; RuntimeError before 3.5.</summary>
    public required PyType RecursionErrorType { get; init; }

    /// <summary>The semantics of one series.</summary>
    public static CallSemantics For(PythonVersion version) => new()
    {
        RecursionErrorType = version.IsAtLeast(3, 5) ? ExceptionTypes.RecursionError : ExceptionTypes.RuntimeError,
        CountsBeforeKeywords = !version.IsAtLeast(3, 3),
        IsPython2 = !version.IsAtLeast(3, 0),
        NamesQualified = version.IsAtLeast(3, 10),
        SuggestsNames = version.IsAtLeast(3, 13),
        NamesModule = version.IsAtLeast(3, 9),
    };

    /// <summary>More positional arguments than a function of Python's own takes.</summary>
    public PythonError TooManyForBuiltin(BuiltinSignature signature, int given) =>
        PyErrors.TypeError($"{signature.Name}() takes {signature.PositionalCount} arguments ({given} given)");

    /// <summary>The parameter with that index is missing.</summary>
    public PythonError TooFewForBuiltin(BuiltinSignature signature, int index, int given) =>
        PyErrors.TypeError($"{signature.Name}() missing required argument '{signature.Parameters[index].Name}' (pos {index + 1})");

    /// <summary>No parameter has that name.</summary>
    public PythonError UnknownKeywordOfBuiltin(BuiltinSignature signature, string name) =>
        PyErrors.TypeError($"{signature.Name}() got an unexpected keyword argument '{name}'");

    /// <summary>A parameter is passed by position and by name.</summary>
    public PythonError GivenTwiceToBuiltin(BuiltinSignature signature, int index) => PyErrors.TypeError(
        $"argument for {signature.Name}() given by name ('{signature.Parameters[index].Name}') and position ({index + 1})");
}
