namespace Pyc.Translation.Interpretation;

/// <summary>Makes the exceptions that Python's own operations raise: <c>throw PyErrors.TypeError("…")</c>.</summary>
internal static class PyErrors
{
    public static PythonError TypeError(string message) => Of(ExceptionTypes.TypeError, message);

    public static PythonError ValueError(string message) => Of(ExceptionTypes.ValueError, message);

    public static PythonError ZeroDivisionError(string message) => Of(ExceptionTypes.ZeroDivisionError, message);

    public static PythonError OverflowError(string message) => Of(ExceptionTypes.OverflowError, message);

    public static PythonError IndexError(string message) => Of(ExceptionTypes.IndexError, message);

    public static PythonError AttributeError(string message) => Of(ExceptionTypes.AttributeError, message);

    public static PythonError NameError(string message) => Of(ExceptionTypes.NameError, message);

    /// <summary>A NameError that knows the name, which Python code sees from 3.10 on.</summary>
    public static PythonError NameError(string message, string name)
    {
        var error = NameError(message);
        error.Value.SetField("name", PyValue.FromText(name));
        return error;
    }

    public static PythonError RuntimeError(string message) => Of(ExceptionTypes.RuntimeError, message);

    /// <summary>A KeyError; its argument is the key itself.</summary>
    public static PythonError KeyError(PyValue key) => new(new PyException(ExceptionTypes.KeyError, [key]));

    /// <summary>An exception of any class with a message.</summary>
    public static PythonError Of(PyType type, string message) => new(new PyException(type, [PyValue.FromText(message)]));
}
