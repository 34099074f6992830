namespace Pyc.Translation.Interpretation;

/// <summary>An object whose class may be a user's: what the class defines by <c>__add__</c> and the like are its slots.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c>, the <c>slot_…</c> functions.</remarks>
internal abstract partial class PyUserObject : PyObject, IDescriptor
{
    /// <summary>Calls a method that a user's class defines; false where none does, or NotImplemented came back.</summary>
    protected bool TryOperator(PythonRuntime runtime, string name, out PyValue result, params ReadOnlySpan<PyValue> arguments) =>
        TryCallSpecial(runtime, name, out result, arguments) && !ReferenceEquals(result.Object, PySingleton.NotImplemented);

    /// <summary>Calls a method that a user's class defines; false where none does.</summary>
    protected bool TryCallSpecial(PythonRuntime runtime, string name, out PyValue result, params ReadOnlySpan<PyValue> arguments)
    {
        if (!TryFindSpecial(runtime, name, out var method))
        {
            result = default;
            return false;
        }
        result = CallSpecial(runtime, method, new CallArguments(arguments));
        return true;
    }

    /// <summary>Finds a method that a user's class defines; those of Python's own classes are the slots themselves.</summary>
    protected bool TryFindSpecial(PythonRuntime runtime, string name, out PyValue method)
    {
        method = default;
        return !Type.IsBuiltin && Type.TryLookupDefined(runtime, name, out method);
    }

    /// <summary>Calls what <see cref="TryFindSpecial"/> found.</summary>
    protected PyValue CallSpecial(PythonRuntime runtime, PyValue method, in CallArguments arguments)
    {
        // An object may be its own __call__, or reach itself in other ways that pass no frame.
        runtime.Enter();
        try
        {
            if (method.Object is not PyFunction function)
                return Operators.Call(runtime, Attributes.Bind(runtime, method, this, Type), arguments);
            return function.Call(runtime, new CallArguments(arguments.After(runtime, this), arguments.Names));
        }
        finally
        {
            runtime.Leave();
        }
    }

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime)
    {
        var name = runtime.Semantics.Classes.TruthMethod;
        if (TryCallSpecial(runtime, name, out var truth))
            return runtime.Semantics.Classes.IsTruth(truth) ? truth.Int != 0 : throw runtime.Semantics.Classes.WrongTruth(truth);
        return !TryGetLength(runtime, out var length) || length != 0;
    }

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments) =>
        TryFindSpecial(runtime, "__call__", out var method)
            ? CallSpecial(runtime, method, arguments)
            : throw PyErrors.TypeError($"'{runtime.Semantics.Exceptions.NameInTexts(Type)}' object is not callable");

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime)
    {
        if (!TryFindSpecial(runtime, "__hash__", out var method))
            return DefaultHash();
        if (method.IsNone)
            throw PyErrors.TypeError($"unhashable type: '{Type.Name}'");
        var result = CallSpecial(runtime, method, default);
        if (result.IsInt || result.IsBool)
            return result.Int == -1 ? -2 : result.Int;
        return result.As<PyInteger>() is not null && Numbers.TryHash(runtime, result, out var hash)
            ? hash
            : throw PyErrors.TypeError(runtime.Semantics.Classes.WrongHash);
    }

    /// <summary><c>object.__hash__</c>.</summary>
    public long DefaultHash() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) =>
        TryCallSpecial(runtime, "__repr__", out var text) ? TextOf(runtime, text, "__repr__") : DefaultRepr(runtime);

    /// <inheritdoc/>
    public override string Str(PythonRuntime runtime) =>
        TryCallSpecial(runtime, "__str__", out var text) ? TextOf(runtime, text, "__str__") : DefaultStr(runtime);

    /// <summary><c>object.__repr__</c>, or that of exceptions.</summary>
    public virtual string DefaultRepr(PythonRuntime runtime) => Classes.ReprOfObject(runtime, this);

    /// <summary><c>object.__str__</c>, or that of exceptions.</summary>
    public virtual string DefaultStr(PythonRuntime runtime) => Repr(runtime);

    /// <inheritdoc/>
    public override string Format(PythonRuntime runtime, string specification) =>
        TryCallSpecial(runtime, "__format__", out var text, PyValue.FromText(specification))
            ? text.As<PyStr>()?.Value ?? throw PyErrors.TypeError(runtime.Semantics.Classes.WrongFormat(this, text))
            : DefaultFormat(runtime, specification);

    /// <summary><c>object.__format__</c>.</summary>
    public string DefaultFormat(PythonRuntime runtime, string specification)
    {
        if (specification.Length == 0)
            return Str(runtime);
        if (runtime.Semantics.Classes.ObjectFormatsItsText)
            return Operators.Format(runtime, PyValue.FromText(Str(runtime)), specification);
        throw PyErrors.TypeError($"unsupported format string passed to {Type.Name}.__format__");
    }

    /// <inheritdoc/>
    PyValue IDescriptor.Get(PythonRuntime runtime, PyValue self, PyType type) =>
        TryCallSpecial(runtime, "__get__", out var value, self.IsUnbound ? PyValue.None : self, type) ? value : this;

    private string TextOf(PythonRuntime runtime, PyValue text, string method) =>
        text.As<PyStr>()?.Value ?? throw PyErrors.TypeError(runtime.Semantics.Classes.WrongText(this, method, text));
}
