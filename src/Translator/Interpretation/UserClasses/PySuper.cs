namespace Pyc.Translation.Interpretation;

/// <summary><c>super(type, self)</c>: the attributes that come after a class in the order of its bases.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c>, <c>super_getattro</c>.</remarks>
internal sealed partial class PySuper(PyType type, PyValue self, PyType selfType) : PyObject
{
    /// <summary>The constructor.</summary>
    /// <remarks>Without arguments the interpreter's loop finds class and object in the frame, and calls <see cref="Make"/>.</remarks>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, type=, self=, /)", static (runtime, arguments) =>
        {
            if (arguments[1].IsUnbound)
                throw PyErrors.RuntimeError("super(): no arguments");
            if (arguments[2].IsUnbound && arguments[1].As<PyType>() is not null)
                throw new UnavailableException(
                    DiagnosticDescriptors.ClassFeature, "super() with one argument", "an unbound super is of no use to a method", "Pass the object too.");
            return Make(runtime, arguments[1], arguments[2]);
        }),
    ];

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Super;

    /// <summary><c>super(type, self)</c>.</summary>
    /// <exception cref="PythonError">The first is no class, or the second no object of it: TypeError.</exception>
    public static PySuper Make(PythonRuntime runtime, PyValue type, PyValue self)
    {
        if (type.As<PyType>() is not { } start)
            throw runtime.Semantics.Classes.WrongSuperType(type);
        if (self.As<PyType>() is { } selfAsType && selfAsType.IsSubtypeOf(start))
            return new PySuper(start, self, selfAsType);
        return !self.IsUnbound && self.Type.IsSubtypeOf(start)
            ? new PySuper(start, self, self.Type)
            : throw runtime.Semantics.Classes.WrongSuperObject(start, self);
    }

    /// <summary>The attribute <c>super(type, self).name</c>.</summary>
    public static PyValue GetAttribute(PythonRuntime runtime, PyValue type, PyValue self, string name) =>
        Attributes.Get(runtime, Make(runtime, type, self), name);

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        if (name != "__class__" && TryFind(runtime, name, out var attribute, out var owner))
        {
            value = Bind(runtime, attribute, owner);
            return true;
        }
        value = name switch
        {
            "__thisclass__" => type,
            "__self__" => self,
            "__self_class__" => selfType,
            _ => default,
        };
        return !value.IsUnbound || base.TryGetAttribute(runtime, name, out value);
    }

    private bool TryFind(PythonRuntime runtime, string name, out PyValue attribute, out PyType owner)
    {
        runtime.Charge(selfType.Mro.Length);
        var isAfter = false;
        foreach (var candidate in selfType.Mro)
        {
            if (isAfter && candidate.TryLookupOwn(runtime, name, out attribute))
            {
                owner = candidate;
                return true;
            }
            isAfter |= ReferenceEquals(candidate, type);
        }
        attribute = default;
        owner = type;
        return false;
    }

    private PyValue Bind(PythonRuntime runtime, PyValue attribute, PyType owner)
    {
        var isClass = self.As<PyType>() is { } selfAsType && ReferenceEquals(selfAsType, selfType);
        if (attribute.Object is PyBuiltinFunction function && owner.IsBuiltin)
        {
            if (function.IsConstructor)
                return new PyConstructor(function, owner);
            if (function.IsClassMethod)
                return new PyMethod(function, selfType);
            return isClass ? new PyMethodDescriptor(function, owner) : new PyMethod(function, self);
        }
        if (isClass && attribute.Object is PyComputedAttribute computed)
            return computed.Of(owner);
        if (attribute.Object is IDescriptor descriptor)
            return descriptor.Get(runtime, isClass ? default : self, selfType);
        return isClass ? attribute : Attributes.Bind(runtime, attribute, self, selfType);
    }
}
