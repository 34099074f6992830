namespace Pyc.Translation.Interpretation;

/// <summary>Makes the exceptions that Python's own operations raise: <c>throw PyErrors.TypeError("…")</c>.</summary>
internal static class PyErrors
{
    /// <summary>An operation on a value of a type that does not have it.</summary>
    public static PythonError TypeError(string message) => Of(ExceptionTypes.TypeError, message);

    /// <summary>A value of the right type that will not do.</summary>
    public static PythonError ValueError(string message) => Of(ExceptionTypes.ValueError, message);

    /// <summary>A division or a remainder by zero.</summary>
    public static PythonError ZeroDivisionError(string message) => Of(ExceptionTypes.ZeroDivisionError, message);

    /// <summary>A result or an argument beyond the range.</summary>
    public static PythonError OverflowError(string message) => Of(ExceptionTypes.OverflowError, message);

    /// <summary>An index outside the sequence.</summary>
    public static PythonError IndexError(string message) => Of(ExceptionTypes.IndexError, message);

    /// <summary>An attribute that is missing or cannot be set.</summary>
    public static PythonError AttributeError(string message) => Of(ExceptionTypes.AttributeError, message);

    /// <summary>A name that is bound to nothing.</summary>
    public static PythonError NameError(string message) => Of(ExceptionTypes.NameError, message);

    /// <summary>A NameError that knows the name, which Python code sees from 3.10 on.</summary>
    public static PythonError NameError(string message, string name)
    {
        var error = NameError(message);
        error.Value.SetField("name", PyValue.FromText(name));
        return error;
    }

    /// <summary>What fits no other class: a changed container under iteration, a raise without an exception.</summary>
    public static PythonError RuntimeError(string message) => Of(ExceptionTypes.RuntimeError, message);

    /// <summary>A KeyError; its argument is the key itself.</summary>
    public static PythonError KeyError(PyValue key) => new(new PyException(ExceptionTypes.KeyError, [key]));

    /// <summary>An exception of any class with a message.</summary>
    public static PythonError Of(PyType type, string message) => new(new PyException(type, [PyValue.FromText(message)]));
}
