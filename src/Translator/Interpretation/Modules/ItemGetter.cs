namespace Pyc.Translation.Interpretation;

/// <summary><c>operator.itemgetter(item, …)</c>.</summary>
internal sealed class ItemGetter(PyValue[] keys) : PyCallable
{
    private static readonly PyType s_type = PyType.Builtin("operator.itemgetter", PyTypes.Object, () => []);

    /// <inheritdoc/>
    public override PyType Type => s_type;

    /// <summary>The constructor.</summary>
    public static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) => new ItemGetter(arguments.ToArray());

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        var target = GetterArguments.Single(runtime, "itemgetter", arguments);
        if (keys.Length == 1)
            return Operators.GetItem(runtime, target, keys[0]);
        var items = new PyValue[keys.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = Operators.GetItem(runtime, target, keys[i]);
        return new PyTuple(items);
    }
}
