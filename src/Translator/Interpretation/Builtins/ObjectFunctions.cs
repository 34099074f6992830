using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Built-in functions about any object: its attributes, its class, its identity.</summary>
internal static class ObjectFunctions
{
    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("callable(obj, /)", (runtime, arguments) => PyValue.FromBool(IsCallable(runtime, arguments[0])),
            Until: new PythonVersion(3, 0)),
        new("callable(obj, /)", (runtime, arguments) => PyValue.FromBool(IsCallable(runtime, arguments[0])),
            Since: new PythonVersion(3, 2)),
        new("delattr(obj, name, /)", DeleteAttribute),
        new("getattr(object, name, default=, /)", GetAttribute),
        new("hasattr(obj, name, /)", HasAttribute),
        new("hash(obj, /)", (runtime, arguments) => PyValue.FromInt(Operators.Hash(runtime, arguments[0]))),
        new("id(obj, /)", (runtime, arguments) => Integers.Make(runtime.Identities.Of(arguments[0]))),
        new("isinstance(obj, class_or_tuple, /)", IsInstance),
        new("issubclass(class, class_or_tuple, /)", IsSubclass),
        new("setattr(obj, name, value, /)", SetAttribute),
    ];

    /// <summary><c>callable(value)</c>.</summary>
    public static bool IsCallable(PythonRuntime runtime, PyValue value)
    {
        UnavailableObject.Check(value);
        return value.Object switch
        {
            null => false,
            PyType or PyFunction or PyBuiltinFunction or PyMethod or PyCallable => true,
            PyStaticMethod => runtime.Semantics.Classes.StaticMethodIsCallable,
            _ => value.Type.TryLookup(runtime, "__call__", out _),
        };
    }

    private static PyValue GetAttribute(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var name = BuiltinArguments.AttributeName(runtime, arguments[1], runtime.Semantics.Builtins.BadAttributeName("getattr", arguments[1]));
        if (arguments[2].IsUnbound)
            return Attributes.Get(runtime, arguments[0], name);
        try
        {
            return TryGet(runtime, arguments[0], name, out var value) ? value : arguments[2];
        }
        catch (PythonError error) when (error.Value.Type.IsSubtypeOf(ExceptionTypes.AttributeError))
        {
            return arguments[2];
        }
    }

    private static PyValue HasAttribute(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var name = BuiltinArguments.AttributeName(runtime, arguments[1], runtime.Semantics.Builtins.BadAttributeName("hasattr", arguments[1]));
        try
        {
            return PyValue.FromBool(TryGet(runtime, arguments[0], name, out _));
        }
        catch (PythonError error) when (error.Value.Type.IsSubtypeOf(runtime.Semantics.Builtins.HiddenByHasAttribute))
        {
            return PyValue.False;
        }
    }

    // Whether a module has a name that PycJit has not is not known: CPython's may lack it as well.
    private static bool TryGet(PythonRuntime runtime, PyValue target, string name, out PyValue value)
    {
        if (!Attributes.TryGet(runtime, target, name, out value))
            return false;
        if (target.Object is PyModule module && !module.Names.TryGet(name, out _))
            UnavailableObject.Check(value);
        return true;
    }

    private static PyValue SetAttribute(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var name = AttributeName(runtime, arguments[1]);
        if (arguments[0].Object is not { } target)
            throw Attributes.CannotSet(runtime, arguments[0], name);
        target.SetAttribute(runtime, name, arguments[2]);
        return PyValue.None;
    }

    private static PyValue DeleteAttribute(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var name = AttributeName(runtime, arguments[1]);
        if (arguments[0].Object is not { } target)
            throw Attributes.CannotSet(runtime, arguments[0], name);
        target.DeleteAttribute(runtime, name);
        return PyValue.None;
    }

    private static string AttributeName(PythonRuntime runtime, PyValue name) =>
        BuiltinArguments.AttributeName(runtime, name, $"attribute name must be string, not '{name.Type.Name}'");

    private static PyValue IsInstance(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        UnavailableObject.Check(arguments[0]);
        return PyValue.FromBool(Classes.IsInstance(runtime, arguments[0], arguments[1]));
    }

    private static PyValue IsSubclass(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        UnavailableObject.Check(arguments[0]);
        return PyValue.FromBool(Classes.IsSubclass(runtime, arguments[0], arguments[1]));
    }
}
