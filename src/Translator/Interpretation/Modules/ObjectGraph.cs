using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Which objects can be reached from values, and which of them can be changed.</summary>
/// <param name="globals">The globals of the module; null where functions are not followed to the names that their code uses.</param>
internal sealed class ObjectGraph(PyNamespace? globals)
{
    private readonly HashSet<PyObject> _visited = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<CodeObject> _visitedCode = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<PyValue> _pending = new();              // no recursion: a hostile file nests as deep as it likes
    private readonly Stack<CodeObject> _pendingCode = new();

    /// <summary>The objects found that code holding them can change, or whose inside is not known.</summary>
    public HashSet<PyObject> Changeable { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The global names that the functions found bind or unbind.</summary>
    public HashSet<string> Bound { get; } = [];

    /// <summary>The global names and attributes that the code found reads.</summary>
    public HashSet<string> Mentioned { get; } = [];

    /// <summary>Whether a value, and all that is in it, can only be read: a number, a string, a tuple of these.</summary>
    public static bool IsConstant(PyValue value)
    {
        var graph = new ObjectGraph(null);
        graph.Add(value);
        return graph.Changeable.Count == 0;
    }

    /// <summary>Whether a value can only be changed in itself: a list of numbers, a tuple.</summary>
    public static bool HoldsConstants(PyValue value)
    {
        var graph = new ObjectGraph(null);
        graph.Add(value);
        return graph.Changeable.Count == 0 || graph.Changeable.Count == 1 && value.Object is PyList or PyDict or PySet;
    }

    /// <summary>Follows a value.</summary>
    public void Add(PyValue value)
    {
        _pending.Push(value);
        Follow();
    }

    /// <summary>Follows what one instruction loads.</summary>
    public void Add(Bytecode bytecode, int index)
    {
        Push(bytecode, index);
        Follow();
    }

    private void Follow()
    {
        while (true)
        {
            if (_pending.TryPop(out var value))
            {
                if (value.Object is { } target && _visited.Add(target))
                    Visit(target);
            }
            else if (_pendingCode.TryPop(out var code))
            {
                if (_visitedCode.Add(code))
                    PushLoads(BytecodeDecoder.Decode(code));
            }
            else
            {
                return;
            }
        }
    }

    private void PushLoads(Bytecode bytecode)
    {
        for (var i = 0; i < bytecode.Instructions.Length; i++)
            Push(bytecode, i);
    }

    private void Push(Bytecode bytecode, int index)
    {
        var instruction = bytecode.Instructions[index];
        if (instruction.Op is BytecodeOp.LoadName or BytecodeOp.LoadGlobal or BytecodeOp.LoadFromDictOrGlobals or BytecodeOp.LoadAttribute)
            Mentioned.Add(bytecode.Code.Names[instruction.Argument]);
        switch (instruction.Op)
        {
            case BytecodeOp.LoadConstant when bytecode.Constants[instruction.Argument] is CodeObject inner:
                _pendingCode.Push(inner);
                break;
            case BytecodeOp.LoadName or BytecodeOp.LoadGlobal or BytecodeOp.LoadFromDictOrGlobals
                when globals is not null && globals.TryGet(bytecode.Code.Names[instruction.Argument], out var value):
                if (!OperandUse.IsRead(bytecode, index, globals) || !HoldsConstants(value))
                    _pending.Push(value);
                break;
            case BytecodeOp.StoreGlobal or BytecodeOp.DeleteGlobal:
                Bound.Add(bytecode.Code.Names[instruction.Argument]);
                break;
        }
    }

    private void Visit(PyObject target)
    {
        switch (target)
        {
            case PyStr or PyBytes or PyInteger or PyRange or PySingleton or PyBuiltinFunction or PyModule or PyCode or UnavailableObject:
            case PyType { IsBuiltin: true }:
                break;
            case PySlice slice:
                Push(slice.Start, slice.Stop, slice.Step);
                break;
            case PyTuple tuple:
                Push(tuple.Items);
                break;
            case PySet { IsFrozen: true } set:
                PushItems(set);
                break;
            case PyFunction function:
                foreach (var cell in function.Closure)
                    Push(cell.Value);
                Push(function.Defaults);
                Push(function.KeywordDefaults?.Values.ToArray());
                Push(function.Attributes?.Values.ToArray());
                if (globals is not null)
                    _pendingCode.Push(function.Code.Code);
                break;
            case PyMethod method:
                Push(method.Function, method.Self);
                break;
            default:
                Changeable.Add(target);
                VisitChangeable(target);
                break;
        }
    }

    private void VisitChangeable(PyObject target)
    {
        switch (target)
        {
            case PyList list:
                Push(list.Items);
                break;
            case PySet set:
                PushItems(set);
                break;
            case PyDict dict:
                for (var position = 0; dict.TryNextEntry(ref position, out var key, out var value);)
                    Push(key, value);
                break;
            case PyType type:
                Push([.. type.Namespace!.Items.Select(item => item.Value)]);        // a class of the module has one
                break;
        }
    }

    private void PushItems(PySet set)
    {
        for (var position = 0; set.TryNextItem(ref position, out var item);)
            _pending.Push(item);
    }

    private void Push(params ReadOnlySpan<PyValue> values)
    {
        foreach (var value in values)
            _pending.Push(value);
    }
}
