namespace Pyc.Translation.Interpretation;

/// <content>Its attributes.</content>
internal sealed partial class PyException
{
    /// <inheritdoc/>
    public override void DeleteDefault(PythonRuntime runtime, string name)
    {
        if (name is "args" or "__traceback__" or "__context__" or "__cause__" && TryGetField(runtime, name, out _))
            throw PyErrors.TypeError($"{name} may not be deleted");
        base.DeleteDefault(runtime, name);
    }

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key) =>
        runtime.Semantics.Exceptions.IsPython2
            ? Operators.GetItem(runtime, new PyTuple([.. Args]), key)
            : base.GetItem(runtime, key);

    /// <inheritdoc/>
    protected override bool HasDict => true;

    /// <inheritdoc/>
    protected override bool TryGetField(PythonRuntime runtime, string name, out PyValue value)
    {
        var semantics = runtime.Semantics.Exceptions;
        switch (name)
        {
            case "args":
                value = new PyTuple([.. Args]);
                return true;
            case "message" when semantics.IsPython2:
                value = Args.Length == 1 ? Args[0] : PyValue.FromText("");
                return !TryGetOwn(runtime, name, out _);
            case "__cause__" when semantics.HasChain:
                value = Cause is null ? PyValue.None : Cause;
                return true;
            case "__context__" when semantics.HasChain:
                value = Context is null ? PyValue.None : Context;
                return true;
            case "__traceback__" when semantics.HasChain:
                value = Traceback.Count == 0 ? PyValue.None : new PyTraceback([.. Traceback]);
                return true;
            case "__suppress_context__" when semantics.HasSuppressContext:
                value = PyValue.FromBool(SuppressContext);
                return true;
            default:
                value = default;
                if (!ExceptionField.Exists(Type, name, runtime.Version))
                    return base.TryGetField(runtime, name, out value);
                // What Python's own operations raise was never initialized: its first argument is the field's value.
                if (Fields is null && Args.Length == 1 && name is "value" or "msg")
                    value = Args[0];
                else if (Fields is null || !Fields.TryGetValue(name, out value))
                    value = PyValue.None;
                return true;
        }
    }

    /// <inheritdoc/>
    protected override bool TrySetField(PythonRuntime runtime, string name, PyValue value)
    {
        var semantics = runtime.Semantics.Exceptions;
        switch (name)
        {
            case "args":
                Args = [.. Classes.ItemsOf(runtime, value)];
                return true;
            case "__cause__" when semantics.HasChain:
                Cause = ExceptionOrNone(value, "cause");
                SuppressContext = true;
                return true;
            case "__context__" when semantics.HasChain:
                Context = ExceptionOrNone(value, "context");
                return true;
            case "__traceback__" when semantics.HasChain:
                SetTraceback(value);
                return true;
            case "__suppress_context__" when semantics.HasSuppressContext:
                SuppressContext = value.IsBool ? value.Bool : throw PyErrors.TypeError("attribute value type must be bool");
                return true;
            default:
                if (!ExceptionField.Exists(Type, name, runtime.Version))
                    return base.TrySetField(runtime, name, value);
                SetField(name, value);
                return true;
        }
    }

    private static PyException? ExceptionOrNone(PyValue value, string what) =>
        value.As<PyException>()
        ?? (value.IsNone ? null : throw PyErrors.TypeError($"exception {what} must be None or derive from BaseException"));

    private void SetTraceback(PyValue value)
    {
        if (!value.IsNone && value.As<PyTraceback>() is null)
            throw PyErrors.TypeError("__traceback__ must be a traceback or None");
        var entries = value.As<PyTraceback>()?.Entries ?? [];
        Traceback.Clear();
        Traceback.AddRange(entries);
    }
}
