using System.Collections.Frozen;

namespace Pyc.Translation.Interpretation;

/// <content>The words for calls of Python's own functions, which depend on how CPython reads the arguments.</content>
/// <remarks>CPython: <c>Python/getargs.c</c>, <c>Objects/methodobject.c</c>, <c>Objects/descrobject.c</c>.</remarks>
internal sealed partial record CallSemantics
{
    // Before 3.8 their arguments were read from a format, after it they are counted.
    private static readonly PyType[] s_formatted =
        [PyTypes.List, PyTypes.Tuple, PyTypes.Str, PyTypes.Float, PyTypes.Bool, PyTypes.Int];

    // The methods behind operators, which CPython makes from slots: they say how many arguments they expect, but not their names.
    private static readonly FrozenSet<string> s_slots = FrozenSet.ToFrozenSet(
        [
            .. from name in (string[])["add", "sub", "mul", "div", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift", "and", "or", "xor"]
               from reflected in (string[])["", "r"]
               select $"__{reflected}{name}__",
            "__neg__", "__pos__", "__abs__", "__invert__", "__bool__", "__nonzero__", "__int__", "__long__", "__float__", "__index__",
            "__repr__", "__str__", "__hash__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
        ]);

    /// <summary>Whether arguments of methods are counted rather than read from a format.</summary>
    public required bool CountsArguments { get; init; }

    private static readonly PyType[] s_texts = [PyTypes.Str, PyTypes.Unicode, PyTypes.Bytes];
    private static readonly string[] s_searches = ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"];
    private static readonly string[] s_takingObjects = ["__new__", "strip", "lstrip", "rstrip"];

    /// <summary>Which methods read their arguments from a format rather than count them.</summary>
    public required ArgumentFormats Formats { get; init; }

    /// <summary>What a constructor that takes no keyword arguments says.</summary>
    public required string ConstructorsTakeNoNames { get; init; }

    /// <summary>Whether <c>enumerate</c> says where its missing argument would be.</summary>
    public required bool EnumerateKnowsPosition { get; init; }

    /// <summary>Whether <c>range()</c> says that it takes one argument rather than at least one.</summary>
    public required bool RangeWantsOne { get; init; }

    /// <summary>Whether the class stands before the name of a method.</summary>
    public required bool NamesOwner { get; init; }

    /// <summary>Whether one argument is called "argument".</summary>
    public required bool HasSingular { get; init; }

    /// <summary>Whether a missing argument is told with the function's name.</summary>
    public required bool NamesFunction { get; init; }

    /// <summary>Whether an unknown keyword is "unexpected", as for functions of Python code.</summary>
    public required bool CallsKeywordsUnexpected { get; init; }

    /// <summary>Whether a slot that takes one or two arguments says so.</summary>
    public required bool TellsRangeOfSlots { get; init; }

    /// <summary>Whether the arguments of <c>int</c> are counted where none is named.</summary>
    public required bool CountsArgumentsOfInt { get; init; }

    /// <summary>Keyword arguments for a function that takes none.</summary>
    public PythonError NoKeywordsForBuiltin(BuiltinSignature signature, in CallArguments arguments) =>
        PyErrors.TypeError($"{OwnedName(signature, arguments)}() {(signature.Name == "__new__" ? ConstructorsTakeNoNames : "takes no keyword arguments")}");

    /// <summary>More arguments than a function of Python's own takes.</summary>
    public PythonError TooManyForBuiltin(BuiltinSignature signature, in CallArguments arguments)
    {
        if (!signature.HasNames || signature.TakesKeywords)
            return WrongCount(signature, arguments);
        if (signature.KeywordOnlyCount > 0 && arguments.Values.Length <= signature.Parameters.Length)
            return TooManyByPosition(signature, arguments);
        var (least, most) = Counts(signature);
        var given = arguments.Values.Length - signature.HiddenCount;
        if (CountsArgumentsOfInt && arguments.Names.IsEmpty && signature.Name == "__new__" && OwnerOf(signature, arguments) == PyTypes.Int)
            return PyErrors.TypeError($"int expected at most {most} arguments, got {given}");
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
            var how = least == signature.PositionalCount - signature.HiddenCount ? "exactly" : "at least";
            return PyErrors.TypeError($"{name}() takes {how} {least} positional argument{(least == 1 ? "" : "s")} "
                + $"({arguments.PositionalCount - signature.HiddenCount} given)");
        }
        var missing = $"argument '{signature.Parameters[index].Name}'";
        if (EnumerateKnowsPosition || !ReferenceEquals(OwnerOf(signature, arguments), BuiltinIteratorTypes.Enumerate))
            missing += $" (pos {index + 1 - signature.HiddenCount})";
        return PyErrors.TypeError(NamesFunction ? $"{name}() missing required {missing}" : $"Required {missing} not found");
    }

    /// <summary>No parameter has that name.</summary>
    public PythonError UnknownKeywordOfBuiltin(BuiltinSignature signature, string keyword, in CallArguments arguments)
    {
        var name = NameOf(signature, arguments);
        if (IsPython2 && name is "min" or "max")
            return PyErrors.TypeError($"{name}() got an unexpected keyword argument");
        return PyErrors.TypeError(CallsKeywordsUnexpected
            ? $"{name}() got an unexpected keyword argument '{keyword}'"
            : $"'{keyword}' is an invalid keyword argument for {(NamesFunction ? $"{name}()" : "this function")}");
    }

    private PythonError TooManyByPosition(BuiltinSignature signature, in CallArguments arguments)
    {
        var most = signature.PositionalCount - signature.HiddenCount;
        var least = signature.Parameters.Take(signature.PositionalCount).Count(parameter => !parameter.IsOptional) - signature.HiddenCount;
        return PyErrors.TypeError($"{(NamesFunction ? $"{NameOf(signature, arguments)}()" : "Function")} takes "
            + $"{(CountsArguments && least == most ? "exactly" : "at most")} {most} positional argument{(most == 1 ? "" : "s")} "
            + $"({arguments.PositionalCount - signature.HiddenCount} given)");
    }

    private PythonError WrongCount(BuiltinSignature signature, in CallArguments arguments)
    {
        var name = NameOf(signature, arguments);
        var (least, most) = Counts(signature);
        var given = arguments.PositionalCount - signature.HiddenCount;
        if (signature.WrongCount is { } text)
            return PyErrors.TypeError(text);
        if (given < 0)
            return PyErrors.TypeError($"unbound method {name}() needs an argument");
        var limit = given < least ? least : most;
        var how = least == most ? "" : given < least ? "at least " : "at most ";
        if (signature.HiddenCount == 1 && signature.Name is "__pow__" or "__rpow__")
        {
            return PyErrors.TypeError(TellsRangeOfSlots
                ? $"expected 1 or 2 arguments, got {given}"
                : $" expected {how}{limit} argument{(HasSingular && limit == 1 ? "" : "s")}, got {given}");
        }
        if (signature.HiddenCount == 1 && s_slots.Contains(signature.Name))
            return PyErrors.TypeError($"expected {how}{limit} argument{(HasSingular && limit == 1 ? "" : "s")}, got {given}");
        var isFormatted = IsFormatted(signature, arguments);
        if (least == most && most <= 1 && signature.Name != "__new__" && !signature.TakesRest && !(Formats == ArgumentFormats.All && signature.Name == "zfill"))
        {
            var words = most == 0 ? "no arguments" : "exactly one argument";
            return PyErrors.TypeError($"{OwnedName(signature, arguments)}() takes {words} ({given} given)");
        }
        if (RangeWantsOne && ReferenceEquals(OwnerOf(signature, arguments), PyTypes.Range) && given == 0)
            how = "";
        if (isFormatted)
        {
            // str of Python 2 has one format for all four.
            if (IsPython2 && name is "find" or "rfind" or "index" or "rindex" && ReferenceEquals(OwnerOf(signature, arguments), PyTypes.Str))
                name = "find/rfind/index/rindex";
            return PyErrors.TypeError(
                $"{name}() takes {(how.Length == 0 ? "exactly " : how)}{limit} argument{(limit == 1 ? "" : "s")} ({given} given)");
        }
        return PyErrors.TypeError($"{name} expected {how}{limit} argument{(HasSingular && limit == 1 ? "" : "s")}, got {given}");
    }

    private static (int Least, int Most) Counts(BuiltinSignature signature) => (
        signature.Parameters.Count(parameter => !parameter.IsOptional) - signature.HiddenCount,
        signature.PositionalCount - signature.HiddenCount);

    private bool IsFormatted(BuiltinSignature signature, in CallArguments arguments)
    {
        if (signature.IsFormatted)
            return true;
        if (Formats == ArgumentFormats.None || signature.HiddenCount == 0 || OwnerOf(signature, arguments) is not { } owner)
            return false;
        if (Formats == ArgumentFormats.Searches || !s_formatted.Contains(owner))
            return s_texts.Contains(owner) && s_searches.Contains(signature.Name);
        // The constructors of bool and float were among the first that count.
        if (signature.Name == "__new__" && (owner == PyTypes.Float || owner == PyTypes.Bool))
            return false;
        return Formats == ArgumentFormats.All || !s_takingObjects.Contains(signature.Name);
    }

    private static string NameOf(BuiltinSignature signature, in CallArguments arguments) =>
        signature.Name == "__new__" && OwnerOf(signature, arguments) is { } type ? type.Name[(type.Name.LastIndexOf('.') + 1)..] : signature.Name;

    private string OwnedName(BuiltinSignature signature, in CallArguments arguments) =>
        NamesOwner && signature.Module is { } module ? $"{module}.{signature.Name}"
        : NamesOwner && signature.Name != "__new__" && OwnerOf(signature, arguments) is { } owner
            ? $"{owner.Name}.{signature.Name}"
            : NameOf(signature, arguments);

    // The class of a constructor, or the class of Python's own that the object of a method belongs to.
    private static PyType? OwnerOf(BuiltinSignature signature, in CallArguments arguments)
    {
        if (signature.HiddenCount == 0 || arguments.Values.IsEmpty)
            return null;
        var type = signature.Parameters[0].Name == "cls" ? arguments.Values[0].As<PyType>() : arguments.Values[0].Type;
        return type?.Mro.FirstOrDefault(candidate => candidate.IsBuiltin);
    }
}
