using System.Globalization;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>Calls of Python functions.</content>
/// <remarks>CPython: <c>Python/ceval.c</c>.</remarks>
internal sealed partial record CallSemantics
{
    /// <summary>Whether messages count the arguments (up to 3.2), where later ones name those that are missing.</summary>
    public required bool CountsBeforeKeywords { get; init; }

    /// <summary>Whether it is Python 2, whose messages do not speak of positional arguments.</summary>
    public required bool IsPython2 { get; init; }

    /// <summary>Whether messages give the qualified name (from 3.10).</summary>
    public required bool NamesQualified { get; init; }

    /// <summary>Whether a message proposes the name of a parameter for one that does not exist (from 3.13).</summary>
    public required bool SuggestsNames { get; init; }

    /// <summary>Whether messages about <c>*</c> and <c>**</c> name the module of the callable (from 3.9).</summary>
    public required bool NamesModule { get; init; }

    /// <summary>More positional arguments than parameters for them.</summary>
    public PythonError TooManyPositional(PyFunction function, in CallArguments arguments, ReadOnlySpan<PyValue> slots)
    {
        var code = function.Code.Code;
        var (count, defaults) = (code.ArgumentCount, function.Defaults.Length);
        var given = arguments.PositionalCount;
        if (CountsBeforeKeywords)
        {
            given += arguments.Names.Length;
            var limit = defaults > 0 ? "at most" : "exactly";
            return Error(function, $"takes {limit} {count} {(IsPython2 ? "" : "positional ")}argument{S(count)} ({given} given)");
        }

        var ofNames = 0;
        for (var i = count; i < count + code.KeywordOnlyCount; i++)
            ofNames += slots[i].IsUnbound ? 0 : 1;
        var takes = defaults > 0 ? $"from {count - defaults} to {count} positional arguments" : $"{count} positional argument{S(count)}";
        var also = ofNames > 0 ? $" positional argument{S(given)} (and {ofNames} keyword-only argument{S(ofNames)})" : "";
        return Error(function, $"takes {takes} but {given}{also} {(given == 1 && ofNames == 0 ? "was" : "were")} given");
    }

    /// <summary>A function without parameters is called with arguments (up to 3.2).</summary>
    public PythonError TakesNone(PyFunction function, in CallArguments arguments) =>
        Error(function, $"takes no arguments ({arguments.Values.Length} given)");

    /// <summary>A parameter without default has no argument.</summary>
    public PythonError MissingPositional(PyFunction function, int required, in CallArguments arguments, ReadOnlySpan<PyValue> slots)
    {
        var code = function.Code.Code;
        if (!CountsBeforeKeywords)
            return Missing(function, "positional", MissingNames(code, 0, required, slots));

        var given = 0;
        for (var i = 0; i < code.ArgumentCount; i++)
            given += slots[i].IsUnbound ? 0 : 1;
        var limit = code.Flags.HasFlag(CodeFlags.VarArgs) || function.Defaults.Length > 0 ? "at least" : "exactly";
        return Error(function, $"takes {limit} {required} argument{S(required)} ({given} given)");
    }

    /// <summary>A keyword-only parameter without default has no argument.</summary>
    public PythonError MissingKeywordOnly(PyFunction function, ReadOnlySpan<PyValue> slots)
    {
        var code = function.Code.Code;
        var names = MissingNames(code, code.ArgumentCount, code.ArgumentCount + code.KeywordOnlyCount, slots);
        return CountsBeforeKeywords
            ? Error(function, $"needs keyword-only argument {names[0]}")
            : Missing(function, "keyword-only", names);
    }

    /// <summary>A parameter is passed twice.</summary>
    public PythonError MultipleValues(PyFunction function, string name) =>
        Error(function, $"got multiple values for {(CountsBeforeKeywords ? "keyword " : "")}argument '{name}'");

    /// <summary>No parameter has that name, or it must be passed by position.</summary>
    public PythonError UnexpectedKeyword(PyFunction function, string name, ReadOnlySpan<string> names)
    {
        var code = function.Code.Code;
        var byPosition = new List<string>();
        foreach (var one in code.LocalNames.AsSpan(0, Math.Min(code.PositionalOnlyCount, code.LocalNames.Length)))
        {
            if (names.Contains(one))
                byPosition.Add(one);
        }
        if (byPosition.Count > 0)
        {
            return Error(
                function, $"got some positional-only arguments passed as keyword arguments: '{string.Join(", ", byPosition)}'");
        }
        var nearest = SuggestsNames
            ? NameSuggestion.Nearest(
                name, code.LocalNames.AsSpan(code.PositionalOnlyCount..(code.ArgumentCount + code.KeywordOnlyCount)))
            : null;
        return Error(function, $"got an unexpected keyword argument '{name}'{(nearest is null ? "" : $". Did you mean '{nearest}'?")}");
    }

    /// <summary>What follows <c>*</c> cannot be iterated over.</summary>
    public string NotAnIterableOfArguments(PythonRuntime runtime, PyValue callable, PyValue value) =>
        $"{NameOf(runtime, callable)} argument after * must be an iterable, not {value.Type.Name}";

    /// <summary>What follows <c>**</c> is no mapping.</summary>
    public string NotAMappingOfArguments(PythonRuntime runtime, PyValue callable, PyValue value) =>
        $"{NameOf(runtime, callable)} argument after ** must be a mapping, not {value.Type.Name}";

    /// <summary>A key of what follows <c>**</c> is no name.</summary>
    public string KeywordIsNoString(PyValue callable) => callable.As<PyFunction>() is { } function && !NamesModule
        ? $"{function.Name}() keywords must be strings"
        : "keywords must be strings";

    /// <summary>A name is passed by two of the parts of a call.</summary>
    public string GivenTwice(PythonRuntime runtime, PyValue callable, string name) =>
        $"{NameOf(runtime, callable)} got multiple values for keyword argument '{name}'";

    /// <summary>A callable as messages name it: <c>module.function()</c>.</summary>
    private string NameOf(PythonRuntime runtime, PyValue callable)
    {
        switch (callable.Object)
        {
            case PyFunction function when NamesModule:
                var module = function.Globals["__name__"].As<PyStr>()?.Value;
                return module is null or "builtins" ? $"{function.QualifiedName}()" : $"{module}.{function.QualifiedName}()";
            case PyFunction function:
                return $"{function.Name}()";
            case PyMethod method:
                return NameOf(runtime, method.Function);
            case PyBuiltinFunction builtin:
                return $"{builtin.Name}()";
            case PyType type:
                return NamesModule && type.IsBuiltin ? $"{type.Name}()" : NamesModule ? Operators.Str(runtime, callable) : "type object";
            default:
                return NamesModule ? Operators.Str(runtime, callable) : $"{callable.Type.Name} object";
        }
    }

    private PythonError Missing(PyFunction function, string kind, List<string> names)
    {
        var list = names.Count switch
        {
            1 => $"'{names[0]}'",
            2 => $"'{names[0]}' and '{names[1]}'",
            _ => string.Concat(names.SkipLast(1).Select(name => $"'{name}', ")) + $"and '{names[^1]}'",
        };
        return Error(function, $"missing {names.Count.ToString(CultureInfo.InvariantCulture)} required {kind} argument{S(names.Count)}: {list}");
    }

    private static List<string> MissingNames(CodeObject code, int from, int to, ReadOnlySpan<PyValue> slots)
    {
        var names = new List<string>();
        for (var i = from; i < to; i++)
        {
            if (slots[i].IsUnbound)
                names.Add(code.LocalNames[i]);
        }
        return names;
    }

    private PythonError Error(PyFunction function, string message) =>
        PyErrors.TypeError($"{(NamesQualified ? function.QualifiedName : function.Code.Code.Name)}() {message}");

    private static string S(int count) => count == 1 ? "" : "s";
}
