using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>Takes over a call that native code has left: makes the frame that the interpreter would have there, and runs it on.</summary>
/// <remarks>
/// What the frame handles is found in it: the exceptions that stand above the place where a handler saved what was handled before. A
/// handler that has taken its exception off the stack leaves no trace of it; a <see cref="FrameSlotKind.Raised"/> at
/// <see cref="FrameShape.HandledPlace"/> says which one it is.
/// </remarks>
internal readonly ref struct FrameResumption
{
    private readonly PythonRuntime _runtime;
    private readonly Frame _frame;
    private readonly FrameShape _shape;
    private readonly ReadOnlySpan<PyValue> _operands;
    private readonly List<Raised> _raised = [];
    private readonly Dictionary<int, PyValue> _lists = [];      // by slot

    private FrameResumption(PythonRuntime runtime, Frame frame, FrameShape shape, ReadOnlySpan<PyValue> operands)
    {
        _runtime = runtime;
        _frame = frame;
        _shape = shape;
        _operands = operands;
    }

    /// <summary>Goes on with a call.</summary>
    /// <param name="runtime">The runtime, whose gate is held.</param>
    /// <param name="function">The function that was called.</param>
    /// <param name="shape">Where it stands, and what lies in which slot.</param>
    /// <param name="operands">The operands of the slots, as the shape orders them.</param>
    /// <returns>What the call returns.</returns>
    /// <exception cref="PythonError">It raises.</exception>
    public static PyValue Run(PythonRuntime runtime, PyFunction function, FrameShape shape, ReadOnlySpan<PyValue> operands)
    {
        runtime.Enter();
        var frame = default(Frame);
        var state = runtime.HandledState;
        var before = state.Value;
        try
        {
            try
            {
                frame = Interpreter.NewFrame(runtime, function);
                new FrameResumption(runtime, frame, shape, operands).Fill(before);
            }
            catch
            {
                if (frame is not null)
                    frame.Body.ReturnFrame(frame);
                runtime.Leave();
                throw;
            }
            return Interpreter.Run(runtime, frame, null);
        }
        finally
        {
            state.Value = before;
        }
    }

    private void Fill(PyException? before)
    {
        // Before anything lies in the frame: an instruction that raises uses its stack.
        var handled = Raise(before);
        if (_frame.Function!.Closure.Length is > 0 and var count)           // NewFrame sets the function
            Variables.CopyFreeVariables(_frame, count);
        var operand = 0;
        for (var next = 0; next < _shape.Slots.Length;)
        {
            var place = _shape.Slots[next].Place;
            var value = Take(ref next, ref operand, before);
            if (place >= 0)
                _frame.Values[place] = value;
        }
        _frame.Top = _frame.Body.SlotCount + _shape.Depth;
        _frame.Index = _shape.Index;
        _runtime.HandledState.Value = handled;
    }

    private PyValue Take(ref int next, ref int operand, PyException? before)
    {
        var index = next++;
        var slot = _shape.Slots[index];
        if (slot.Kind == FrameSlotKind.Same)
            return _lists[slot.Number];
        if (FrameSlots.ItemsOf(slot) is not { } count)
        {
            var single = ValueOf(slot, operand, before);
            operand += FrameSlots.OperandsOf(slot.Kind);
            return single;
        }
        var number = FrameSlots.OperandsOf(slot.Kind) == 1 ? _operands[operand++] : default;
        var items = new PyValue[count];
        for (var i = 0; i < items.Length; i++)
            items[i] = Take(ref next, ref operand, before);
        var value = ComposedSlots.Make(_runtime, slot.Kind, number, items);
        if (slot.Kind == FrameSlotKind.List)
            _lists[index] = value;
        return value;
    }

    private PyValue ValueOf(FrameSlot slot, int operand, PyException? before) => slot.Kind switch
    {
        FrameSlotKind.Value => _operands[operand],
        FrameSlotKind.Constant => ConstantAt(slot.Number),
        FrameSlotKind.Literal => ConstantValues.Of(_runtime, _shape.Literals[slot.Number]),
        FrameSlotKind.Global => GlobalAt(slot.Number),
        FrameSlotKind.Object => _shape.Objects[slot.Number],
        FrameSlotKind.Method => new PyMethod(_shape.Objects[slot.Number], _operands[operand]),
        FrameSlotKind.Range => RangeAt(operand),
        FrameSlotKind.RangeIterator =>
            // A range of its own from there on: to whoever only asks for the next number they are the same.
            RangeAt(operand).GetIterator(_runtime),
        FrameSlotKind.Raised or FrameSlotKind.RaisedByCode => ExceptionOf(slot, operand, before),
        FrameSlotKind.Common => Operations.LoadCommon(_runtime, _frame, (CommonObject)slot.Number),
        FrameSlotKind.NothingHandled => before is null ? PyValue.None : before,
        _ => throw new InternalCompilerException($"{slot.Kind} is no kind of slot."),
    };

    private PyValue ConstantAt(int index) => _frame.Body.Constants[index] is { IsUnbound: false } constant
        ? constant
        : Variables.LoadConstant(_runtime, _frame, index);

    private PyValue GlobalAt(int name) => _frame.Body.LoadGlobal(_runtime, _frame.Globals, name) is { IsUnbound: false } value
        ? value
        : Variables.LoadUnknownGlobal(_runtime, _frame, name);

    private static bool IsException(FrameSlot slot) => slot.Kind is FrameSlotKind.Raised or FrameSlotKind.RaisedByCode;

    private PyRange RangeAt(int operand) => new(IntegerAt(operand), IntegerAt(operand + 1), IntegerAt(operand + 2));

    private BigInteger IntegerAt(int operand) => Numbers.TryGetInteger(_operands[operand], out var integer)
        ? integer
        : throw new InternalCompilerException($"A frame has {_operands[operand].Type.Name} where an int belongs.");

    /// <summary>Makes the exceptions of the frame, each in what was handled when it was raised, and gives the one that is handled now.</summary>
    private PyException? Raise(PyException? before)
    {
        var (handled, isHandling, operand) = (before, false, 0);
        var (explicitSlot, explicitOperand, local, localOperand) = (default(FrameSlot?), 0, default(FrameSlot?), 0);
        foreach (var slot in _shape.Slots)
        {
            if (slot.Place >= _frame.Body.SlotCount)
            {
                isHandling |= slot.Kind == FrameSlotKind.NothingHandled;
                // Above what the outermost handler saved lie what it handles, what an inner one saved, which is the same, and so on.
                if (IsException(slot) && ExceptionOf(slot, operand, handled) is var exception && isHandling)
                    handled = exception;
            }
            else if (IsException(slot))
            {
                if (slot.Place == FrameShape.HandledPlace)
                    (explicitSlot, explicitOperand) = (slot, operand);
                else
                    (local, localOperand) = (slot, operand);
            }
            operand += FrameSlots.OperandsOf(slot.Kind);
        }
        if (explicitSlot is { } one)
            return ExceptionOf(one, explicitOperand, handled);
        // except E as e: the exception has left the stack for its variable.
        return isHandling && ReferenceEquals(handled, before) && local is { } bound ? ExceptionOf(bound, localOperand, before) : handled;
    }

    /// <summary>The exception of a slot; slots of one instruction and the same operands hold the same one.</summary>
    private PyException ExceptionOf(FrameSlot slot, int operand, PyException? handled)
    {
        var (left, right) = slot.Kind == FrameSlotKind.Raised ? (_operands[operand], _operands[operand + 1]) : (PyValue.None, PyValue.None);
        foreach (var known in _raised)
        {
            if (known.Index == slot.Number && AreSame(known.Left, left) && AreSame(known.Right, right))
                return known.Exception;
        }
        _runtime.HandledState.Value = handled;
        var raisedAt = slot.Number;
        var exception = slot.Kind == FrameSlotKind.Raised ? ExceptionOf(slot.Number, left, right) : ExceptionOfCode(ref raisedAt);
        Raising.SetContext(_runtime, exception);
        _frame.Index = raisedAt;
        Raising.AddEntry(_runtime, exception, _frame);
        _raised.Add(new Raised(slot.Number, left, right, exception));
        return exception;
    }

    private PyException ExceptionOf(int index, PyValue left, PyValue right)
    {
        var instruction = _frame.Body.Bytecode.Instructions[index];
        try
        {
            switch (instruction.Op)
            {
                case BytecodeOp.Binary:
                    Operators.Binary(_runtime, (BinaryOperator)instruction.Argument, left, right);
                    break;
                case BytecodeOp.BinaryInPlace:
                    Operators.BinaryInPlace(_runtime, (BinaryOperator)instruction.Argument, left, right);
                    break;
                case BytecodeOp.Compare:
                    Operators.Compare(_runtime, (ComparisonOperator)instruction.Argument, left, right);
                    break;
                default:
                    _frame.Push(left);
                    _frame.Push(right);
                    Operations.Execute(_runtime, _frame, instruction);
                    break;
            }
        }
        catch (PythonError error)
        {
            return error.Value;
        }
        finally
        {
            _frame.Top = _frame.Body.SlotCount;
            Array.Clear(_frame.Values, _frame.Top, _frame.Values.Length - _frame.Top);
        }
        throw new InternalCompilerException($"{instruction.Opcode} at {index} raises nothing.");
    }

    /// <summary>Runs code that loads constants, calls a class of exceptions with them and raises what that gives.</summary>
    /// <param name="index">Index of the first instruction; then of the one that raises.</param>
    private PyException ExceptionOfCode(ref int index)
    {
        for (; ; index++)
        {
            var instruction = _frame.Body.Bytecode.Instructions[index];
            switch (instruction.Op)
            {
                case BytecodeOp.Nop:
                    break;
                case BytecodeOp.LoadConstant:
                    _frame.Push(ConstantAt(instruction.Argument));
                    break;
                case BytecodeOp.LoadGlobal:
                    _frame.Push(GlobalAt(instruction.Argument));
                    break;
                case BytecodeOp.LoadCommon:
                    _frame.Push(Operations.LoadCommon(_runtime, _frame, (CommonObject)instruction.Argument));
                    break;
                case BytecodeOp.Call or BytecodeOp.CallPairs:
                    var arguments = _frame.PopMany(instruction.Argument);
                    _frame.Push(Operators.Call(_runtime, _frame.Pop(), arguments));
                    break;
                case BytecodeOp.Raise:
                    return Raising.Normalise(_runtime, _frame.Pop());
                default:
                    throw new InternalCompilerException($"{instruction.Opcode} at {index} is not among what makes an exception of constants.");
            }
        }
    }

    // An operand that lies in two slots comes as two values.
    private static bool AreSame(PyValue left, PyValue right) => left.IsSame(right)
        || (left.As<PyInteger>() is { } one && right.As<PyInteger>() is { } other && one.Value == other.Value)
        || (left.IsFloat && right.IsFloat && double.IsNaN(left.Float) && double.IsNaN(right.Float));

    private readonly record struct Raised(int Index, PyValue Left, PyValue Right, PyException Exception);
}
