using System.Collections.Frozen;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Whether a statement could bind global names that no instruction shows.</summary>
internal static class UnseenBindings
{
    // What gives the names of a module as a dict or object that can be changed, or runs text.
    private static readonly FrozenSet<string> s_ways = new[]
    {
        "globals", "locals", "vars", "exec", "eval", "execfile", "__import__", "import_module", "modules", "__dict__", "__globals__",
        "func_globals", "f_globals", "f_locals", "_getframe",
    }.ToFrozenSet();

    /// <summary>Whether the statement, or a function that it could call, uses something by which names are bound.</summary>
    /// <param name="runtime">The runtime, which counts the work.</param>
    /// <param name="module">The top level.</param>
    /// <param name="span">The statement.</param>
    /// <param name="globals">The names bound so far.</param>
    public static bool ArePossible(PythonRuntime runtime, RunnableCode module, StatementSpan span, PyNamespace globals)
    {
        var graph = new ObjectGraph(runtime, globals);
        foreach (var index in span.Instructions)
        {
            if (module.Bytecode.Instructions[index].Op is BytecodeOp.ImportStar or BytecodeOp.Execute)
                return true;
            graph.Add(module, index);
        }
        return graph.Mentioned.Overlaps(s_ways);
    }
}
