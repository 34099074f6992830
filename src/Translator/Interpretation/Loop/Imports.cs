namespace Pyc.Translation.Interpretation;

/// <summary>Import statements: modules come from <see cref="PythonRuntime.Modules"/> and from nowhere else.</summary>
internal static class Imports
{
    /// <summary>The module of an import statement.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="name">The dotted name.</param>
    /// <param name="names">The names of <c>from … import</c>, or None: then it is the first module of the dotted name.</param>
    /// <param name="level">The number of dots before the name; −1 in Python 2 without its <c>__future__</c> import.</param>
    public static PyValue Import(PythonRuntime runtime, string name, PyValue names, PyValue level)
    {
        if (level.IsInt && level.Int > 0)
            {
            throw new UnavailableException(
                DiagnosticDescriptors.OutsideProcess, new string('.', (int)Math.Min(level.Int, 10)) + name, StandardModules.Outside,
                "Write what is needed of it in the module itself.");
        }
        var module = Find(runtime, name);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot >= 0 && (names.IsNone || names.As<PyTuple>() is { Count: 0 }) ? Find(runtime, name[..dot]) : module;
    }

    /// <summary>A name of a module.</summary>
    public static PyValue From(PythonRuntime runtime, PyValue module, string name)
    {
        if (Attributes.TryGet(runtime, module, name, out var value))
            return value;
        var from = module.As<PyModule>()?.Name ?? "<unknown module name>";
        return runtime.Modules?.Find(runtime, $"{from}.{name}")
            ?? throw PyErrors.Of(ExceptionTypes.ImportError, runtime.Semantics.Execution.CannotImportName(name, from));
    }

    /// <summary>Copies the public names of a module.</summary>
    /// <exception cref="UnavailableException">It has others, which nobody knows: each name may be one of them.</exception>
    public static void Star(PyValue module, PyNamespace target)
    {
        if (module.As<PyModule>() is not { } source)
            return;
        foreach (var (name, value) in source.Names.Items)
        {
            if (!name.StartsWith('_'))
                target[name] = value;
        }
        if (source.Unknown is not { } unknown)
            return;
        target.Unknown = unknown;
        if (unknown("*").Object is UnavailableObject all)
            throw all.Used();
    }

    private static PyModule Find(PythonRuntime runtime, string name) =>
        runtime.Modules?.Find(runtime, name) ?? throw runtime.Semantics.Execution.NoModule(name);
}
