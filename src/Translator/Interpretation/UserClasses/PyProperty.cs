namespace Pyc.Translation.Interpretation;

/// <summary><c>property(fget, fset, fdel, doc)</c>.</summary>
/// <remarks>CPython: <c>Objects/descrobject.c</c>.</remarks>
internal sealed class PyProperty(PyValue getter, PyValue setter, PyValue deleter, PyValue doc) : PyObject, IDataDescriptor
{
    /// <summary>The constructor and methods.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, fget=, fset=, fdel=, doc=)", static (_, arguments) =>
            new PyProperty(OrNone(arguments[1]), OrNone(arguments[2]), OrNone(arguments[3]), OrNone(arguments[4]))),
        new("getter(self, function, /)", static (_, arguments) => Self(arguments).With(arguments[1], default, default)),
        new("setter(self, function, /)", static (_, arguments) => Self(arguments).With(default, arguments[1], default)),
        new("deleter(self, function, /)", static (_, arguments) => Self(arguments).With(default, default, arguments[1])),
    ];

    /// <summary>The name it has in its class; null where it was not made in a class's body.</summary>
    public string? Name { get; set; }

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Property;

    /// <inheritdoc/>
    public PyValue Get(PythonRuntime runtime, PyValue self, PyType type)
    {
        if (self.IsUnbound)
            return this;
        return getter.IsNone
            ? throw PyErrors.AttributeError(runtime.Semantics.Classes.NoGetter(Name, self.Type.QualifiedName))
            : Operators.Call(runtime, getter, self);
    }

    /// <inheritdoc/>
    public void Set(PythonRuntime runtime, PyValue self, PyValue value)
    {
        if (setter.IsNone)
            throw PyErrors.AttributeError(runtime.Semantics.Classes.NoSetter(Name, self.Type.QualifiedName));
        Operators.Call(runtime, setter, self, value);
    }

    /// <inheritdoc/>
    public void Delete(PythonRuntime runtime, PyValue self)
    {
        if (deleter.IsNone)
            throw PyErrors.AttributeError(runtime.Semantics.Classes.NoDeleter(Name, self.Type.QualifiedName));
        Operators.Call(runtime, deleter, self);
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        value = name switch
        {
            "fget" => getter,
            "fset" => setter,
            "fdel" => deleter,
            "__doc__" when !doc.IsNone || getter.IsNone => doc,
            "__doc__" => Attributes.Get(runtime, getter, name),
            _ => default,
        };
        return !value.IsUnbound || base.TryGetAttribute(runtime, name, out value);
    }

    private static PyProperty Self(ReadOnlySpan<PyValue> arguments) => arguments[0].As<PyProperty>()!;    // PyMethodDescriptor checks it

    private static PyValue OrNone(PyValue value) => value.IsUnbound ? PyValue.None : value;

    private PyProperty With(PyValue newGetter, PyValue newSetter, PyValue newDeleter) => new(
        newGetter.IsUnbound ? getter : newGetter, newSetter.IsUnbound ? setter : newSetter, newDeleter.IsUnbound ? deleter : newDeleter, doc)
    {
        Name = Name,
    };
}
