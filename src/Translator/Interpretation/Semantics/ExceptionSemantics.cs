using System.Collections.Frozen;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in exceptions.</summary>
internal sealed partial record ExceptionSemantics
{
    /// <summary>Whether it is Python 2: exceptions have <c>message</c> and items, and no chain.</summary>
    public required bool IsPython2 { get; init; }

    /// <summary>Whether exceptions have <c>__cause__</c>, <c>__context__</c> and <c>__traceback__</c>.</summary>
    public required bool HasChain { get; init; }

    /// <summary>Whether they have <c>__suppress_context__</c> (3.3 on, with the other attributes that came then).</summary>
    public required bool HasSuppressContext { get; init; }

    /// <summary>Whether <c>repr</c> of an exception with one argument ends in <c>,)</c>: before 3.7.</summary>
    public required bool ReprHasTrailingComma { get; init; }

    /// <summary>How many arguments OSError takes apart.</summary>
    public required int MostOSErrorArguments { get; init; }

    /// <summary>The class of an OSError by its number, where it has an own one.</summary>
    public required FrozenDictionary<long, PyType> OSErrorClasses { get; init; }

    /// <summary>Whether NameError and AttributeError know the name (3.10 on).</summary>
    public required bool ErrorsKnowNames { get; init; }

    /// <summary>Whether setting an attribute where there is no dict says so (3.13 on).</summary>
    public required bool SettingTellsWhy { get; init; }

    /// <summary>Whether ImportError takes <c>name_from</c> (3.12 on).</summary>
    public required bool ImportKnowsNameFrom { get; init; }

    /// <summary>Whether the text of a module's missing attribute names the module (3.5 on).</summary>
    public required bool ModuleIsNamed { get; init; }

    /// <summary>Whether deleting what is not there gives the whole sentence; 3.0 to 3.10 give the name alone.</summary>
    public required bool DeletingTellsAll { get; init; }

    /// <summary>How a keyword argument that an exception does not take is refused: class, name.</summary>
    public required Func<string, string, string> UnknownKeywordText { get; init; }

    /// <summary>The same for ImportError, NameError and AttributeError, which take some.</summary>
    public required Func<string, string, string> InvalidKeywordText { get; init; }

    /// <summary>The TypeError's text where the second argument of <c>isinstance</c> is no class.</summary>
    public required string NotAClassForIsInstance { get; init; }

    /// <summary>The same for <c>issubclass</c>.</summary>
    public required string NotAClassForIsSubclass { get; init; }

    /// <summary>The semantics of one series.</summary>
    public static ExceptionSemantics For(PythonVersion version) => new()
    {
        IsPython2 = !version.IsAtLeast(3, 0),
        HasChain = version.IsAtLeast(3, 0),
        HasSuppressContext = version.IsAtLeast(3, 3),
        ReprHasTrailingComma = !version.IsAtLeast(3, 7),
        MostOSErrorArguments = version.IsAtLeast(3, 3) ? 5 : 3,
        OSErrorClasses = version.IsAtLeast(3, 3) ? ExceptionTypes.ByErrorNumber : FrozenDictionary<long, PyType>.Empty,
        ErrorsKnowNames = version.IsAtLeast(3, 10),
        SettingTellsWhy = version.IsAtLeast(3, 13),
        ImportKnowsNameFrom = version.IsAtLeast(3, 12),
        ModuleIsNamed = version.IsAtLeast(3, 5),
        DeletingTellsAll = version.IsAtLeast(3, 11) || !version.IsAtLeast(3, 0),
        NotAClassForIsInstance =
            version.IsAtLeast(3, 10) ? "isinstance() arg 2 must be a type, a tuple of types, or a union"
            : version.IsAtLeast(3, 0) ? "isinstance() arg 2 must be a type or tuple of types"
            : "isinstance() arg 2 must be a class, type, or tuple of classes and types",
        NotAClassForIsSubclass = version.IsAtLeast(3, 10)
            ? "issubclass() arg 2 must be a class, a tuple of classes, or a union"
            : "issubclass() arg 2 must be a class or tuple of classes",
        UnknownKeywordText = version.IsAtLeast(3, 7)
            ? static (type, _) => $"{type}() takes no keyword arguments"
            : static (type, _) => $"{type} does not take keyword arguments",
        InvalidKeywordText =
            version.IsAtLeast(3, 13) ? static (type, name) => $"{type}() got an unexpected keyword argument '{name}'"
            : version.IsAtLeast(3, 7) ? static (type, name) => $"'{name}' is an invalid keyword argument for {type}()"
            : static (_, name) => $"'{name}' is an invalid keyword argument for this function",
    };

    /// <summary>The name of a class in texts that CPython makes of <c>tp_name</c>: Python 2's exceptions have their module in it.</summary>
    public string NameInTexts(PyType type) =>
        IsPython2 && type.IsBuiltin && type.IsSubtypeOf(ExceptionTypes.BaseException) ? $"exceptions.{type.Name}" : type.Name;

    /// <summary>AttributeError: a value has no attribute of that name.</summary>
    public PythonError NoAttribute(PyValue value, string name)
    {
        var text = value.Object switch
        {
            PyType type => $"type object '{NameInTexts(type)}' has no attribute '{name}'",
            PyModule module when ModuleIsNamed => $"module '{module.Name}' has no attribute '{name}'",
            _ => $"'{NameInTexts(value.Type)}' object has no attribute '{name}'",
        };
        var error = PyErrors.AttributeError(text);
        // Python code sees them from 3.10 on; whoever reads the error in C# wants to know which names are close in every version.
        error.Value.SetField("name", PyValue.FromText(name));
        error.Value.SetField("obj", value);
        return error;
    }

    /// <summary>AttributeError: an attribute to be deleted is not there.</summary>
    public PythonError NoAttributeToDelete(PyValue value, string name, bool hasAttributes = false) =>
        DeletingTellsAll && !(IsPython2 && hasAttributes) ? NoAttribute(value, name) : PyErrors.AttributeError(name);

    /// <summary>AttributeError: an object without dict has no place for an attribute.</summary>
    /// <param name="value">The object.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="isInClass">Whether its class has it.</param>
    public PythonError CannotSet(PyValue value, string name, bool isInClass)
    {
        if (isInClass)
            return PyErrors.AttributeError($"'{value.Type.Name}' object attribute '{name}' is read-only");
        return SettingTellsWhy
            ? PyErrors.AttributeError($"'{value.Type.Name}' object has no attribute '{name}' and no __dict__ for setting new attributes")
            : NoAttribute(value, name);
    }

    /// <summary>AttributeError: a name of <c>__slots__</c> has no value.</summary>
    public PythonError UnsetSlot(PyValue value, string name) =>
        SettingTellsWhy && value.Type.Module is not ("builtins" or "__main__")
            ? PyErrors.AttributeError($"'{value.Type.Module}.{value.Type.QualifiedName}' object has no attribute '{name}'")
        : ErrorsKnowNames ? NoAttribute(value, name) : PyErrors.AttributeError(name);

    /// <summary>AttributeError: the same where it is to be deleted.</summary>
    public PythonError UnsetSlotToDelete(PyValue value, string name) => PyErrors.AttributeError(name);

    /// <summary>The class that <c>OSError(…)</c> makes.</summary>
    public PyType OSErrorClass(ReadOnlySpan<PyValue> arguments) =>
        arguments.Length >= 2 && arguments.Length <= MostOSErrorArguments && arguments[0].IsInt
        && OSErrorClasses.TryGetValue(arguments[0].Int, out var type)
            ? type
            : ExceptionTypes.OSError;

    /// <summary>Whether the constructor of a class takes a keyword argument.</summary>
    public bool TakesKeyword(PyType type, string name)
    {
        if (type.IsSubtypeOf(ExceptionTypes.ImportError))
            return HasSuppressContext && (name is "name" or "path" || (name is "name_from" && ImportKnowsNameFrom));
        return ErrorsKnowNames
            && ((name == "name" && (type.IsSubtypeOf(ExceptionTypes.NameError) || type.IsSubtypeOf(ExceptionTypes.AttributeError)))
                || (name == "obj" && type.IsSubtypeOf(ExceptionTypes.AttributeError)));
    }

    /// <summary>TypeError: more keyword arguments than the constructor takes; null where they are not too many, or it takes none.</summary>
    public PythonError? TooManyKeywords(PyType type, int given)
    {
        foreach (var (owner, most) in ((PyType, int)[])[(ExceptionTypes.ImportError, ImportKnowsNameFrom ? 3 : 2), (ExceptionTypes.NameError, 1), (ExceptionTypes.AttributeError, 2)])
        {
            if (given > most && type.IsSubtypeOf(owner) && TakesKeyword(owner, "name"))
                return PyErrors.TypeError($"{owner.Name}() takes at most {most} keyword argument{(most == 1 ? "" : "s")} ({given} given)");
        }
        return null;
    }

    /// <summary>TypeError: the constructor does not take that keyword argument.</summary>
    public PythonError UnknownKeyword(PyType type, string name)
    {
        foreach (var owner in (PyType[])[ExceptionTypes.ImportError, ExceptionTypes.NameError, ExceptionTypes.AttributeError])
        {
            if (type.IsSubtypeOf(owner) && TakesKeyword(owner, "name"))
                return PyErrors.TypeError(InvalidKeywordText(owner.Name, name));
        }
        return PyErrors.TypeError(UnknownKeywordText(NameInTexts(type), name));
    }
}
