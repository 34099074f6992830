using Pyc.Loader;

namespace Pyc.Binding;

/// <summary>Guesses which parameters are sequences, where nobody says so, from what the code does with them.</summary>
/// <remarks>
/// One look at each instruction, without the ways between them: what it takes for a sequence is indexed, iterated or measured in the source. The guess
/// is a type to show code for; a delegate says what it passes.
/// </remarks>
internal sealed class SequenceParameters
{
    // Of what is passed to them they ask for items, and for no number.
    private static readonly HashSet<string> s_takeSequences =
        ["len", "sum", "enumerate", "zip", "reversed", "sorted", "list", "tuple", "set", "any", "all", "min", "max"];

    private static readonly HashSet<string> s_methods = ["sort", "reverse", "index", "count"];
    private static readonly HashSet<string> s_growingMethods = ["append", "pop", "insert", "extend", "clear", "remove"];

    private readonly Bytecode _bytecode;
    private readonly Use[] _uses;
    private readonly Dictionary<int, Origin> _locals = [];
    private readonly List<Origin> _stack = [];

    private SequenceParameters(Bytecode bytecode)
    {
        _bytecode = bytecode;
        _uses = new Use[bytecode.Code.ParameterCount];
        for (var i = 0; i < _uses.Length; i++)
            _locals[i] = new Origin(OriginKind.Parameter, i);
    }

    private enum OriginKind
    {
        Unknown,
        Parameter,
        Item,
        ItemOfItem,
        Slice,
        Tuple,
        Function,
        Method,
    }

    /// <summary>C# types for the parameters that are sequences; null for the others.</summary>
    public static Type?[] Of(Bytecode bytecode)
    {
        var parameters = new SequenceParameters(bytecode);
        for (var i = 0; i < bytecode.Instructions.Length; i++)
            parameters.Visit(i, bytecode.Instructions[i]);
        return Array.ConvertAll(parameters._uses, TypeOf);
    }

    private static Type? TypeOf(Use use)
    {
        var item = use.HasIndexes ? typeof(long) : typeof(double);
        var (array, list, matrix, jagged) = ElementClasses.Of(item)!.Types;     // both are types of elements
        return !use.IsSequence ? null
            : use.IsGrid ? matrix
            : use.HasRows ? jagged
            : use.Grows ? list
            : array;
    }

    private void Visit(int index, Instruction instruction)
    {
        // Behind a jump lies what lay there before it, as far as it is known.
        var depth = _bytecode.StackDepths[index];
        while (_stack.Count < depth)
            _stack.Add(default);
        _stack.RemoveRange(depth, _stack.Count - depth);
        var info = BytecodeOpInfo.Of(instruction.Op);
        switch (instruction.Op)
        {
            case BytecodeOp.LoadLocal:
                _stack.Add(_locals.GetValueOrDefault(instruction.Argument));
                break;
            case BytecodeOp.StoreLocal:
                Store(instruction.Argument, Pop());
                break;
            case BytecodeOp.LoadGlobal or BytecodeOp.LoadName:
                _stack.Add(new Origin(OriginKind.Function, instruction.Argument));
                break;
            case BytecodeOp.LoadAttribute:
                _stack.Add(Attribute(Pop(), _bytecode.Code.Names[instruction.Argument]));
                break;
            case BytecodeOp.Copy:
                _stack.Add(_stack[^instruction.Argument]);
                break;
            case BytecodeOp.Swap:
                (_stack[^1], _stack[^instruction.Argument]) = (_stack[^instruction.Argument], _stack[^1]);
                break;
            case BytecodeOp.RotateDown:
                _stack.Insert(_stack.Count - instruction.Argument, Pop());
                break;
            case BytecodeOp.RotateUp:
                _stack.Add(_stack[^instruction.Argument]);
                _stack.RemoveAt(_stack.Count - 1 - instruction.Argument);
                break;
            case BytecodeOp.BuildSlice or BytecodeOp.BuildTuple:
                Push(info, instruction, new Origin(instruction.Op == BytecodeOp.BuildSlice ? OriginKind.Slice : OriginKind.Tuple, 0));
                break;
            case BytecodeOp.LoadSubscript:
                var at = Pop();
                _stack.Add(Subscript(Pop(), at));
                break;
            case BytecodeOp.StoreSubscript or BytecodeOp.DeleteSubscript:
                at = Pop();
                Subscript(Pop(), at);
                break;
            case BytecodeOp.GetIterator:
                Sequence(_stack[^1]);
                break;
            case BytecodeOp.ForIterator:
                _stack.Add(ItemOf(_stack[^1]));
                break;
            case BytecodeOp.UnpackSequence:
                var unpacked = Pop();
                Sequence(unpacked);
                for (var i = 0; i < instruction.Argument; i++)
                    _stack.Add(ItemOf(unpacked));
                break;
            case BytecodeOp.Contains:
                Sequence(_stack[^1]);
                Push(info, instruction, default);
                break;
            case BytecodeOp.Call:
                Call(instruction.Argument);
                Push(info, instruction, default);
                break;
            default:
                Push(info, instruction, default);
                break;
        }
    }

    private Origin Pop()
    {
        if (_stack.Count == 0)
            return default;
        var top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    /// <summary>Takes from the stack what an instruction does, and pushes what it gives.</summary>
    private void Push(BytecodeOpInfo info, Instruction instruction, Origin result)
    {
        var pops = (int)Math.Min(info.PopsWith(instruction.Argument), _stack.Count);
        _stack.RemoveRange(_stack.Count - pops, pops);
        for (var pushes = info.PushesWith(instruction.Argument); pushes > 0; pushes--)
            _stack.Add(result);
    }

    // A name that is bound to several things is none of them.
    private void Store(int slot, Origin value) => _locals[slot] = !_locals.TryGetValue(slot, out var known) || known == value ? value : default;

    private Origin Attribute(Origin value, string name)
    {
        if (s_growingMethods.Contains(name) && value.Kind == OriginKind.Parameter)
            _uses[value.Number].Grows = true;
        if (!s_growingMethods.Contains(name) && !s_methods.Contains(name))
            return default;
        Sequence(value);
        return new Origin(OriginKind.Method, 0);
    }

    private Origin Subscript(Origin container, Origin index)
    {
        Sequence(container);
        if (index.Kind == OriginKind.Slice)
            return container;
        if (index.Kind == OriginKind.Tuple && container.Kind == OriginKind.Parameter)
        {
            _uses[container.Number].IsGrid = true;
            return new Origin(OriginKind.ItemOfItem, container.Number);
        }
        // What is an index is an int.
        if (index.Kind is OriginKind.Item or OriginKind.ItemOfItem)
            _uses[index.Number].HasIndexes = true;
        return ItemOf(container);
    }

    private void Call(int count)
    {
        var callee = _stack.Count > count ? _stack[^(count + 1)] : default;
        if (callee.Kind != OriginKind.Function)
            return;
        var name = _bytecode.Code.Names[callee.Number];
        foreach (var argument in _stack[^count..])
        {
            if (name == "range" && argument.Kind is OriginKind.Item or OriginKind.ItemOfItem)
                _uses[argument.Number].HasIndexes = true;
            else if (s_takeSequences.Contains(name) && (count == 1 || name is not ("min" or "max")))
                Sequence(argument);
        }
    }

    private void Sequence(Origin origin)
    {
        if (origin.Kind is OriginKind.Parameter or OriginKind.Item)
            _uses[origin.Number].IsSequence = true;
        if (origin.Kind == OriginKind.Item)
            _uses[origin.Number].HasRows = true;
    }

    private static Origin ItemOf(Origin container) => container.Kind switch
    {
        OriginKind.Parameter => new Origin(OriginKind.Item, container.Number),
        OriginKind.Item => new Origin(OriginKind.ItemOfItem, container.Number),
        _ => default,
    };

    /// <summary>Where a value comes from.</summary>
    /// <param name="Kind">From what.</param>
    /// <param name="Number">The number of the parameter that it is, or is an item of; of a function the index of its name.</param>
    private readonly record struct Origin(OriginKind Kind, int Number);

    private struct Use
    {
        public bool IsSequence;
        public bool HasRows;
        public bool HasIndexes;
        public bool Grows;
        public bool IsGrid;
    }
}
