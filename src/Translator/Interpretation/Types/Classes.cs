namespace Pyc.Translation.Interpretation;

/// <summary>What the builtins and the interpreter's loop ask about classes.</summary>
/// <remarks>CPython: <c>Objects/abstract.c</c>, <c>PyObject_IsInstance</c> and <c>PyObject_IsSubclass</c>.</remarks>
internal static partial class Classes
{
    // A tuple of classes may hold tuples; nobody nests them deeper.
    private const int MaximumDepth = 100;

    /// <summary><c>isinstance(value, classes)</c>.</summary>
    /// <exception cref="PythonError">What is to be a class is none: TypeError.</exception>
    public static bool IsInstance(PythonRuntime runtime, PyValue value, PyValue classes) =>
        Matches(value.Type, classes, runtime.Semantics.Exceptions.NotAClassForIsInstance, runtime, 0);

    /// <summary><c>issubclass(type, classes)</c>.</summary>
    /// <exception cref="PythonError">One of them is no class: TypeError.</exception>
    public static bool IsSubclass(PythonRuntime runtime, PyValue type, PyValue classes) =>
        type.As<PyType>() is { } subclass
            ? Matches(subclass, classes, runtime.Semantics.Exceptions.NotAClassForIsSubclass, runtime, 0)
            : classes.As<PyTuple>() is { Count: 0 } ? false                      // no class has asked for a class
            : throw PyErrors.TypeError("issubclass() arg 1 must be a class");

    /// <summary>The items of any iterable.</summary>
    public static List<PyValue> ItemsOf(PythonRuntime runtime, PyValue iterable)
    {
        var items = new List<PyValue>();
        var iterator = Operators.GetIterator(runtime, iterable);
        while (iterator.TryNext(runtime, out var item))
        {
            runtime.Memory.Check(items.Count + 1L, PythonMemory.ValueSize);
            items.Add(item);
        }
        return items;
    }

    /// <summary>The class that is the first argument of a <c>__new__</c>.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="owner">The class that has the <c>__new__</c>.</param>
    /// <param name="arguments">The arguments.</param>
    /// <exception cref="PythonError">It is no class, or not derived from the owner: TypeError.</exception>
    public static PyType ClassForNew(PythonRuntime runtime, PyType owner, ReadOnlySpan<PyValue> arguments)
    {
        var name = runtime.Semantics.Exceptions.NameInTexts(owner);
        if (arguments.IsEmpty)
            throw PyErrors.TypeError($"{name}.__new__(): not enough arguments");
        if (arguments[0].As<PyType>() is not { } type)
            throw PyErrors.TypeError($"{name}.__new__(X): X is not a type object ({arguments[0].Type.Name})");
        var given = runtime.Semantics.Exceptions.NameInTexts(type);
        if (!type.IsSubtypeOf(owner))
            throw PyErrors.TypeError($"{name}.__new__({given}): {given} is not a subtype of {name}");
        return type;
    }

    private static bool Matches(PyType type, PyValue classes, string refusal, PythonRuntime runtime, int depth)
    {
        UnavailableObject.Check(classes);
        if (classes.As<PyType>() is { } single)
            return type.IsSubtypeOf(single);
        if (classes.As<PyUnion>() is { } union)
            return union.Members.Any(member => Matches(type, member, refusal, runtime, depth));
        if (classes.Object is PyGenericAlias)
            throw PyErrors.TypeError($"{refusal[..refusal.IndexOf('(', StringComparison.Ordinal)]}() argument 2 cannot be a parameterized generic");
        if (classes.As<PyTuple>() is not { } tuple)
            throw PyErrors.TypeError(refusal);
        if (depth == MaximumDepth)
            throw PyErrors.Of(runtime.Semantics.Calls.RecursionErrorType, "maximum recursion depth exceeded in comparison");
        foreach (var item in tuple.Items)
        {
            if (Matches(type, item, refusal, runtime, depth + 1))
                return true;
        }
        return false;
    }
}
