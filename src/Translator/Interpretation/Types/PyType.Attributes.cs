using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>Attributes of a class. CPython: <c>Objects/typeobject.c</c>, <c>type_getattro</c> and <c>type_setattro</c>.</content>
internal sealed partial class PyType
{
    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        if (TryGetOwn(runtime, name, out value))
            return true;
        if (OwnerOf(runtime, name) is { } owner && owner.TryLookupOwn(runtime, name, out var attribute))
        {
            value = BindToClass(runtime, attribute, owner);
            return true;
        }
        return Attributes.TryGetFromType(runtime, this, PyTypes.Type, name, out value);
    }

    /// <inheritdoc/>
    public override void SetAttribute(PythonRuntime runtime, string name, PyValue value)
    {
        if (Namespace is null)
            throw runtime.Semantics.Classes.CannotChangeBuiltin(this, name);
        switch (name)
        {
            case "__name__":
                Rename((value.As<PyStr>() ?? throw WrongName(name, value)).Value);
                return;
            case "__qualname__" when runtime.Semantics.Classes.HasQualifiedNames:
                QualifiedName = (value.As<PyStr>() ?? throw WrongName(name, value)).Value;
                return;
            case "__bases__" or "__class__" or "__mro__" or "__dict__":
                throw new UnavailableException(DiagnosticDescriptors.ClassFeature, $"assignment to {name}", "classes keep their bases", "Make a new class.");
            case "__getattribute__":
                throw Classes.NoGetAttribute();
        }
        Namespace[name] = Classes.AsClassAttribute(name, value);
        runtime.ClassChanges++;
    }

    /// <inheritdoc/>
    public override void DeleteAttribute(PythonRuntime runtime, string name)
    {
        if (Namespace is null)
            throw runtime.Semantics.Classes.CannotChangeBuiltin(this, name);
        if (!Namespace.TryGet(name, out _))
            throw runtime.Semantics.Classes.NoClassAttributeToDelete(runtime, this, name);
        Namespace[name] = default;
        runtime.ClassChanges++;
    }

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key)
    {
        if (runtime.Semantics.Classes.HasClassGetItem)
        {
            if (TryGetAttribute(runtime, "__class_getitem__", out var method))
                return Operators.Call(runtime, method, key);
            if (PyGenericAlias.CanMake(this, runtime))
                return new PyGenericAlias(this, key);
        }
        throw runtime.Semantics.Classes.ClassNotSubscriptable(runtime, this);
    }

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        if (op != BinaryOperator.Or || !runtime.Semantics.Classes.HasUnions || !PyUnion.TryMake(runtime, left, right, out var union))
            return false;
        result = union;
        return true;
    }

    private PythonError WrongName(string name, PyValue value) =>
        PyErrors.TypeError($"can only assign string to {Name}.{name}, not '{value.Type.Name}'");

    private bool TryGetOwn(PythonRuntime runtime, string name, out PyValue value)
    {
        value = name switch
        {
            "__name__" => PyValue.FromText(Name[(Name.LastIndexOf('.') + 1)..]),
            "__qualname__" when runtime.Semantics.Classes.HasQualifiedNames => PyValue.FromText(QualifiedName),
            "__module__" when IsBuiltin => PyValue.FromText(runtime.Semantics.Classes.ModuleOfBuiltin(this)),
            "__mro__" => Tuple(Classes.Visible(runtime, Mro)),
            "__bases__" => Tuple(Classes.VisibleBases(runtime, this)),
            "__base__" => Classes.VisibleBases(runtime, this) is { Count: > 0 } bases ? bases[0] : PyValue.None,
            "__class__" => Type,
            "__dict__" => Classes.DictOf(runtime, this),
            "__doc__" when IsBuiltin => throw new UnavailableException(
                DiagnosticDescriptors.NotBuiltIn, $"{Name}.__doc__", "the documentation of Python's own classes is not part of PycJit", "Leave it out."),
            _ => default,
        };
        return !value.IsUnbound;
    }

    private PyValue BindToClass(PythonRuntime runtime, PyValue attribute, PyType owner) => attribute.Object switch
    {
        PyComputedAttribute computed => computed.Of(owner),
        IDescriptor descriptor => descriptor.Get(runtime, default, this),
        PyBuiltinFunction { IsConstructor: true } constructor => new PyConstructor(
            // Each of the exceptions has a constructor of its own.
            constructor, ReferenceEquals(owner, ExceptionTypes.BaseException) ? Mro.First(type => type.IsBuiltin) : owner),
        PyBuiltinFunction { IsClassMethod: true } function => new PyMethod(function, this),
        PyBuiltinFunction function when owner.IsBuiltin => new PyMethodDescriptor(function, owner),
        PyFunction function when runtime.Semantics.Classes.HasUnboundMethods => new PyUnboundMethod(function, this),
        _ => attribute,
    };

    private static PyTuple Tuple(List<PyType> types) => new([.. types.Select(type => (PyValue)type)]);
}
