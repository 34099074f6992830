using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What running the top level of a module came to.</summary>
/// <param name="Globals">The names that it bound.</param>
/// <param name="Unavailable">The names whose values could not be had.</param>
internal sealed record ModuleEvaluation(PyNamespace Globals, ImmutableArray<UnavailableName> Unavailable)
{
    /// <summary>Runs a module's top level. The runtime's gate is held.</summary>
    /// <param name="runtime">The runtime, from now on the module's.</param>
    /// <param name="code">The code of the top level.</param>
    /// <param name="name">The module's <c>__name__</c>.</param>
    /// <exception cref="PythonError">The top level raises, as an import would.</exception>
    public static ModuleEvaluation Run(PythonRuntime runtime, CodeObject code, string name)
    {
        var globals = new PyNamespace();
        globals["__name__"] = PyValue.FromText(name);
        globals["__doc__"] = PyValue.None;
        globals["__package__"] = PyValue.FromText("");
        globals["__file__"] = PyValue.FromText(code.FileName);
        Interpreter.RunModule(runtime, new PyCode(code), globals);
        return new ModuleEvaluation(globals, []);
    }
}

/// <summary>A name of a module whose value could not be had.</summary>
/// <param name="Name">The name.</param>
/// <param name="Reason">Why: a clause, without a full stop.</param>
/// <param name="Line">The line of the statement that binds it; 0 where unknown.</param>
internal readonly record struct UnavailableName(string Name, string Reason, int Line);
