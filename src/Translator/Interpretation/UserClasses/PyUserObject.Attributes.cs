namespace Pyc.Translation.Interpretation;

/// <content>Attributes. CPython: <c>Objects/object.c</c>, <c>PyObject_GenericGetAttr</c> and <c>PyObject_GenericSetAttr</c>.</content>
internal abstract partial class PyUserObject
{
    private AttributeTable? _attributes;

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        if (Type.IsBuiltin || !Type.TryLookupDefined(runtime, "__getattr__", out var hook))
            return TryGetDefault(runtime, name, out value);
        try
        {
            if (TryGetDefault(runtime, name, out value))
                return true;
        }
        catch (PythonError error) when (error.Value.Type.IsSubtypeOf(ExceptionTypes.AttributeError))
        {
            // A property raised it: CPython asks the hook then as well.
        }
        value = CallSpecial(runtime, hook, new CallArguments([PyValue.FromText(name)]));
        return true;
    }

    /// <summary><c>object.__getattribute__</c>.</summary>
    public bool TryGetDefault(PythonRuntime runtime, string name, out PyValue value)
    {
        var isFound = Type.TryLookup(runtime, name, out var attribute);
        if (isFound && IsDataDescriptor(runtime, attribute))
        {
            value = Attributes.Bind(runtime, attribute, this, Type);
            return true;
        }
        if ((!isFound || IsObjectsOwn(name)) && TryGetField(runtime, name, out value))
            return true;
        if (_attributes is not null && _attributes.TryGet(runtime, name, out value))
            return true;
        if (isFound)
        {
            value = Attributes.Bind(runtime, attribute, this, Type);
            return true;
        }
        value = default;
        return false;
    }

    /// <inheritdoc/>
    public override void SetAttribute(PythonRuntime runtime, string name, PyValue value)
    {
        if (!TryCallSpecial(runtime, "__setattr__", out _, PyValue.FromText(name), value))
            SetDefault(runtime, name, value);
    }

    /// <summary><c>object.__setattr__</c>.</summary>
    public void SetDefault(PythonRuntime runtime, string name, PyValue value)
    {
        var isFound = Type.TryLookup(runtime, name, out var attribute);
        if (isFound && attribute.Object is IDataDescriptor descriptor)
            descriptor.Set(runtime, this, value);
        else if (isFound && attribute.Object is PyUserObject user && user.TryCallSpecial(runtime, "__set__", out _, this, value))
            return;
        else if ((isFound && !IsObjectsOwn(name)) || !TrySetField(runtime, name, value))
            SetOwn(runtime, name, value, isFound);
    }

    /// <inheritdoc/>
    public override void DeleteAttribute(PythonRuntime runtime, string name)
    {
        if (!TryCallSpecial(runtime, "__delattr__", out _, PyValue.FromText(name)))
            DeleteDefault(runtime, name);
    }

    /// <summary><c>object.__delattr__</c>.</summary>
    public virtual void DeleteDefault(PythonRuntime runtime, string name)
    {
        var isFound = Type.TryLookup(runtime, name, out var attribute);
        if (isFound)
        {
            if (attribute.Object is IDataDescriptor descriptor)
            {
                descriptor.Delete(runtime, this);
                return;
            }
            if (attribute.Object is PyUserObject user && user.TryCallSpecial(runtime, "__delete__", out _, this))
                return;
        }
        if (!HasDict && !Type.IsBuiltin)
            throw runtime.Semantics.Exceptions.CannotSet(this, name, isFound);
        if (_attributes?.Remove(runtime, name) != true)
            throw runtime.Semantics.Exceptions.NoAttributeToDelete(this, name, _attributes is not null);
    }

    /// <summary>An attribute that is no entry of the dict.</summary>
    protected virtual bool TryGetField(PythonRuntime runtime, string name, out PyValue value)
    {
        value = name switch
        {
            "__class__" => Type,
            "__dict__" when HasDict => (_attributes ??= new()).ToDict(runtime),
            _ => default,
        };
        return !value.IsUnbound;
    }

    /// <summary>Sets an attribute that is no entry of the dict; false where it is none.</summary>
    protected virtual bool TrySetField(PythonRuntime runtime, string name, PyValue value)
    {
        if (name == "__class__")
            throw new UnavailableException(
                DiagnosticDescriptors.ClassFeature, "assignment to __class__", "objects keep their class", "Make a new object of that class.");
        if (name != "__dict__" || !HasDict)
            return false;
        (_attributes ??= new()).Use(
            value.As<PyDict>() ?? throw PyErrors.TypeError($"__dict__ must be set to a dictionary, not a '{value.Type.Name}'"));
        return true;
    }

    /// <summary>An attribute of the object itself, not of its class.</summary>
    protected bool TryGetOwn(PythonRuntime runtime, string name, out PyValue value)
    {
        value = default;
        return _attributes is not null && _attributes.TryGet(runtime, name, out value);
    }

    private void SetOwn(PythonRuntime runtime, string name, PyValue value, bool isInClass)
    {
        if (!HasDict)
            throw runtime.Semantics.Exceptions.CannotSet(this, name, isInClass);
        (_attributes ??= new()).Set(runtime, name, value);
    }

    /// <summary>Whether it has a dict of attributes.</summary>
    protected virtual bool HasDict => Type.HasInstanceDict;

    private static bool IsObjectsOwn(string name) => name is "__class__" or "__dict__";

    private static bool IsDataDescriptor(PythonRuntime runtime, PyValue attribute) =>
        attribute.Object is IDataDescriptor
        || (attribute.Object is PyUserObject user
            && (user.TryFindSpecial(runtime, "__set__", out _) || user.TryFindSpecial(runtime, "__delete__", out _)));
}
