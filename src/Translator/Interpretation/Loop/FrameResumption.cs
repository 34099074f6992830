using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>Takes over a call that native code has left: makes the frames that the interpreter would have there, and runs them on.</summary>
/// <remarks>
/// <para>
/// What a frame handles is found in it: the exceptions that stand above the place where a handler saved what was handled before. A
/// handler that has taken its exception off the stack leaves no trace of it; a <see cref="FrameSlotKind.Raised"/> at
/// <see cref="FrameShape.HandledPlace"/> says which one it is.
/// </para>
/// <para>
/// Frames that called each other lie in one run of the loop, as they would if it had pushed them itself: they take no stack of the thread,
/// and each goes on when the one above it ends.
/// </para>
/// </remarks>
internal sealed class FrameResumption : SlotValues
{
    private readonly PyException? _before;
    private readonly Frame _frame;
    private List<Raised>? _raised;

    private FrameResumption(PythonRuntime runtime, LeftFrame left, PyFunction called, Frame? caller)
        : base(runtime, left.Shape, left.Operands)
    {
        _before = runtime.HandledState.Value;
        _frame = Push(runtime, FunctionOf(runtime, left, caller is null ? called : null), caller);
    }

    /// <summary>Whether <see cref="Run"/> does what Python does: at the recursion limit it may have raised before, and the call has to start again.</summary>
    /// <param name="runtime">The runtime, whose gate is held.</param>
    /// <param name="called">The function that was called from outside.</param>
    /// <param name="frames">The frames, the outermost first.</param>
    public static bool IsExact(PythonRuntime runtime, PyFunction called, ReadOnlySpan<LeftFrame> frames)
    {
        var room = runtime.RoomForCalls;
        if (room <= 0 || frames.Length < room)
            return true;
        var last = frames[room - 1];
        var function = FunctionOf(runtime, last, room == 1 ? called : null);
        return !RecursionLimit.MayHaveCounted(runtime, function.Code.Runnable.Bytecode, last.Shape.Index);
    }

    /// <summary>Goes on with a call.</summary>
    /// <param name="runtime">The runtime, whose gate is held.</param>
    /// <param name="called">The function that was called from outside.</param>
    /// <param name="frames">
    /// The frames, the outermost first; all but the last await the result of the next. Where there are more than the recursion limit allows, the
    /// last that it allows raises.
    /// </param>
    /// <returns>What the call returns.</returns>
    /// <exception cref="PythonError">It raises.</exception>
    /// <exception cref="ExecutionLimitException">There are more frames than the call may have.</exception>
    public static PyValue Run(PythonRuntime runtime, PyFunction called, ReadOnlySpan<LeftFrame> frames)
    {
        var state = runtime.HandledState;
        var before = state.Value;
        var room = Math.Max(runtime.RoomForCalls, 1);       // where there is none, the first frame says so
        var innermost = default(Frame);
        var thrown = default(PyException);
        try
        {
            try
            {
                foreach (var left in frames[..Math.Min(frames.Length, room)])
                {
                    var resumption = new FrameResumption(runtime, left, called, innermost);
                    innermost = resumption._frame;
                    resumption.Fill();
                }
                if (frames.Length > room)
                    thrown = runtime.TooDeep(innermost!).Value;             // there is a frame for each that there is room for
            }
            catch
            {
                while (innermost is not null)
                    Interpreter.Leave(runtime, ref innermost);
                throw;
            }
            if (thrown is not null)
                Raising.SetContext(runtime, thrown);
            return Interpreter.Run(runtime, innermost!, thrown);             // a call that was left has frames
        }
        finally
        {
            state.Value = before;
        }
    }

    /// <summary>A new frame on top of its caller, counted.</summary>
    private static Frame Push(PythonRuntime runtime, PyFunction function, Frame? caller)
    {
        if (caller is null)
            runtime.Enter();
        else
            runtime.EnterFrame();
        try
        {
            var frame = Interpreter.NewFrame(runtime, function);
            frame.Caller = caller;
            return frame;
        }
        catch
        {
            runtime.Leave();
            throw;
        }
    }

    private void Fill()
    {
        // Before anything lies in the frame: an instruction that raises uses its stack.
        var handled = Raise();
        if (_frame.Function!.Closure.Length is > 0 and var count)           // NewFrame sets the function
            Variables.CopyFreeVariables(_frame, count);
        while (TryTake(out var place, out var value))
        {
            if (place >= 0)
                _frame.Values[place] = value;
        }
        _frame.Top = _frame.Body.SlotCount + Shape.Depth;
        _frame.Index = Shape.Index;
        Runtime.HandledState.Value = handled;
    }

    /// <inheritdoc/>
    protected override PyValue OfFrame(FrameSlot slot, int operand) => slot.Kind switch
    {
        FrameSlotKind.Constant => ConstantAt(slot.Number),
        FrameSlotKind.Global => GlobalAt(slot.Number),
        FrameSlotKind.Raised or FrameSlotKind.RaisedByCode => ExceptionOf(slot, operand, _before),
        FrameSlotKind.Common => Operations.LoadCommon(Runtime, _frame, (CommonObject)slot.Number),
        FrameSlotKind.NothingHandled => _before is null ? PyValue.None : _before,
        _ => base.OfFrame(slot, operand),
    };

    private PyValue ConstantAt(int index) => _frame.Body.Constants[index] is { IsUnbound: false } constant
        ? constant
        : Variables.LoadConstant(Runtime, _frame, index);

    private PyValue GlobalAt(int name) => _frame.Body.LoadGlobal(Runtime, _frame.Globals, name) is { IsUnbound: false } value
        ? value
        : Variables.LoadUnknownGlobal(Runtime, _frame, name);

    private static bool IsException(FrameSlot slot) => slot.Kind is FrameSlotKind.Raised or FrameSlotKind.RaisedByCode;

    /// <summary>Makes the exceptions of the frame, each in what was handled when it was raised, and gives the one that is handled now.</summary>
    private PyException? Raise()
    {
        var (handled, isHandling, operand) = (_before, false, 0);
        var (explicitSlot, explicitOperand, local, localOperand) = (default(FrameSlot?), 0, default(FrameSlot?), 0);
        foreach (var slot in Shape.Slots)
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
        return isHandling && ReferenceEquals(handled, _before) && local is { } bound ? ExceptionOf(bound, localOperand, _before) : handled;
    }

    /// <summary>The exception of a slot; slots of one instruction and the same operands hold the same one.</summary>
    private PyException ExceptionOf(FrameSlot slot, int operand, PyException? handled)
    {
        var (left, right) = slot.Kind == FrameSlotKind.Raised ? (OperandAt(operand), OperandAt(operand + 1)) : (PyValue.None, PyValue.None);
        foreach (var known in _raised ??= [])
        {
            if (known.Index == slot.Number && AreSame(known.Left, left) && AreSame(known.Right, right))
                return known.Exception;
        }
        Runtime.HandledState.Value = handled;
        var raisedAt = slot.Number;
        var exception = slot.Kind == FrameSlotKind.Raised ? ExceptionOf(slot.Number, left, right) : ExceptionOfCode(ref raisedAt);
        Raising.SetContext(Runtime, exception);
        _frame.Index = raisedAt;
        Raising.AddEntry(Runtime, exception, _frame);
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
                    Operators.Binary(Runtime, (BinaryOperator)instruction.Argument, left, right);
                    break;
                case BytecodeOp.BinaryInPlace:
                    Operators.BinaryInPlace(Runtime, (BinaryOperator)instruction.Argument, left, right);
                    break;
                case BytecodeOp.Compare:
                    Operators.Compare(Runtime, (ComparisonOperator)instruction.Argument, left, right);
                    break;
                case BytecodeOp.LoadSubscript:
                    Operators.GetItem(Runtime, left, right);
                    break;
                default:
                    _frame.Push(left);
                    _frame.Push(right);
                    Operations.Execute(Runtime, _frame, instruction);
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
                    _frame.Push(Operations.LoadCommon(Runtime, _frame, (CommonObject)instruction.Argument));
                    break;
                case BytecodeOp.Call or BytecodeOp.CallPairs:
                    var arguments = _frame.PopMany(instruction.Argument);
                    _frame.Push(Operators.Call(Runtime, _frame.Pop(), arguments));
                    break;
                case BytecodeOp.Raise:
                    return Raising.Normalise(Runtime, _frame.Pop());
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
