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
        if (!TryLookup(runtime, "__new__", out var constructor))
            throw CannotCreate();

        PyValue instance;
        if (ReferenceEquals(constructor.Object, ExceptionMembers.Constructor.Function))
        {
            instance = PyException.Create(runtime, this, arguments.Positional);
        }
        else
        {
            if (IsBuiltin && ReferenceEquals(constructor.Object, ObjectMembers.Constructor.Function) && !ReferenceEquals(this, PyTypes.Object))
                throw CannotCreate();
            var values = new PyValue[arguments.Values.Length + 1];
            values[0] = this;
            arguments.Values.CopyTo(values.AsSpan(1));
            instance = Operators.Call(runtime, constructor, new CallArguments(values, arguments.Names));
        }
        if (instance.Type.IsSubtypeOf(this))
            Initialize(runtime, instance, arguments);
        return instance;
    }

    private static void Initialize(PythonRuntime runtime, PyValue instance, in CallArguments arguments)
    {
        var type = instance.Type;
        if (!type.TryLookup(runtime, "__init__", out var initializer)
            || ReferenceEquals(initializer.Object, ObjectMembers.Initializer.Function))
        {
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
