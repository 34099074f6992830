namespace Pyc.Translation.Interpretation;

/// <summary>An object of Python's own modules that can be called, such as <c>functools.partial</c> makes.</summary>
internal abstract class PyCallable : PyObject
{
    /// <inheritdoc/>
    public abstract override PyValue Call(PythonRuntime runtime, in CallArguments arguments);
}
