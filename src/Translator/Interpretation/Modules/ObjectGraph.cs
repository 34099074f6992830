using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Which objects can be reached from values, and which of them can be changed.</summary>
/// <param name="runtime">The runtime, which is charged a unit for each object and instruction: a file chooses how many there are.</param>
/// <param name="globals">The globals of the module; null where functions are not followed to the names that their code uses.</param>
internal sealed class ObjectGraph(PythonRuntime runtime, PyNamespace? globals)
{
    private readonly HashSet<PyObject> _visited = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PyCode> _visitedCode = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<PyValue> _pending = new();              // no recursion: a hostile file nests as deep as it likes
    private readonly Stack<PyCode> _pendingCode = new();
    private readonly Dictionary<PyObject, bool> _holdsConstants = new(ReferenceEqualityComparer.Instance);

    /// <summary>The objects found that code holding them can change, or whose inside is not known.</summary>
    public HashSet<PyObject> Changeable { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The global names that the functions found bind or unbind.</summary>
    public HashSet<string> Bound { get; } = [];

    /// <summary>The global names and attributes that the code found reads.</summary>
    public HashSet<string> Mentioned { get; } = [];

    /// <summary>Follows what one instruction loads.</summary>
    public void Add(RunnableCode code, int index)
    {
        Push(code, index);
        while (true)
        {
            if (_pending.TryPop(out var value))
            {
                if (value.Object is { } target && _visited.Add(target))
                    Visit(target);
            }
            else if (_pendingCode.TryPop(out var pending))
            {
                if (_visitedCode.Add(pending))
                    PushLoads(pending.Runnable);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Whether one of the objects can be reached from a value.</summary>
    /// <remarks>What it cannot be reached from is remembered, so that all globals together are looked at about once.</remarks>
    public bool Reaches(PyValue value, HashSet<PyObject> objects)
    {
        runtime.Charge();
        var added = new List<PyObject>();
        _pending.Push(value);
        while (_pending.TryPop(out var next))
        {
            if (next.Object is not { } target || !_visited.Add(target))
                continue;
            added.Add(target);
            if (objects.Contains(target))
            {
                _pending.Clear();
                _visited.ExceptWith(added);
                return true;
            }
            Visit(target);
        }
        return false;
    }

    // Whether a value can only be changed in itself: a list of numbers, a tuple.
    private bool HoldsConstants(PyValue value)
    {
        if (value.Object is not { } target)
            return true;
        if (!_holdsConstants.TryGetValue(target, out var holds))
            _holdsConstants[target] = holds = new ObjectGraph(runtime, null).CanOnlyChange(target);
        return holds;
    }

    private bool CanOnlyChange(PyObject root)
    {
        var own = root is PyList or PyDict or PySet { IsFrozen: false } ? 1 : 0;
        _pending.Push(root);
        while (_pending.TryPop(out var value))
        {
            if (value.Object is not { } target || !_visited.Add(target))
                continue;
            Visit(target);
            if (Changeable.Count > own)
                return false;
        }
        return true;
    }

    private void PushLoads(RunnableCode code)
    {
        for (var i = 0; i < code.Bytecode.Instructions.Length; i++)
            Push(code, i);
    }

    private void Push(RunnableCode code, int index)
    {
        runtime.Charge();
        var bytecode = code.Bytecode;
        var instruction = bytecode.Instructions[index];
        if (instruction.Op is BytecodeOp.LoadName or BytecodeOp.LoadGlobal or BytecodeOp.LoadFromDictOrGlobals or BytecodeOp.LoadAttribute)
            Mentioned.Add(bytecode.Code.Names[instruction.Argument]);
        switch (instruction.Op)
        {
            case BytecodeOp.LoadConstant when bytecode.Constants[instruction.Argument] is CodeObject:
                var constant = code.Constants[instruction.Argument];
                if ((constant.IsUnbound ? code.LoadConstant(runtime, instruction.Argument) : constant).As<PyCode>() is { } inner)
                    _pendingCode.Push(inner);
                break;
            case BytecodeOp.LoadName or BytecodeOp.LoadGlobal or BytecodeOp.LoadFromDictOrGlobals
                when globals is not null && globals.TryGet(bytecode.Code.Names[instruction.Argument], out var value):
                if (!OperandUse.IsRead(runtime, bytecode, index, globals) || !HoldsConstants(value))
                    _pending.Push(value);
                break;
            case BytecodeOp.StoreGlobal or BytecodeOp.DeleteGlobal:
                Bound.Add(bytecode.Code.Names[instruction.Argument]);
                break;
        }
    }

    private void Visit(PyObject target)
    {
        runtime.Charge();
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
                    _pendingCode.Push(function.Code);
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
                Push(list.OwnItems);                      // what C# has lent holds numbers
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
        runtime.ChargeCopy(values.Length);
        foreach (var value in values)
            _pending.Push(value);
    }
}
