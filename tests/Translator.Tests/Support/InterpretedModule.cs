using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Support;

/// <summary>A .pyc that the interpreter has run, and calls of its functions.</summary>
internal sealed class InterpretedModule
{
    private readonly PyNamespace _globals = new();

    /// <summary>Runs a file's module.</summary>
    /// <param name="path">The file.</param>
    /// <param name="recursionLimit">The recursion limit; null: Python's.</param>
    public InterpretedModule(string path, int? recursionLimit = null)
    {
        var file = PycFile.Read(path);
        Runtime = new PythonRuntime(file.Version) { Modules = new StandardModules(), RecursionLimit = recursionLimit ?? 1000 };
        _globals["__name__"] = PyValue.FromText(Path.GetFileNameWithoutExtension(path));
        Interpreter.RunModule(Runtime, new PyCode(file.Code), _globals);
    }

    public PythonRuntime Runtime { get; }

    /// <summary>What the module bound to a name.</summary>
    public PyValue Global(string name) => _globals[name];

    /// <summary>Calls a function; what Python raises comes as <see cref="PythonError"/>.</summary>
    public PyValue Call(string function, params ReadOnlySpan<PyValue> arguments) =>
        _globals.TryGet(function, out var target)
            ? Operators.Call(Runtime, target, arguments)
            : throw new AssertionException($"The module has no {function}.");

    /// <summary>The repr of what a function without parameters returns, or <c>ValueError: its message</c>.</summary>
    public string Outcome(string function)
    {
        try
        {
            return Operators.Repr(Runtime, Call(function));
        }
        catch (PythonError error)
        {
            return Describe(error);
        }
    }

    /// <summary><c>ValueError: its message</c>, by <c>type(error).__name__ + ": " + str(error)</c>.</summary>
    public string Describe(PythonError error) => error.Value.Type.Name + ": " + Operators.Str(Runtime, error.Value);
}
