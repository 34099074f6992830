namespace Pyc.Translation.Interpretation;

/// <summary>A dict that can only be read: <c>A.__dict__</c>. It shows the class as it was when it was asked for.</summary>
internal sealed class PyMappingProxy(PyDict dict) : PyObject
{
    /// <summary>The methods.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        .. ((string[])["keys", "values", "items", "copy"]).Select(name => new BuiltinRow($"{name}(self, /)", (runtime, arguments) =>
            Operators.Call(runtime, Attributes.Get(runtime, Dict(arguments), name)))),
        new("get(self, key, default=, /)", static (runtime, arguments) =>
            Dict(arguments).TryGet(runtime, arguments[1], out var value) ? value : arguments[2].IsUnbound ? PyValue.None : arguments[2]),
    ];

    private PyDict Inner => dict;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.MappingProxy;

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key) => dict.GetItem(runtime, key);

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item) => dict.Contains(runtime, item);

    /// <inheritdoc/>
    public override PyIterator? GetIterator(PythonRuntime runtime) => dict.GetIterator(runtime);

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length) => dict.TryGetLength(runtime, out length);

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => dict.Count > 0;

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"mappingproxy({dict.Repr(runtime)})";

    private static PyDict Dict(ReadOnlySpan<PyValue> arguments) => arguments[0].As<PyMappingProxy>()!.Inner;    // PyMethodDescriptor checks it
}
