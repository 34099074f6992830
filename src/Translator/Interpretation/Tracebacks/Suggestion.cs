namespace Pyc.Translation.Interpretation;

/// <summary>What CPython appends to the text of an uncaught error: the name that may have been meant.</summary>
/// <remarks>CPython: <c>Python/suggestions.c</c> of 3.10 to 3.12; from 3.13 on <c>Lib/traceback.py</c>, <c>_compute_suggestion_error</c>.</remarks>
internal static class Suggestion
{
    private const string Self = "self";

    /// <summary>The end of the line, with the full stop before it; empty where there is nothing to suggest.</summary>
    public static string For(PythonRuntime runtime, PyException exception)
    {
        var kind = runtime.Semantics.Tracebacks.Suggestions;
        var isNameError = exception.Type.IsSubtypeOf(ExceptionTypes.NameError);
        if (kind == SuggestionKind.None || !(isNameError || exception.Type.IsSubtypeOf(ExceptionTypes.AttributeError))
            || exception.Fields?.GetValueOrDefault("name").As<PyStr>() is not { Value: var name })
        {
            return "";
        }
        var nearest = Find(runtime, exception, name, isNameError);
        var text = nearest is null ? "" : $". Did you mean: '{nearest}'?";
        if (isNameError && kind >= SuggestionKind.NamesAndModules && StandardModules.Has(runtime.Version, name))
            text += nearest is null ? $". Did you forget to import '{name}'?" : $" Or did you forget to import '{name}'?";
        return text;
    }

    private static string? Find(PythonRuntime runtime, PyException exception, string name, bool isNameError)
    {
        try
        {
            return isNameError ? OfVariable(runtime, exception, name) : OfAttribute(runtime, exception, name);
        }
        catch (Exception failure) when (failure is PythonError or PycJitException)
        {
            // Attributes may be computed by Python code. Where that fails CPython suggests nothing, and prints the error all the same.
            return null;
        }
    }

    private static string? OfVariable(PythonRuntime runtime, PyException exception, string name)
    {
        if (exception.RaisedIn is not { } frame)
            return null;
        var kind = runtime.Semantics.Tracebacks.Suggestions;
        if (kind >= SuggestionKind.NamesAndModules && frame.Local(Self) is { IsUnbound: false } self && Attributes.TryGet(runtime, self, name, out _))
            return $"{Self}.{name}";
        var globals = frame.Globals.Items.Select(item => item.Key);
        var builtins = runtime.Builtins.Items.Select(item => item.Key);
        return kind == SuggestionKind.NamesInOneList
            ? NameSuggestion.Nearest(name, [.. frame.Locals, .. globals, .. builtins])
            : NameSuggestion.Nearest(name, [.. frame.Variables])
                ?? NameSuggestion.Nearest(name, [.. globals]) ?? NameSuggestion.Nearest(name, [.. builtins]);
    }

    private static string? OfAttribute(PythonRuntime runtime, PyException exception, string name)
    {
        if (exception.Fields?.GetValueOrDefault("obj") is not { IsUnbound: false } target || AttributesOf(runtime, target) is not { } names)
            return null;
        var hidesUnderscored = runtime.Semantics.Tracebacks.Suggestions == SuggestionKind.NamesInOneList && !name.StartsWith('_')
            && exception.RaisedIn?.Local(Self).IsSame(target) != true;
        return NameSuggestion.Nearest(name, [.. names.Where(item => !hidesUnderscored || !item.StartsWith('_'))]);
    }

    /// <summary><c>dir(value)</c>, but for what a class computes itself: then null.</summary>
    private static SortedSet<string>? AttributesOf(PythonRuntime runtime, PyValue value)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        if (value.Object is PyModule module)
        {
            names.UnionWith(module.Names.Items.Select(item => item.Key));
            return names;
        }
        var type = value.Object as PyType ?? value.Type;
        if (!type.IsBuiltin && type.TryLookupDefined(runtime, "__dir__", out _))
            return null;
        foreach (var owner in type.Mro)
            names.UnionWith(owner.OwnNames.Where(name => owner.TryLookupOwn(runtime, name, out _)));
        if (value.Object is PyUserObject user && user.TryGetDefault(runtime, "__dict__", out var attributes) && attributes.As<PyDict>() is { } dict)
        {
            for (var position = 0; dict.TryNextEntry(ref position, out var key, out _);)
            {
                if (key.As<PyStr>() is { } name)
                    names.Add(name.Value);
            }
        }
        else if (value.Object is PyFunction { Attributes: { } own })
        {
            names.UnionWith(own.Keys);
        }
        return names;
    }
}
