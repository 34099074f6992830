using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>A fixture module that the interpreter has run.</summary>
internal sealed class FixtureModule
{
    private readonly PyNamespace _globals = new();

    public FixtureModule(string module, string version)
    {
        var file = PycFile.Read(Repository.Pyc(module, version));
        Runtime = new PythonRuntime(file.Version) { Output = Output };
        _globals["__name__"] = PyValue.FromText(module);
        Interpreter.RunModule(Runtime, new PyCode(file.Code), _globals);
    }

    public PythonRuntime Runtime { get; }

    public StringWriter Output { get; } = new();

    public PyFunction this[string name] => _globals[name].As<PyFunction>()!;

    /// <summary>The result, or "TypeName: message".</summary>
    public string Call(string name, params PyValue[] arguments)
    {
        try
        {
            return Operators.Repr(Runtime, this[name].Call(Runtime, new CallArguments(arguments)));
        }
        catch (PythonError error)
        {
            var args = error.Value.Args;
            return $"{error.Value.Type.Name}: {(args.IsEmpty ? "" : Operators.Str(Runtime, args[0]))}";
        }
    }
}
