namespace Pyc.Translation.Interpretation;

/// <content>The words for calls of Python's own functions, which depend on how CPython reads the arguments.</content>
/// <remarks>CPython: <c>Python/getargs.c</c>, <c>Objects/methodobject.c</c>, <c>Objects/descrobject.c</c>.</remarks>
internal sealed partial record CallSemantics
{
    // Before 3.8 their arguments were read from a format, after it they are counted.
    private static readonly PyType[] s_formatted =
        [PyTypes.List, PyTypes.Tuple, PyTypes.Str, PyTypes.Float, PyTypes.Bool, PyTypes.Int];

    /// <summary>Whether arguments of methods are counted rather than read from a format.</summary>
    public required bool CountsArguments { get; init; }

    /// <summary>Whether the class stands before the name of a method.</summary>
    public required bool NamesOwner { get; init; }

    /// <summary>Whether one argument is called "argument".</summary>
    public required bool HasSingular { get; init; }

    /// <summary>Whether a missing argument is told with the function's name.</summary>
    public required bool NamesFunction { get; init; }

    /// <summary>Whether an unknown keyword is "unexpected", as for functions of Python code.</summary>
    public required bool CallsKeywordsUnexpected { get; init; }

    /// <summary>Keyword arguments for a function that takes none.</summary>
    public PythonError NoKeywordsForBuiltin(BuiltinSignature signature, in CallArguments arguments) =>
        PyErrors.TypeError($"{OwnedName(signature, arguments)}() takes no keyword arguments");

    /// <summary>More arguments than a function of Python's own takes.</summary>
    public PythonError TooManyForBuiltin(BuiltinSignature signature, in CallArguments arguments)
    {
        if (!signature.HasNames)
            return WrongCount(signature, arguments);
        var (least, most) = Counts(signature);
        var given = arguments.Values.Length - signature.HiddenCount;
        return PyErrors.TypeError($"{NameOf(signature, arguments)}() takes {(least == most ? "exactly" : "at most")} "
            + $"{most} argument{(most == 1 ? "" : "s")} ({given} given)");
    }

    /// <summary>The parameter with that index is missing.</summary>
    public PythonError TooFewForBuiltin(BuiltinSignature signature, int index, in CallArguments arguments)
    {
        if (!signature.HasNames)
            return WrongCount(signature, arguments);
        var name = NameOf(signature, arguments);
        if (index < signature.PositionalOnlyCount)
        {
            var least = signature.Parameters.Take(signature.PositionalOnlyCount).Count(parameter => !parameter.IsOptional) - signature.HiddenCount;
            return PyErrors.TypeError($"{name}() takes at least {least} positional argument{(least == 1 ? "" : "s")} "
                + $"({arguments.PositionalCount - signature.HiddenCount} given)");
        }
        var missing = $"argument '{signature.Parameters[index].Name}' (pos {index + 1 - signature.HiddenCount})";
        return PyErrors.TypeError(NamesFunction ? $"{name}() missing required {missing}" : $"Required {missing} not found");
    }

    /// <summary>No parameter has that name.</summary>
    public PythonError UnknownKeywordOfBuiltin(BuiltinSignature signature, string keyword, in CallArguments arguments)
    {
        var name = NameOf(signature, arguments);
        return PyErrors.TypeError(CallsKeywordsUnexpected
            ? $"{name}() got an unexpected keyword argument '{keyword}'"
            : $"'{keyword}' is an invalid keyword argument for {(NamesFunction ? $"{name}()" : "this function")}");
    }

    private PythonError WrongCount(BuiltinSignature signature, in CallArguments arguments)
    {
        var name = NameOf(signature, arguments);
        var (least, most) = Counts(signature);
        var given = arguments.PositionalCount - signature.HiddenCount;
        if (given < 0)
            return PyErrors.TypeError($"unbound method {name}() needs an argument");
        if (least == most && most <= 1 && signature.Name != "__new__")
        {
            var words = most == 0 ? "no arguments" : "exactly one argument";
            return PyErrors.TypeError($"{OwnedName(signature, arguments)}() takes {words} ({given} given)");
        }
        var limit = given < least ? least : most;
        var how = least == most ? "" : given < least ? "at least " : "at most ";
        if (!CountsArguments && signature.HiddenCount == 1 && s_formatted.Contains(OwnerOf(signature, arguments)))
        {
            return PyErrors.TypeError(
                $"{name}() takes {(how.Length == 0 ? "exactly " : how)}{limit} argument{(limit == 1 ? "" : "s")} ({given} given)");
        }
        return PyErrors.TypeError($"{name} expected {how}{limit} argument{(HasSingular && limit == 1 ? "" : "s")}, got {given}");
    }

    private static (int Least, int Most) Counts(BuiltinSignature signature) => (
        signature.Parameters.Count(parameter => !parameter.IsOptional) - signature.HiddenCount,
        signature.Parameters.Length - signature.HiddenCount);

    private static string NameOf(BuiltinSignature signature, in CallArguments arguments) =>
        signature.Name == "__new__" && OwnerOf(signature, arguments) is { } type ? type.Name : signature.Name;

    private string OwnedName(BuiltinSignature signature, in CallArguments arguments) =>
        NamesOwner && signature.Name != "__new__" && OwnerOf(signature, arguments) is { } owner
            ? $"{owner.Name}.{signature.Name}"
            : NameOf(signature, arguments);

    // The class of a constructor, or the class of Python's own that the object of a method belongs to.
    private static PyType? OwnerOf(BuiltinSignature signature, in CallArguments arguments)
    {
        if (signature.HiddenCount == 0 || arguments.Values.IsEmpty)
            return null;
        var type = signature.Name == "__new__" ? arguments.Values[0].As<PyType>() : arguments.Values[0].Type;
        return type?.Mro.FirstOrDefault(candidate => candidate.IsBuiltin);
    }
}
