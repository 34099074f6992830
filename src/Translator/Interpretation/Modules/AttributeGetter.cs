namespace Pyc.Translation.Interpretation;

/// <summary><c>operator.attrgetter(name, …)</c>.</summary>
internal sealed class AttributeGetter(string[] names) : PyCallable
{
    private static readonly PyType s_type = PyType.Builtin("operator.attrgetter", PyTypes.Object, () => []);

    /// <inheritdoc/>
    public override PyType Type => s_type;

    /// <summary>The constructor.</summary>
    public static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var names = new string[arguments.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = BuiltinArguments.AttributeName(runtime, arguments[i], "attribute name must be a string");
        return new AttributeGetter(names);
    }

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        var target = GetterArguments.Single(runtime, "attrgetter", arguments);
        if (names.Length == 1)
            return Read(runtime, target, names[0]);
        var items = new PyValue[names.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = Read(runtime, target, names[i]);
        return new PyTuple(items);
    }

    private static PyValue Read(PythonRuntime runtime, PyValue target, string dotted)
    {
        foreach (var name in dotted.Split('.'))
            target = Attributes.Get(runtime, target, name);
        return target;
    }
}
