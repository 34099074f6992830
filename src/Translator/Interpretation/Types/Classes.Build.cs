using System.Collections.Immutable;

namespace Pyc.Translation.Interpretation;

/// <content>Making classes. CPython: <c>Python/bltinmodule.c</c>, <c>builtin___build_class__</c>, and <c>type_new</c>.</content>
internal static partial class Classes
{

    /// <summary>What the <c>class</c> statement of Python 3 calls: function, name, bases, keywords.</summary>
    public static PyValue BuildClass(PythonRuntime runtime, in CallArguments arguments)
    {
        var positional = arguments.Positional;
        if (positional.Length < 2)
            throw PyErrors.TypeError("__build_class__: not enough arguments");
        if (positional[0].As<PyFunction>() is not { } body)
            throw PyErrors.TypeError("__build_class__: func must be a function");
        if (positional[1].As<PyStr>() is not { } name)
            throw PyErrors.TypeError("__build_class__: name is not a string");

        var hookValues = new List<PyValue>();
        var hookNames = new List<string>();
        for (var i = 0; i < arguments.Names.Length; i++)
        {
            if (arguments.Names[i] == "metaclass")
            {
                if (!ReferenceEquals(arguments.Named[i].Object, PyTypes.Type))
                    throw NoMetaclass();
                continue;
            }
            hookNames.Add(arguments.Names[i]);
            hookValues.Add(arguments.Named[i]);
        }
        var bases = CheckBases(runtime, positional[2..]);
        var names = new PyNamespace();
        var cell = Interpreter.RunClassBody(runtime, body, names);
        var type = Build(runtime, name.Value, bases, names, new CallArguments(hookValues.ToArray(), hookNames.ToArray()));
        if (cell.As<PyCell>() is { } classCell)
            classCell.Value = type;
        return type;
    }

    /// <summary>The statement <c>class</c> of Python 2: name, tuple of bases, what the body bound.</summary>
    public static PyValue BuildClass(PythonRuntime runtime, PyValue name, PyValue bases, PyNamespace names)
    {
        if (names.TryGet("__metaclass__", out var metaclass) && !ReferenceEquals(metaclass.Object, PyTypes.Type))
            throw NoMetaclass();
        var given = CheckBases(runtime, (bases.As<PyTuple>() ?? throw PyErrors.TypeError("bases must be a tuple")).Items);
        var type = Build(runtime, Operators.Str(runtime, name), given, names, default);
        type.IsOldStyle = given.All(item => item.IsOldStyle) && metaclass.IsUnbound;
        return type;
    }

    /// <summary>Makes a class.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="name">Its name.</param>
    /// <param name="bases">Its bases; none means <c>object</c>.</param>
    /// <param name="body">What its body bound; it is copied.</param>
    /// <param name="hookArguments">Keyword arguments for <c>__init_subclass__</c>.</param>
    public static PyType Build(
        PythonRuntime runtime, string name, ImmutableArray<PyType> bases, PyNamespace body, in CallArguments hookArguments)
    {
        if (bases.IsEmpty)
            bases = [PyTypes.Object];
        CheckLayout(runtime, bases);
        var mro = Linearize(runtime, bases);
        var names = new PyNamespace();
        var type = PyType.Defined(name, bases, mro, names);
        TakeBody(runtime, type, body, names);
        var classCell = body["__classcell__"].As<PyCell>();
        if (classCell is not null)
            classCell.Value = type;
        ClassSlots.Declare(runtime, type, names);
        if (runtime.Semantics.Classes.CallsClassHooks)
            CallHooks(runtime, type, names, hookArguments);
        else if (hookArguments.Values.Length > 0)
            throw PyErrors.TypeError($"type() takes 1 or 3 arguments");
        return type;
    }

    /// <summary>A value as it is kept as an attribute of a class.</summary>
    public static PyValue AsClassAttribute(string name, PyValue value) => name switch
    {
        "__new__" when value.Object is PyFunction => new PyStaticMethod(value),
        "__init_subclass__" or "__class_getitem__" when value.Object is PyFunction => new PyClassMethod(value),
        // A function of Python's own is no method: objects do not bind it, unless it was made as one.
        _ when value.Object is PyBuiltinFunction => new PyStaticMethod(value),
        _ => value,
    };

    /// <summary>The error of a class that wants to see every access to its attributes.</summary>
    public static UnavailableException NoGetAttribute() => new(
        DiagnosticDescriptors.ClassFeature, "a class with __getattribute__", "attributes are looked up as object does it", "Use __getattr__, which is asked for names that are not there.");

    private static UnavailableException NoMetaclass() => new(
        DiagnosticDescriptors.ClassFeature, "a class with a metaclass", "only the metaclass type is known", "Use a class decorator or __init_subclass__.");

    private static void TakeBody(PythonRuntime runtime, PyType type, PyNamespace body, PyNamespace names)
    {
        foreach (var (key, value) in body.Items)
        {
            if (key == "__getattribute__")
                throw NoGetAttribute();
            if (key == "__classcell__")
                continue;
            if (key == "__qualname__" && runtime.Semantics.Classes.HasQualifiedNames)
            {
                type.QualifiedName = value.As<PyStr>()?.Value
                    ?? throw PyErrors.TypeError($"type __qualname__ must be a str, not {value.Type.Name}");
                continue;
            }
            names[key] = AsClassAttribute(key, value);
        }
        if (!names.TryGet("__doc__", out _))
            names["__doc__"] = PyValue.None;
        if (runtime.Semantics.Classes.NotEqualInvertsEqual && names.TryGet("__eq__", out _) && !names.TryGet("__hash__", out _))
            names["__hash__"] = PyValue.None;
    }

    private static void CallHooks(PythonRuntime runtime, PyType type, PyNamespace names, in CallArguments hookArguments)
    {
        foreach (var (key, value) in names.Items.ToArray())
        {
            if (value.As<PyProperty>() is { } property)
                property.Name ??= key;
            if (value.Object is PyUserObject && value.Type.TryLookup(runtime, "__set_name__", out var hook))
                CallSetName(runtime, type, key, value, hook);
        }
        Attributes.TryGet(runtime, PySuper.Make(runtime, type, type), "__init_subclass__", out var initializer);
        Operators.Call(runtime, initializer, hookArguments);
    }

    private static void CallSetName(PythonRuntime runtime, PyType type, string name, PyValue value, PyValue hook)
    {
        try
        {
            Operators.Call(runtime, Attributes.Bind(runtime, hook, value, value.Type), type, PyValue.FromText(name));
        }
        catch (PythonError error)
        {
            var text = $"Error calling __set_name__ on '{value.Type.Name}' instance '{name}' in '{type.Name}'";
            if (!runtime.Semantics.Classes.WrapsSetNameErrors)
            {
                Operators.Call(runtime, Attributes.Get(runtime, error.Value, "add_note"), PyValue.FromText(text));
                throw;
            }
            var wrapped = PyErrors.RuntimeError(text);
            wrapped.Value.Cause = error.Value;
            wrapped.Value.Context = error.Value;
            wrapped.Value.SuppressContext = true;
            throw wrapped;
        }
    }
}
