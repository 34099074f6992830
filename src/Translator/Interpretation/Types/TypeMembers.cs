namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>type</c>.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c>, <c>type_new</c> and <c>type_methods</c>.</remarks>
internal static class TypeMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, *args, **names)", New),
        new("mro(self, /)", static (runtime, arguments) =>
            new PyList([.. Classes.Visible(runtime, Self(arguments).Mro).Select(type => (PyValue)type)])),
        new("__instancecheck__(self, instance, /)", static (_, arguments) => PyValue.FromBool(arguments[1].Type.IsSubtypeOf(Self(arguments)))),
        new("__subclasscheck__(self, subclass, /)", static (runtime, arguments) =>
            PyValue.FromBool(Classes.IsSubclass(runtime, arguments[1], arguments[0]))),
    ];

    // A method is only ever called with an object of its class: see PyMethodDescriptor.
    private static PyType Self(ReadOnlySpan<PyValue> arguments) => arguments[0].As<PyType>()!;

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        if (arguments.Length == 3 && arguments[1].IsUnbound)
            return arguments[2].Type;
        if (arguments.Length != 5)
            throw PyErrors.TypeError("type() takes 1 or 3 arguments");
        var words = runtime.Semantics.Classes;
        if (arguments[2].As<PyStr>() is not { } name)
            throw PyErrors.TypeError(words.WrongTypeArgument(1, words.HasOldStyle ? "string" : "str", arguments[2]));
        if (arguments[3].As<PyTuple>() is not { } bases)
            throw PyErrors.TypeError(words.WrongTypeArgument(2, "tuple", arguments[3]));
        if (arguments[4].As<PyDict>() is not { } dict)
            throw PyErrors.TypeError(words.WrongTypeArgument(3, "dict", arguments[4]));

        var names = new PyNamespace();
        var position = 0;
        while (dict.TryNextEntry(ref position, out var key, out var value))
        {
            if (key.As<PyStr>() is not { } text)
                {
                throw new UnavailableException(
                    DiagnosticDescriptors.ClassFeature, "a class with names that are no strings", "no attribute could have such a name", "Name its attributes by strings.");
            }
            names[text.Value] = value;
        }
        // CPython takes the module from the caller's globals; PycJit runs one module.
        if (!names.TryGet("__module__", out _) && runtime.MainGlobals?["__name__"] is { IsUnbound: false } module)
            names["__module__"] = module;
        return Classes.Build(runtime, name.Value, Classes.CheckBases(runtime, bases.Items), names, KeywordDict.Arguments(runtime, [], arguments[1]));
    }
}
