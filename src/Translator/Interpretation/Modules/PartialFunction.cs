namespace Pyc.Translation.Interpretation;

/// <summary><c>functools.partial(function, *args, **keywords)</c>.</summary>
internal sealed class PartialFunction(PyValue function, PyValue[] positional, string[] names, PyValue[] named) : PyCallable
{
    /// <summary>The class.</summary>
    public static PyType Class { get; } = PyType.Builtin(
        "functools.partial", PyTypes.Object, () => [new BuiltinRow("__new__(cls, function=, /, *args, **keywords)", New)]);

    /// <inheritdoc/>
    public override PyType Type => Class;

    private PyValue Function => function;

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        switch (name)
        {
            case "func":
                value = function;
                return true;
            case "args":
                value = new PyTuple([.. positional]);
                return true;
            case "keywords":
                var keywords = new PyDict();
                for (var i = 0; i < names.Length; i++)
                    keywords.Set(runtime, PyValue.FromText(names[i]), named[i]);
                value = keywords;
                return true;
            default:
                return base.TryGetAttribute(runtime, name, out value);
        }
    }

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        var (all, allNames) = Join(runtime, arguments);
        return Operators.Call(runtime, function, new CallArguments(all, allNames));
    }

    private (PyValue[] Values, string[] Names) Join(PythonRuntime runtime, in CallArguments arguments)
    {
        runtime.Memory.Check((long)positional.Length + named.Length + arguments.Values.Length, PythonMemory.ValueSize);
        runtime.ChargeCopy((long)positional.Length + arguments.Values.Length + (long)names.Length * arguments.Names.Length);
        // A name given again has the new value in the old place.
        var (values, keys) = (new List<PyValue>(named), new List<string>(names));
        for (var i = 0; i < arguments.Names.Length; i++)
        {
            var index = keys.IndexOf(arguments.Names[i]);
            if (index >= 0)
            {
                values[index] = arguments.Named[i];
                continue;
            }
            keys.Add(arguments.Names[i]);
            values.Add(arguments.Named[i]);
        }
        return ([.. positional, .. arguments.Positional, .. values], [.. keys]);
    }

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var (function, keywords) = (arguments[1], arguments[2].As<PyDict>());
        if (function.IsUnbound)
            throw PyErrors.TypeError("type 'partial' takes at least one argument");
        if (!ObjectFunctions.IsCallable(runtime, function))
            throw PyErrors.TypeError("the first argument must be callable");
        var (values, names) = (new List<PyValue>(), new List<string>());
        var position = 0;
        while (keywords is not null && keywords.TryNextEntry(ref position, out var name, out var value))
        {
            names.Add(name.As<PyStr>()!.Value);                 // names of a call are strings
            values.Add(value);
        }
        var rest = new CallArguments([.. arguments[3..], .. values], names.ToArray());
        if (!runtime.Semantics.Builtins.PartialFlattens || function.As<PartialFunction>() is not { } inner)
            return new PartialFunction(function, rest.Positional.ToArray(), rest.Names.ToArray(), rest.Named.ToArray());
        var (all, allNames) = inner.Join(runtime, rest);
        return new PartialFunction(inner.Function, all[..^allNames.Length], allNames, all[^allNames.Length..]);
    }
}
