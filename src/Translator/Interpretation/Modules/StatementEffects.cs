using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What a statement that is left out could have changed.</summary>
internal static class StatementEffects
{
    /// <summary>The global names whose values are not known any more.</summary>
    /// <param name="runtime">The runtime, which is charged for what is looked at.</param>
    /// <param name="module">The top level.</param>
    /// <param name="span">What is left out of it.</param>
    /// <param name="globals">The names bound so far.</param>
    /// <exception cref="ExecutionLimitException">The objects are too many to be looked at.</exception>
    /// <remarks>
    /// These are the names that it binds; the names that functions it could call bind; and those from which an object can be reached that
    /// it could have changed. A container that it only reads counts as unchanged.
    /// </remarks>
    public static HashSet<string> NamesChanged(PythonRuntime runtime, RunnableCode module, StatementSpan span, PyNamespace globals)
    {
        var names = new HashSet<string>();
        var canChange = false;
        var graph = new ObjectGraph(runtime, globals);
        foreach (var index in span.Instructions)
        {
            var (op, argument) = (module.Bytecode.Instructions[index].Op, module.Bytecode.Instructions[index].Argument);
            canChange |= CanChange(op);
            if (op is BytecodeOp.StoreName or BytecodeOp.DeleteName)
                names.Add(module.Bytecode.Code.Names[argument]);
            graph.Add(module, index);
        }
        names.UnionWith(graph.Bound);
        if (canChange && graph.Changeable.Count > 0)
        {
            var search = new ObjectGraph(runtime, null);
            names.UnionWith(globals.Items.Where(item => search.Reaches(item.Value, graph.Changeable)).Select(item => item.Key));
        }
        return names;
    }

    // What runs other code, or changes an object itself. Operators run other code only where an operand is an instance of a class.
    private static bool CanChange(BytecodeOp op) => op
        is BytecodeOp.Call or BytecodeOp.CallKeywords or BytecodeOp.CallUnpacked or BytecodeOp.CallPairs or BytecodeOp.CallExit
        or BytecodeOp.StoreSubscript or BytecodeOp.DeleteSubscript or BytecodeOp.StoreAttribute or BytecodeOp.DeleteAttribute
        or BytecodeOp.BinaryInPlace or BytecodeOp.ForIterator or BytecodeOp.Send or BytecodeOp.Execute or BytecodeOp.BuildClass;
}
