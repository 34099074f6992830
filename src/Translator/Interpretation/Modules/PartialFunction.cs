namespace Pyc.Translation.Interpretation;

/// <summary><c>functools.partial(function, *args, **keywords)</c>.</summary>
internal sealed class PartialFunction(PyValue function, PyValue[] positional, string[] names, PyValue[] named) : PyCallable
{
    /// <summary>The class.</summary>
    public static PyObject Class { get; } = new Constructor();

    /// <inheritdoc/>
    public override PyType Type => s_type;

    private static readonly PyType s_type = PyType.Builtin("functools.partial", PyTypes.Object, () => []);

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
        var (all, allNames) = Join(arguments);
        return Operators.Call(runtime, function, new CallArguments(all, allNames));
    }

    private (PyValue[] Values, string[] Names) Join(in CallArguments arguments)
    {
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

    private sealed class Constructor : PyCallable
    {
        /// <inheritdoc/>
        public override PyType Type => PyTypes.Type;

        /// <inheritdoc/>
        public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
        {
            if (arguments.PositionalCount == 0)
                throw PyErrors.TypeError("type 'partial' takes at least one argument");
            var function = arguments.Values[0];
            if (!ObjectFunctions.IsCallable(runtime, function))
                throw PyErrors.TypeError("the first argument must be callable");
            var rest = new CallArguments(arguments.Values[1..], arguments.Names);
            if (function.As<PartialFunction>() is not { } inner)
                return new PartialFunction(function, rest.Positional.ToArray(), rest.Names.ToArray(), rest.Named.ToArray());
            var (values, names) = inner.Join(rest);
            return new PartialFunction(inner.Function, values[..^names.Length], names, values[^names.Length..]);
        }

        /// <inheritdoc/>
        public override string Repr(PythonRuntime runtime) => "<class 'functools.partial'>";
    }

    private PyValue Function => function;
}
