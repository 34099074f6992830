namespace Pyc.Translation.Interpretation;

/// <content>Calling a class.</content>
internal sealed partial class PyType
{
    /// <inheritdoc/>
    /// <remarks>CPython: <c>Objects/typeobject.c</c>, <c>type_call</c>.</remarks>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        if (ReferenceEquals(this, PyTypes.Type) && arguments.Values.Length == 1 && arguments.Names.IsEmpty)
            return arguments.Values[0].Type;
        if (ReferenceEquals(this, PyTypes.NoneType) && !runtime.Semantics.Classes.HasOldStyle)
            return arguments.Values.IsEmpty ? PyValue.None : throw PyErrors.TypeError("NoneType takes no arguments");
        if (!TryLookup(runtime, "__new__", out var constructor))
            throw CannotCreate();

        PyValue instance;
        if (ReferenceEquals(constructor.Object, ExceptionMembers.Constructor.Function))
        {
            instance = PyException.Create(runtime, this, arguments.Positional);
        }
        else if (ReferenceEquals(constructor.Object, ObjectMembers.Constructor.Function))
        {
            instance = NewInstance(runtime, arguments);
        }
        else
        {
            // __new__ is static: a row is called as it is, a user's is wrapped in a staticmethod.
            var function = constructor.Object is IDescriptor descriptor ? descriptor.Get(runtime, default, this) : constructor;
            instance = Operators.Call(runtime, function, new CallArguments(arguments.After(runtime, this), arguments.Names));
        }
        if (instance.Type.IsSubtypeOf(this))
            Initialize(runtime, instance, arguments);
        return instance;
    }

    private PyInstance NewInstance(PythonRuntime runtime, in CallArguments arguments)
    {
        if (IsBuiltin && !ReferenceEquals(this, PyTypes.Object))
            throw CannotCreate();
        if (arguments.Values.Length > 0)
            Classes.CheckNoArguments(runtime, this, isNew: true);
        return new PyInstance(this);
    }

    private static void Initialize(PythonRuntime runtime, PyValue instance, in CallArguments arguments)
    {
        var type = instance.Type;
        if (!type.TryLookup(runtime, "__init__", out var initializer))
            return;
        if (ReferenceEquals(initializer.Object, ObjectMembers.Initializer.Function))
        {
            // Python's own constructors have checked their arguments; object's has left that to here where it has to be one of both.
            if (arguments.Values.Length > 0 && instance.Object is PyInstance)
                Classes.CheckNoArguments(runtime, type, isNew: false);
            return;
        }
        if (instance.As<PyException>() is { } exception && ReferenceEquals(initializer.Object, ExceptionMembers.Initializer.Function))
        {
            exception.Initialize(runtime, arguments);
            return;
        }
        var result = Operators.Call(runtime, Attributes.Bind(runtime, initializer, instance, type), arguments);
        if (!result.IsNone)
            throw PyErrors.TypeError($"__init__() should return None, not '{result.Type.Name}'");
    }

    private PythonError CannotCreate() => PyErrors.TypeError($"cannot create '{Name}' instances");
}
