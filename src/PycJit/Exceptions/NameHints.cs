using Pyc.Translation.Interpretation;

namespace Pyc;

/// <summary>What a name that Python code does not find was perhaps meant to be.</summary>
internal static class NameHints
{
    /// <summary>A sentence that names close ones, or an empty text.</summary>
    /// <param name="runtime">The runtime that raised the exception.</param>
    /// <param name="value">The exception: a NameError or AttributeError that knows its name.</param>
    public static string For(PythonRuntime runtime, PyException value)
    {
        if (value.Fields?.GetValueOrDefault("name").As<PyStr>()?.Value is not { } name)
            return "";
        var close = CloseNames.Of(name, Candidates(runtime, value).Distinct());
        return close.Count > 0 ? $" Did you mean {string.Join(" or ", close)}?" : "";
    }

    private static IEnumerable<string> Candidates(PythonRuntime runtime, PyException value)
    {
        if (value.Type.IsSubtypeOf(ExceptionTypes.AttributeError))
            return value.Fields!.TryGetValue("obj", out var target) ? AttributesOf(target) : [];
        if (!value.Type.IsSubtypeOf(ExceptionTypes.NameError))
            return [];
        var locals = value.Traceback.Count > 0 ? value.Traceback[0].Code.LocalNames : [];
        return locals.Concat(NamesIn(runtime.MainGlobals)).Concat(NamesIn(runtime.Builtins));
    }

    private static IEnumerable<string> AttributesOf(PyValue target) => target.Object switch
    {
        PyModule module => NamesIn(module.Names),
        PyType type => type.Mro.SelectMany(parent => parent.OwnNames),
        _ => target.Type.Mro.SelectMany(parent => parent.OwnNames),
    };

    private static IEnumerable<string> NamesIn(PyNamespace? names) => names?.Items.Select(item => item.Key) ?? [];
}
