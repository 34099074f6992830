using Pyc.Translation;

namespace Pyc;

/// <summary>Python code raised an exception.</summary>
/// <remarks>
/// <see cref="Exception.Message"/> is one line: class, message and place.
/// For the exceptions that matter most there are subclasses; which one it is depends on the class that was raised and its bases, so that
/// a class of the module derived from <c>ValueError</c> is a <see cref="PythonValueException"/>.
/// <see cref="Exception.InnerException"/> is the exception that Python names as the cause, or else the one during whose handling this one
/// was raised.
/// </remarks>
public class PythonException : PycJitException
{
    private readonly RaisedException _raised;

    internal PythonException(RaisedException raised)
        : base(raised.Summary, raised.Inner) => _raised = raised;

    /// <summary>Name of the exception's class in Python: <c>ZeroDivisionError</c>.</summary>
    public string PythonType => _raised.TypeName;

    /// <summary>What <c>str(exception)</c> is in the Python that compiled the file.</summary>
    public string PythonMessage => _raised.Message;

    /// <summary>The frames that it passed, the outermost first, as Python's traceback lists them.</summary>
    public IReadOnlyList<PythonTracebackEntry> Traceback => _raised.Traceback;

    /// <summary>Where it was raised.</summary>
    public SourceLocation Where => _raised.Where;

    /// <summary>The traceback as CPython prints it when it finds no source files.</summary>
    public string FormatTraceback() => FormatTraceback(_ => null);

    /// <summary>The traceback as CPython prints it, with the lines of the source.</summary>
    /// <param name="source">Gives the text of a source file by the name in <see cref="PythonTracebackEntry.File"/>, or null.</param>
    public string FormatTraceback(Func<string, string?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _raised.FormatTraceback(source);
    }
}
