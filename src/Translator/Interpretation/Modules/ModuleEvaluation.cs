using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What running the top level of a module came to.</summary>
/// <param name="Globals">The names that it bound; those whose values could not be had are bound to an <see cref="UnavailableObject"/>.</param>
/// <param name="Unavailable">The latter.</param>
internal sealed record ModuleEvaluation(PyNamespace Globals, ImmutableArray<UnavailableName> Unavailable)
{
    /// <summary>The work that a top level may take, unless a call's control or <see cref="PythonRuntime.Budget"/> says otherwise.</summary>
    public const long DefaultBudget = 100_000_000;

    /// <summary>Runs a module's top level. The runtime's gate is held.</summary>
    /// <param name="runtime">The runtime, from now on the module's.</param>
    /// <param name="code">The code of the top level.</param>
    /// <param name="name">The module's <c>__name__</c>.</param>
    /// <exception cref="PythonError">The top level raises, as an import would.</exception>
    /// <exception cref="PycFormatException">The code is damaged.</exception>
    /// <exception cref="ExecutionLimitException">It does not end within <see cref="PythonRuntime.Budget"/>, or the default.</exception>
    /// <remarks>
    /// A statement that needs what PycJit does not have is left out, and hurts only what uses the names that it could have changed.
    /// </remarks>
    public static ModuleEvaluation Run(PythonRuntime runtime, CodeObject code, string name)
    {
        var globals = new PyNamespace();
        globals["__name__"] = PyValue.FromText(name);
        globals["__doc__"] = PyValue.None;
        globals["__package__"] = PyValue.FromText("");
        globals["__file__"] = PyValue.FromText(code.FileName);
        globals["__builtins__"] = new UnavailableObject(
            DiagnosticDescriptors.InternalName, "__builtins__", "it differs between a module that is run and one that is imported", "Import builtins.");

        var top = new PyCode(code);
        var recovery = new StatementRecovery(runtime, top.Runnable, globals);
        if (runtime.Control is null)
            runtime.Budget ??= DefaultBudget;
        try
        {
            Interpreter.RunModule(runtime, top, globals, recovery);
        }
        catch (PycJitException) when (recovery.HasStopped)
        {
            // Every name that the rest could bind is unavailable, with the reason.
        }
        finally
        {
            runtime.Budget = null;                                 // functions are called later; who calls them limits them
        }
        return new ModuleEvaluation(
            globals,
            [
                .. globals.Items
                    .Where(item => item.Value.Object is UnavailableObject && item.Key != "__builtins__")
                    .Select(item => UnavailableName.Of(item.Key, (UnavailableObject)item.Value.Object!)),
            ]);
    }
}

/// <summary>A name of a module whose value could not be had.</summary>
/// <param name="Name">The name.</param>
/// <param name="Diagnostic">Why.</param>
internal readonly record struct UnavailableName(string Name, Diagnostic Diagnostic)
{
    /// <summary>Why: a clause, without a full stop.</summary>
    public string Reason => Diagnostic.Reason;

    /// <summary>The name of what could not be had.</summary>
    public static UnavailableName Of(string name, UnavailableObject value) => new(name, value.Used().Diagnostic);
}
