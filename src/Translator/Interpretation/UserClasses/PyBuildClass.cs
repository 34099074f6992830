namespace Pyc.Translation.Interpretation;

/// <summary>The builtin <c>__build_class__</c>, which the statement <c>class</c> of Python 3 calls.</summary>
internal sealed class PyBuildClass : PyObject
{
    private PyBuildClass()
    {
    }

    /// <summary>The only one.</summary>
    public static PyBuildClass Instance { get; } = new();

    /// <inheritdoc/>
    public override PyType Type => PyTypes.BuiltinFunction;

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments) => Classes.BuildClass(runtime, arguments);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => "<built-in function __build_class__>";
}
