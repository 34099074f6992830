namespace Pyc.Translation.Interpretation;

/// <summary>Attribute access: <c>object.name</c> on any value.</summary>
/// <remarks>CPython: <c>Objects/object.c</c>, <c>PyObject_GenericGetAttr</c>.</remarks>
internal static class Attributes
{
    /// <summary><c>value.name</c>.</summary>
    /// <exception cref="PythonError">There is none: AttributeError.</exception>
    public static PyValue Get(PythonRuntime runtime, PyValue value, string name) =>
        TryGet(runtime, value, name, out var attribute) ? attribute : throw Missing(runtime, value, name);

    /// <summary><c>value.name</c>, if there is one.</summary>
    public static bool TryGet(PythonRuntime runtime, PyValue value, string name, out PyValue attribute)
    {
        // What wraps a function has the attributes of the function, which may be a wrapper too, as deep as a hostile file likes.
        runtime.EnsureStack();
        return value.Object is { } target
            ? target.TryGetAttribute(runtime, name, out attribute)
            : TryGetFromType(runtime, value, value.Type, name, out attribute);
    }

    /// <summary>Looks a name up on a value's class and binds what it finds to the value.</summary>
    public static bool TryGetFromType(PythonRuntime runtime, PyValue self, PyType type, string name, out PyValue attribute)
    {
        if (name == "__class__")
        {
            attribute = type;
            return true;
        }
        if (!type.TryLookup(runtime, name, out attribute))
            return false;
        attribute = Bind(runtime, attribute, self, type);
        return true;
    }

    /// <summary>Whether the objects of a class have no attributes but those of the class, which is one of Python's own.</summary>
    public static bool HasMethodsOnly(PyType type) =>
        type.IsBuiltin
        && (ReferenceEquals(type, PyTypes.List) || ReferenceEquals(type, PyTypes.Dict) || ReferenceEquals(type, PyTypes.Set)
        || ReferenceEquals(type, PyTypes.FrozenSet) || ReferenceEquals(type, PyTypes.Tuple) || ReferenceEquals(type, PyTypes.Str)
        || ReferenceEquals(type, PyTypes.Unicode) || ReferenceEquals(type, PyTypes.Bytes));

    /// <summary>What an attribute of a class becomes when it is read through an instance: CPython's <c>__get__</c>.</summary>
    public static PyValue Bind(PythonRuntime runtime, PyValue attribute, PyValue self, PyType type) => attribute.Object switch
    {
        PyBuiltinFunction { IsConstructor: true } constructor => new PyConstructor(constructor, type.OwnerOf(runtime, constructor.Name) ?? type),
        PyBuiltinFunction { IsClassMethod: true } => new PyMethod(attribute.Object, type),
        PyBuiltinFunction or PyFunction => new PyMethod(attribute.Object, self),
        IDescriptor descriptor => descriptor.Get(runtime, self, type),
        _ => attribute,
    };

    /// <summary>The AttributeError of a name that a value does not have.</summary>
    public static PythonError Missing(PythonRuntime runtime, PyValue value, string name) =>
        runtime.Semantics.Exceptions.NoAttribute(value, name);

    /// <summary>The AttributeError of a name that cannot be set.</summary>
    public static PythonError CannotSet(PythonRuntime runtime, PyValue value, string name) =>
        ComputedBy(runtime, value.Type, name) is { } owner
            ? PyErrors.AttributeError($"attribute '{name}' of '{owner.Name}' objects is not writable")
            : runtime.Semantics.Exceptions.CannotSet(value, name, TryGet(runtime, value, name, out _));

    /// <summary>The class of Python's own that computes the attribute; null where none does.</summary>
    private static PyType? ComputedBy(PythonRuntime runtime, PyType type, string name)
    {
        foreach (var candidate in type.Mro)
        {
            if (candidate.TryLookupOwn(runtime, name, out var attribute))
                return attribute.As<PyComputedAttribute>() is null ? null : candidate;
        }
        return null;
    }
}

/// <summary>An object that decides what reading it as an attribute gives: property, staticmethod, classmethod.</summary>
internal interface IDescriptor
{
    /// <summary>CPython's <c>tp_descr_get</c>.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="self">The instance; nothing where it was read through the class.</param>
    /// <param name="type">The class.</param>
    PyValue Get(PythonRuntime runtime, PyValue self, PyType type);
}
