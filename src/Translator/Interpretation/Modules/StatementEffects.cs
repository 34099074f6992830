using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What a statement that is left out could have changed.</summary>
internal static class StatementEffects
{
    /// <summary>The global names whose values are not known any more.</summary>
    /// <param name="module">The top level.</param>
    /// <param name="span">What is left out of it.</param>
    /// <param name="globals">The names bound so far.</param>
    /// <remarks>
    /// These are the names that it binds; the names that functions it could call bind; and those from which an object can be reached that
    /// it could have changed. A container that it only reads counts as unchanged.
    /// </remarks>
    public static HashSet<string> NamesChanged(Bytecode module, StatementSpan span, PyNamespace globals)
    {
        var names = new HashSet<string>();
        var canChange = false;
        var graph = new ObjectGraph(globals);
        foreach (var index in span.Instructions)
        {
            var (op, argument) = (module.Instructions[index].Op, module.Instructions[index].Argument);
            canChange |= CanChange(op);
            if (op is BytecodeOp.StoreName or BytecodeOp.DeleteName)
                names.Add(module.Code.Names[argument]);
            graph.Add(module, index);
        }
        names.UnionWith(graph.Bound);
        if (canChange && graph.Changeable.Count > 0)
            names.UnionWith(globals.Items.Where(item => Reaches(item.Value, graph.Changeable)).Select(item => item.Key));
        return names;
    }

    private static bool Reaches(PyValue value, HashSet<PyObject> changed)
    {
        var graph = new ObjectGraph(null);
        graph.Add(value);
        return graph.Changeable.Overlaps(changed);
    }

    // What runs other code, or changes an object itself. Operators run other code only where an operand is an instance of a class.
    private static bool CanChange(BytecodeOp op) => op
        is BytecodeOp.Call or BytecodeOp.CallKeywords or BytecodeOp.CallUnpacked or BytecodeOp.CallPairs or BytecodeOp.CallExit
        or BytecodeOp.StoreSubscript or BytecodeOp.DeleteSubscript or BytecodeOp.StoreAttribute or BytecodeOp.DeleteAttribute
        or BytecodeOp.BinaryInPlace or BytecodeOp.ForIterator or BytecodeOp.Send or BytecodeOp.Execute or BytecodeOp.BuildClass;
}
