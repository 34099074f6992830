using Pyc.Translation;

namespace Pyc;

/// <summary>Python code raised an exception.</summary>
public sealed class PythonException : PycJitException
{
    internal PythonException(string typeName, string pythonMessage, SourceLocation where)
        : base($"{typeName}: {pythonMessage} ({where})")
    {
        TypeName = typeName;
        PythonMessage = pythonMessage;
        Where = where;
    }

    /// <summary>Name of the exception's class in Python: <c>ZeroDivisionError</c>.</summary>
    public string TypeName { get; }

    /// <summary>What <c>str(exception)</c> is in the Python that compiled the file.</summary>
    public string PythonMessage { get; }

    /// <summary>Where it was raised.</summary>
    public SourceLocation Where { get; }
}
