namespace Pyc.Translation.Interpretation;

/// <content>The errors.</content>
internal sealed partial record ClassSemantics
{
    /// <summary>The module of one of Python's own classes.</summary>
    public string ModuleOfBuiltin(PyType type) =>
        !HasOldStyle ? "builtins" : type.IsSubtypeOf(ExceptionTypes.BaseException) ? "exceptions" : "__builtin__";

    /// <summary>Whether a value is what <c>__bool__</c> may give.</summary>
    public bool IsTruth(PyValue value) => value.IsBool || (HasOldStyle && value.IsInt);

    /// <summary>TypeError: <c>__bool__</c> gave something else.</summary>
    public PythonError WrongTruth(PyValue value) =>
        PyErrors.TypeError($"{TruthMethod} should return {(HasOldStyle ? "bool or int" : "bool")}, returned {value.Type.Name}");

    /// <summary>TypeError's text: <c>__format__</c> gave no text.</summary>
    public string WrongFormat(PyValue value) => HasOldStyle
        ? $"__format__ must return string or unicode, not {value.Type.Name}"
        : $"__format__ must return a str, not {value.Type.Name}";

    /// <summary>TypeError's text: <c>__len__</c> gave no int.</summary>
    public string WrongLength(PyValue value) =>
        HasOldStyle ? "an integer is required" : $"'{value.Type.Name}' object cannot be interpreted as an integer";

    /// <summary>TypeError: a method of Python's own is called without arguments.</summary>
    public PythonError NoReceiver(string method, PyType owner) => PyErrors.TypeError(
        IsSlot(method, owner) ? $"descriptor '{method}' of '{owner.Name}' object needs an argument" : NoReceiverText(method, owner.Name));

    /// <summary>TypeError: a method of Python's own is called with an object of another class.</summary>
    public PythonError WrongReceiver(string method, PyType owner, PyValue given) => PyErrors.TypeError(
        IsSlot(method, owner)
            ? $"descriptor '{method}' requires a '{OwnerName(owner)}' object but received a '{given.Type.Name}'"
            : ReceiverText(method, OwnerName(owner), given.Type.Name));

    /// <summary>TypeError: a method or attribute of Python's own is read from an object of another class.</summary>
    public PythonError WrongBinding(string name, PyType owner, PyValue given) => PyErrors.TypeError(
        $"descriptor '{name}' for '{OwnerName(owner)}' objects doesn't apply to {(BindingHasArticle ? "a " : "")}'{given.Type.Name}' object");

    /// <summary>TypeError: Python's own classes cannot be changed.</summary>
    public PythonError CannotChangeBuiltin(PyType type, string name) => PyErrors.TypeError(CannotChangeBuiltinText(OwnerName(type), name));

    /// <summary>TypeError's text: <c>type(name, bases, dict)</c> got something else.</summary>
    public string WrongTypeArgument(int place, string wanted, PyValue given) =>
        $"{(HasOldStyle ? "type()" : "type.__new__()")} argument {place} must be {wanted}, not {given.Type.Name}";

    /// <summary><c>__init_subclass__</c> as its errors name it.</summary>
    public string InitSubclassName(PyType type) => MethodsNameTheirClass ? $"{type.QualifiedName}.__init_subclass__" : "__init_subclass__";

    /// <summary>AttributeError: a class has no such attribute to delete.</summary>
    public PythonError NoClassAttributeToDelete(PythonRuntime runtime, PyType type, string name) =>
        runtime.Semantics.Exceptions.DeletingTellsAll && !HasOldStyle
            ? runtime.Semantics.Exceptions.NoAttribute(type, name)
            : PyErrors.AttributeError(name);

    /// <summary>TypeError: a class has no items.</summary>
    public PythonError ClassNotSubscriptable(PythonRuntime runtime, PyType type) => PyErrors.TypeError(ClassNotSubscriptableText(type.Name));

    /// <summary>TypeError: the first argument of <c>super</c>.</summary>
    public PythonError WrongSuperType(PyValue given) =>
        PyErrors.TypeError($"super() argument 1 must be {SuperWants}, not {(given.IsNone ? "None" : given.Type.Name)}");

    /// <summary>TypeError: the second argument of <c>super</c>.</summary>
    public PythonError WrongSuperObject(PyType type, PyValue given)
    {
        if (!SuperNamesObject)
            return PyErrors.TypeError("super(type, obj): obj must be an instance or subtype of type");
        var what = given.As<PyType>() is { } givenType ? $"type {givenType.Name}" : $"instance of {given.Type.Name}";
        return PyErrors.TypeError($"super(type, obj): obj ({what}) is not an instance or subtype of type ({type.Name}).");
    }

    // CPython has methods for some slots, for speed.
    private static bool IsSlot(string method, PyType owner) =>
        method.StartsWith("__", StringComparison.Ordinal)
        && !(method == "__getitem__" && (ReferenceEquals(owner, PyTypes.Dict) || ReferenceEquals(owner, PyTypes.List)))
        && !(method == "__contains__" && (ReferenceEquals(owner, PyTypes.Dict) || ReferenceEquals(owner, PyTypes.Set) || ReferenceEquals(owner, PyTypes.FrozenSet)));

    private string OwnerName(PyType type) =>
        HasOldStyle && type.IsBuiltin && type.IsSubtypeOf(ExceptionTypes.BaseException) ? $"exceptions.{type.Name}" : type.Name;
}
