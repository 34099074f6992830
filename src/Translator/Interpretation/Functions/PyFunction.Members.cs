namespace Pyc.Translation.Interpretation;

/// <content>Calling a function, and its attributes.</content>
internal sealed partial class PyFunction
{
    /// <summary><c>__doc__</c>.</summary>
    public PyValue Doc { get; set; } = DocOf(code);

    /// <summary>What computes or holds <c>__annotations__</c>; nothing where there are none.</summary>
    public PyValue Annotations { get; set; }

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments) => Interpreter.Call(runtime, this, arguments);

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        if (Attributes?.TryGetValue(name, out value) == true)
            return true;
        value = name switch
        {
            "__name__" or "func_name" => PyValue.FromText(Name),
            "__qualname__" when runtime.Semantics.Execution.HasQualifiedNames => PyValue.FromText(QualifiedName),
            "__doc__" or "func_doc" => Doc,
            "__module__" => Globals.TryGet("__name__", out var module) ? module : PyValue.None,
            "__defaults__" or "func_defaults" => Defaults.Length == 0 ? PyValue.None : new PyTuple([.. Defaults]),
            "__kwdefaults__" => KeywordDefaultsAsDict(runtime),
            "__annotations__" => AnnotationsAsDict(),
            "__code__" or "func_code" => Code,
            "__closure__" or "func_closure" =>
                Closure.Length == 0 ? PyValue.None : new PyTuple([.. Closure.Select(cell => (PyValue)cell)]),
            "__dict__" or "func_dict" => AttributesAsDict(runtime),
            _ => PyValue.Unbound,
        };
        return !value.IsUnbound || base.TryGetAttribute(runtime, name, out value);
    }

    /// <inheritdoc/>
    public override void SetAttribute(PythonRuntime runtime, string name, PyValue value)
    {
        switch (name)
        {
            case "__name__" or "func_name":
                Name = value.As<PyStr>()?.Value ?? throw PyErrors.TypeError("__name__ must be set to a string object");
                break;
            case "__qualname__":
                QualifiedName = value.As<PyStr>()?.Value ?? throw PyErrors.TypeError("__qualname__ must be set to a string object");
                break;
            case "__doc__" or "func_doc":
                Doc = value;
                break;
            case "__defaults__" or "func_defaults":
                Defaults = value.IsNone ? [] : value.As<PyTuple>()?.Items.ToArray()
                    ?? throw PyErrors.TypeError("__defaults__ must be set to a tuple object");
                break;
            case "__kwdefaults__":
                SetKeywordDefaults(runtime, value);
                break;
            case "__annotations__":
                Annotations = value;
                break;
            default:
                (Attributes ??= [])[name] = value;
                break;
        }
    }

    /// <inheritdoc/>
    public override void DeleteAttribute(PythonRuntime runtime, string name)
    {
        if (Attributes?.Remove(name) != true)
            throw Interpretation.Attributes.Missing(runtime, this, name);
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) =>
        $"<function {(runtime.Semantics.Execution.HasQualifiedNames ? QualifiedName : Name)}>";

    /// <summary>Sets <c>__kwdefaults__</c>.</summary>
    public void SetKeywordDefaults(PythonRuntime runtime, PyValue value)
    {
        if (value.IsNone)
        {
            KeywordDefaults = null;
            return;
        }
        var dict = value.As<PyDict>() ?? throw PyErrors.TypeError("__kwdefaults__ must be set to a dict object");
        var defaults = new Dictionary<string, PyValue>(StringComparer.Ordinal);
        var position = 0;
        while (dict.TryNextEntry(ref position, out var key, out var item))
        {
            if (key.As<PyStr>() is { } name)
                defaults[name.Value] = item;
        }
        KeywordDefaults = defaults;
    }

    private PyValue KeywordDefaultsAsDict(PythonRuntime runtime)
    {
        if (KeywordDefaults is null)
            return PyValue.None;
        return DictOf(runtime, KeywordDefaults);
    }

    private PyDict AttributesAsDict(PythonRuntime runtime) => DictOf(runtime, Attributes ?? []);

    private PyValue AnnotationsAsDict()
    {
        // What computes them (3.14) may need what is not here, and numeric code never asks.
        if (Annotations.As<PyDict>() is null)
            Annotations = new PyDict();
        return Annotations;
    }

    private static PyDict DictOf(PythonRuntime runtime, Dictionary<string, PyValue> values)
    {
        var dict = new PyDict();
        foreach (var (name, value) in values)
            dict.Set(runtime, PyValue.FromText(name), value);
        return dict;
    }

    private static PyValue DocOf(PyCode code)
    {
        var constants = code.Code.Constants;
        return constants.IsEmpty || !CallSemantics.DocIsFirstConstant(code.Code) ? PyValue.None : constants[0] switch
        {
            Loader.StringConstant text => new PyStr(text.Value, text.IsPython2),
            Loader.BytesConstant { IsPython2: true } bytes => PyValue.FromText(System.Text.Encoding.Latin1.GetString(bytes.Value.AsSpan())),
            _ => PyValue.None,
        };
    }
}
