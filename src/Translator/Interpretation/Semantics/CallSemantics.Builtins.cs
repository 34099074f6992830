using System.Collections.Frozen;

namespace Pyc.Translation.Interpretation;

/// <content>The words for calls of Python's own functions, which depend on how CPython reads the arguments.</content>
/// <remarks>CPython: <c>Python/getargs.c</c>, <c>Objects/methodobject.c</c>, <c>Objects/descrobject.c</c>.</remarks>
internal sealed partial record CallSemantics
{
    // The classes whose methods read their arguments from formats as long as methods do.
    private static readonly PyType[] s_formatted =
        [PyTypes.List, PyTypes.Tuple, PyTypes.Str, PyTypes.Float, PyTypes.Bool, PyTypes.Int];

    private static readonly PyType[] s_texts = [PyTypes.Str, PyTypes.Unicode, PyTypes.Bytes];
    private static readonly string[] s_searches = ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"];
    private static readonly string[] s_takingObjects = ["__new__", "strip", "lstrip", "rstrip"];

    // The methods behind operators, which CPython makes from slots: they say how many arguments they expect, but not their names.
    private static readonly FrozenSet<string> s_slots = FrozenSet.ToFrozenSet(
        [
            .. from name in (string[])["add", "sub", "mul", "div", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift", "and", "or", "xor"]
               from reflected in (string[])["", "r"]
               select $"__{reflected}{name}__",
            "__neg__", "__pos__", "__abs__", "__invert__", "__bool__", "__nonzero__", "__int__", "__long__", "__float__", "__index__",
            "__repr__", "__str__", "__hash__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
        ]);

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

    /// <summary>Whether the arguments of <c>int</c> and <c>str</c> are counted where none is named.</summary>
    public required bool CountsUnnamedArguments { get; init; }

    // But for a few methods of text.
    private bool CountsArguments => Formats is ArgumentFormats.None or ArgumentFormats.Searches;

    /// <summary>Keyword arguments for a function that takes none.</summary>
    public PythonError NoKeywordsForBuiltin(BuiltinSignature signature, in CallArguments arguments) =>
        PyErrors.TypeError($"{OwnedName(signature, arguments)}() {(signature.Name == "__new__" ? ConstructorsTakeNoNames : "takes no keyword arguments")}");

    /// <summary>More arguments than a function of Python's own takes.</summary>
    public PythonError TooManyForBuiltin(BuiltinSignature signature, in CallArguments arguments)
    {
        if (!signature.HasNames || signature.TakesKeywords)
            return WrongCount(signature, arguments);
        var positional = signature.PositionalCount - signature.HiddenCount;
        if (signature.KeywordOnlyCount > 0 && arguments.Values.Length <= signature.Parameters.Length)
        {
            var isExact = CountsArguments && Required(signature, signature.PositionalCount) == positional;
            return WrongPositionalCount(signature, isExact ? "exactly" : "at most", positional, arguments);
        }
        var most = signature.Parameters.Length - signature.HiddenCount;
        var given = arguments.Values.Length - signature.HiddenCount;
        var name = NameOf(signature, arguments);
        if (CountsUnnamedArguments && arguments.Names.IsEmpty && signature.Name == "__new__" && name is "int" or "str")
            return Expected($"{name} ", "at most ", most, given);
        var kind = NamesFunction && Given(signature, arguments) == 0 ? "keyword " : "";
        return PyErrors.TypeError($"{name}() takes at most {most} {kind}argument{S(most)} ({given} given)");
    }

    /// <summary>The parameter with that index is missing.</summary>
    public PythonError TooFewForBuiltin(BuiltinSignature signature, int index, in CallArguments arguments)
    {
        if (!signature.HasNames)
            return WrongCount(signature, arguments);
        if (index < signature.PositionalOnlyCount)
        {
            var least = Required(signature, signature.PositionalOnlyCount);
            var isExact = least == signature.PositionalCount - signature.HiddenCount;
            return WrongPositionalCount(signature, isExact ? "exactly" : "at least", least, arguments);
        }
        var missing = $"argument '{signature.Parameters[index].Name}'";
        if (EnumerateKnowsPosition || OwnerOf(signature, arguments) != BuiltinIteratorTypes.Enumerate)
            missing += $" (pos {index + 1 - signature.HiddenCount})";
        return PyErrors.TypeError(
            NamesFunction ? $"{NameOf(signature, arguments)}() missing required {missing}" : $"Required {missing} not found");
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

    /// <summary>A wrong number of arguments by position, for a function some of whose arguments have names.</summary>
    private PythonError WrongPositionalCount(BuiltinSignature signature, string how, int limit, in CallArguments arguments)
    {
        var given = Given(signature, arguments);
        return PyErrors.TypeError(NamesFunction
            ? $"{NameOf(signature, arguments)}() takes {how} {limit} positional argument{S(limit)} ({given} given)"
            : $"Function takes {how} {limit} positional arguments ({given} given)");
    }

    /// <summary>A wrong number of arguments, for a function none of whose arguments has a name.</summary>
    private PythonError WrongCount(BuiltinSignature signature, in CallArguments arguments)
    {
        if (signature.WrongCount is { } text)
            return PyErrors.TypeError(text);
        var name = NameOf(signature, arguments);
        var owner = OwnerOf(signature, arguments);
        var given = Given(signature, arguments);
        if (given < 0)
            return PyErrors.TypeError($"unbound method {name}() needs an argument");

        var (least, most) = (Required(signature, signature.PositionalCount), signature.PositionalCount - signature.HiddenCount);
        var limit = given < least ? least : most;
        var how = least == most ? "" : given < least ? "at least " : "at most ";
        if (owner is not null && signature.Name is "__pow__" or "__rpow__")
            return TellsRangeOfSlots ? PyErrors.TypeError($"expected 1 or 2 arguments, got {given}") : Expected(" ", how, limit, given);
        if (owner is not null && s_slots.Contains(signature.Name))
            return Expected("", how, limit, given);

        // zfill was the last to read a single argument from a format.
        var isSimple = least == most && most <= 1 && !signature.TakesRest && !(Formats == ArgumentFormats.All && signature.Name == "zfill");
        if (isSimple && signature.Name != "__new__")
            return PyErrors.TypeError($"{OwnedName(signature, arguments)}() takes {(most == 0 ? "no arguments" : "exactly one argument")} ({given} given)");
        if (RangeWantsOne && owner == PyTypes.Range && given == 0)
            how = "";
        if (!IsFormatted(signature, owner))
            return Expected($"{name} ", how, limit, given);
        // str of Python 2 has one format for all four.
        if (IsPython2 && owner == PyTypes.Str && name is "find" or "rfind" or "index" or "rindex")
            name = "find/rfind/index/rindex";
        return PyErrors.TypeError($"{name}() takes {(how.Length == 0 ? "exactly " : how)}{limit} argument{S(limit)} ({given} given)");
    }

    private PythonError Expected(string before, string how, int limit, int given) =>
        PyErrors.TypeError($"{before}expected {how}{limit} argument{(HasSingular ? S(limit) : "s")}, got {given}");

    private bool IsFormatted(BuiltinSignature signature, PyType? owner)
    {
        if (signature.IsFormatted)
            return true;
        if (s_texts.Contains(owner) && s_searches.Contains(signature.Name))
            return Formats != ArgumentFormats.None;
        return s_formatted.Contains(owner)
            && (Formats == ArgumentFormats.All || (Formats == ArgumentFormats.AllButObjects && !s_takingObjects.Contains(signature.Name)));
    }

    /// <summary>How many arguments are given by position.</summary>
    private static int Given(BuiltinSignature signature, in CallArguments arguments) => arguments.PositionalCount - signature.HiddenCount;

    /// <summary>How many of the first parameters have to be given.</summary>
    private static int Required(BuiltinSignature signature, int count) =>
        signature.Parameters.Take(count).Count(parameter => !parameter.IsOptional) - signature.HiddenCount;

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
