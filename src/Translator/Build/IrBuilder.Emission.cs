using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <content>What translators write with: the stack, values, checks, frame states and ways to other blocks.</content>
public sealed partial class IrBuilder
{
    internal void Push(Operand operand)
    {
        _isChanged = true;
        _frame[_frame.Top++] = operand;
    }

    internal void Push(Value value) => Push(Operand.Of(value));

    /// <summary>Takes the top of the stack. Exits of the same instruction still see it: they begin the instruction again.</summary>
    internal Operand Pop() => _frame[--_frame.Top];

    internal (Operand Left, Operand Right) PopPair()
    {
        var right = Pop();
        return (Pop(), right);
    }

    /// <summary>The operand that is that far from the top, counted from 1.</summary>
    internal Operand Peek(int place) => _frame[_frame.Top - place];

    /// <summary>Values on the stack.</summary>
    internal int StackDepth => _frame.Top - _frame.SlotCount;

    /// <summary>The place in the frame of the operand that is that far from the top, counted from 1.</summary>
    internal int PlaceOf(int place) => _frame.Top - place;

    /// <summary>Whether a local may be read at or behind an instruction before it is written.</summary>
    internal bool IsLive(int index, int slot) => Flow.IsLive(index, slot);

    internal Operand GetSlot(int slot) => _frame[slot];

    internal void SetSlot(int slot, Operand operand)
    {
        _isChanged = true;
        _frame[slot] = operand;
    }

    /// <summary>The exception that is being handled.</summary>
    internal Operand Handled
    {
        get => _frame.Handled;
        set
        {
            _isChanged = true;
            _frame.Handled = value;
        }
    }

    /// <summary>The name of a <see cref="OperandKind.Global"/>.</summary>
    internal string NameOf(Operand global) => Bytecode.Code.Names[global.Number];

    internal PyValue FindGlobal(int nameIndex) => Flow.IsPrelude
        ? _unit.Scope.FindBuiltin(Bytecode.Code.Names[nameIndex])
        : _unit.Scope.Find(Bytecode.Code.Names[nameIndex]);

    /// <summary>See <see cref="ModuleScope.TryFindAttribute"/>.</summary>
    internal bool TryFindAttribute(PyModule module, string name, out PyValue value) => _unit.Scope.TryFindAttribute(module, name, out value);

    /// <summary>See <see cref="ModuleScope.FindMember"/>.</summary>
    internal PyValue FindMember(PyType type, string name) => _unit.Scope.FindMember(type, name);

    /// <summary>The constant that a large integer of the module stands for: the same one each time, as versions are told apart by it.</summary>
    internal IntConstant ConstantOf(PyInteger integer) => _unit.ConstantOf(integer);

    /// <summary>Counts work that leaves no operation behind against the limit of the function's size.</summary>
    /// <param name="steps">Places or bytes that are looked at.</param>
    internal void Spend(int steps) => _size += steps / StepsOfOperation;

    /// <summary>Emits an operation; one that may exit gets the frame state of the instruction, if the code is not of Python 2.</summary>
    internal Value Emit(Op op, params ReadOnlySpan<Value> operands) => EmitWith(op, ExitReason.None, operands);

    /// <summary>Emits a check that exits for a reason.</summary>
    internal void EmitCheck(Op op, Value tested, ExitReason reason) => EmitWith(op, reason, [tested]);

    private Value EmitWith(Op op, ExitReason reason, ReadOnlySpan<Value> operands)
    {
        // A power becomes up to 11 multiplications, or a loop in blocks of its own.
        if (op is Op.IntPow or Op.IntPowWrap)
            _size += SizeOfPower;
        var all = OpInfo.Of(op).MayExit && HasStates ? [.. operands, State()] : operands;
        return Block.Append(_function.NewValue(op, all, Location, reason: reason));
    }

    /// <summary>Emits a call of a function of as many floats.</summary>
    internal Value EmitFloatCall(FloatFunction function, params ReadOnlySpan<Value> numbers)
    {
        var op = numbers.Length switch { 1 => Op.FloatCall1, 2 => Op.FloatCall2, _ => Op.FloatCall3 };
        return Block.Append(_function.NewValue(op, numbers, Location, immediate: (long)function));
    }

    internal Value EmitInt(long value) => EmitConstant(Op.IntConstant, value);

    internal Value EmitUInt(ulong value) => EmitConstant(Op.UIntConstant, (long)value);

    internal Value EmitFloat(double value) => EmitConstant(Op.FloatConstant, BitConverter.DoubleToInt64Bits(value));

    internal Value EmitBool(bool value) => EmitConstant(Op.BoolConstant, value ? 1 : 0);

    private Value EmitConstant(Op op, long bits) => Block.Append(_function.NewValue(op, [], Location, immediate: bits));

    /// <summary>Ends the function here: the interpreter goes on with this instruction.</summary>
    internal void EmitExit(ExitReason reason)
    {
        EmitWith(Op.Exit, reason, []);
        _block = null;
    }

    /// <summary>Goes on only where a bool is true; elsewhere the interpreter takes over.</summary>
    internal void Require(Value condition, ExitReason reason) => EmitCheck(Op.CheckTrue, condition, reason);

    /// <summary>
    /// Goes on only where a bool is true. Elsewhere the whole call starts again in the interpreter: from the frames alone it could not be told which
    /// values are one object.
    /// </summary>
    internal void RequireFromStart(Value condition)
    {
        _unit.MayStartAgain = true;
        Block.Append(_function.NewValue(Op.CheckTrue, [condition], Location, reason: ExitReason.Identity));
    }

    /// <summary>
    /// Goes on only where a bool is true. Elsewhere Python raises an exception, which the handler here gets if there is one; else the
    /// interpreter raises it.
    /// </summary>
    /// <param name="condition">The bool.</param>
    /// <param name="reason">The reason to exit.</param>
    /// <param name="type">The class of the exception.</param>
    /// <param name="left">The left operand of the instruction, as it came.</param>
    /// <param name="right">The right one.</param>
    internal void RequireOrRaise(Value condition, ExitReason reason, PyType type, Operand left, Operand right)
    {
        if (!HasNativeHandler || AsValue(left) is not { } a || AsValue(right) is not { } b)
        {
            Require(condition, reason);
            return;
        }
        var (next, raising) = (NewBlock(), NewBlock());
        Emit(Op.Branch, condition);
        Block.AddSuccessor(next);
        Block.AddSuccessor(raising);
        var (frame, changed, index, top, state) = (_frame, _isChanged, _index, _topBefore, _state);
        _block = raising;
        RaiseTo(Operand.Raised(type, _index, a, b));
        (_block, _frame, _isChanged, _index, _topBefore, _state) = (next, frame, changed, index, top, state);
    }

    /// <summary>Whether exceptions of this instruction go to a handler that native code can enter.</summary>
    /// <remarks>
    /// A bare <c>raise</c> of Python 2 raises what was handled last, handlers that have ended included: only the interpreter knows that.
    /// </remarks>
    internal bool HasNativeHandler => _frame.Consumer is null && Flow.RegionAt(_index) is not null && !(HasLong && Flow.HasBareRaise);

    /// <summary>Ends the block: the handler that protects this instruction gets the exception.</summary>
    internal void RaiseTo(Operand exception)
    {
        var region = Flow.RegionAt(_index)!.Value;           // the caller has asked whether there is one
        _frame = _frame.Clone();
        _frame.Top = _frame.SlotCount + region.Depth;
        _frame[_frame.Top++] = exception;
        Goto(region.Handler);
    }

    /// <summary>Ends the block: goes on at an instruction.</summary>
    internal void Goto(int index)
    {
        if (IsEndOfComprehension(index))
        {
            EndGenerator();
            return;
        }
        var frame = FrameFor(index, _frame);
        var version = _versions.FindOrMake(Flow, index, frame.Key(_unit.Keys), () => NewVersion(index, frame));
        if (version is null)
        {
            // There are too many versions of the block already.
            _frame = frame;
            BeginInstruction(index);
            EmitExit(ExitReason.TooManyVersions);
            return;
        }
        Unify(frame, version.Frame);
        Emit(Op.Jump);
        Block.AddSuccessor(version.Block);
        var values = frame.Values();
        for (var i = 0; i < values.Count; i++)
            version.Phis[i].AddOperand(values[i]);
        _size += values.Count;
        _block = null;
    }

    /// <summary>Ends the block in two ways, each with a frame of its own.</summary>
    /// <param name="condition">The bool that decides.</param>
    /// <param name="whenTrue">Index of the instruction to go on with when it is true.</param>
    /// <param name="changeTrue">What changes in the frame on that way.</param>
    /// <param name="whenFalse">Index of the other.</param>
    /// <param name="changeFalse">What changes on that way.</param>
    internal void Fork(Value condition, int whenTrue, Action? changeTrue, int whenFalse, Action? changeFalse) =>
        Fork([condition], [(whenTrue, changeTrue), (whenFalse, changeFalse)]);

    /// <summary>Ends the block in several ways, each with a frame of its own.</summary>
    /// <param name="conditions">The first that is true decides: one for each way but the last.</param>
    /// <param name="ways">The instruction to go on with on each way, and what changes in the frame on it.</param>
    internal void Fork(IReadOnlyList<Value> conditions, IReadOnlyList<(int Target, Action? Change)> ways)
    {
        var (before, state, index, top) = (_frame, _state, _index, _topBefore);
        // What changes in the frame may take operations, which need blocks of their own.
        var blocks = new Block[ways.Count];
        blocks[0] = Block;                          // a list of nothing but None has one way
        for (var i = 0; i < conditions.Count; i++)
        {
            var (taken, other) = (NewBlock(), NewBlock());
            var block = Block;
            Emit(Op.Branch, conditions[i]);
            block.AddSuccessor(taken);
            block.AddSuccessor(other);
            (blocks[i], blocks[i + 1]) = (taken, other);
            _block = other;
        }
        for (var i = 0; i < ways.Count; i++)
        {
            _block = blocks[i];
            _frame = before.Clone();
            // A state made on the other way is not there on this one.
            (_isChanged, _state, _index, _topBefore) = (false, state, index, top);
            try
            {
                ways[i].Change?.Invoke();
            }
            catch (InterpreterNeededException needed) when (!_isChanged)
            {
                EmitExit(needed.Reason);
            }
            if (_block is not null)
                Goto(ways[i].Target);
        }
        _block = null;
    }

    /// <summary>The value of an operand; null where it has none that native code holds.</summary>
    internal Value? AsValue(Operand operand)
    {
        if (operand.Value is { } value)
            return value;
        return operand.Constant switch
        {
            BoolConstant constant => EmitBool(constant.Value),
            FloatConstant constant => EmitFloat(constant.Value),
            IntConstant constant when FitsInt64(constant.Value) => EmitInt((long)constant.Value),
            IntConstant constant when Integers == IntegerMode.Wrap64 => EmitWrapped(constant.Value),
            IntConstant constant when constant.Value.Sign > 0 && constant.Value <= ulong.MaxValue => EmitUInt((ulong)constant.Value),
            SingletonConstant constant when constant == SingletonConstant.None => Emit(Op.NoneConstant),
            _ => null,
        };
    }

    /// <summary>An operand as one that holds a value, a constant that is a number included; as it is where it has none.</summary>
    internal Operand Materialise(Operand operand)
    {
        if (operand.IsNone)
            return Operand.None;
        return operand.Kind == OperandKind.Constant && AsValue(operand) is { } value ? Operand.Of(value) : operand;
    }

    /// <summary>The same for the items of a tuple.</summary>
    internal Operand Materialised(Operand tuple) =>
        tuple.Kind == OperandKind.Tuple ? Operand.Tuple(Array.ConvertAll(tuple.Items, Materialise)) : tuple;

    /// <summary>A block that is not in the order of versions.</summary>
    internal Block NewBlock() => _function.NewBlock();

    /// <summary>The block that operations go to.</summary>
    internal Block Block
    {
        get => _block ?? throw new InternalCompilerException($"{Location}: the block has ended.", stage: "building the IR");
        set => _block = value;
    }

    /// <summary>A phi at the head of the current block, to which nothing but phis has been added; operands come with the edges.</summary>
    internal Value EmitPhi(IrType type, params ReadOnlySpan<Value> operands) =>
        Block.Append(_function.NewValue(Op.Phi, operands, Location, type));

    private Value EmitWrapped(BigInteger number)
    {
        Spend(number.GetByteCount());
        return EmitInt((long)(ulong)(number & ulong.MaxValue));
    }

    private static bool FitsInt64(BigInteger value) => value >= long.MinValue && value <= long.MaxValue;

    // ---- ways to other blocks

    /// <summary>Where the interpreter goes on whatever happens in the frame, which is that of a generator; null in that of a function.</summary>
    private Consumer? Resumption
    {
        get
        {
            var consumer = _frame.Consumer;
            while (consumer?.Frame.Consumer is { } outer)
                consumer = outer;
            return consumer;
        }
    }

    /// <summary>The frame as the block at an instruction begins with it: without what nobody reads again, constants as values.</summary>
    private FrameOperands FrameFor(int index, FrameOperands frame)
    {
        var result = frame.Clone();
        for (var place = 0; place < result.Top; place++)
        {
            if (place < _frame.SlotCount && !Flow.IsLive(index, place))
                result[place] = Operand.Unbound;
            else
                result[place] = Materialise(result[place]);
        }
        Spend(result.Top);
        return result;
    }

    private BlockVersion NewVersion(int index, FrameOperands frame)
    {
        var block = NewBlock();
        var location = LocationAt(index);
        var phis = new List<Value>();
        var own = frame.Replace(value =>
        {
            var phi = block.Append(_function.NewValue(Op.Phi, [], location, value.Type));
            phis.Add(phi);
            return phi;
        });
        return new BlockVersion(index, block, own, phis);
    }

    // ---- frame states

    private Value State()
    {
        if (_state is not null)
            return _state;
        if (Resumption is { } consumer)
            return _state = StateAt(consumer.Frame, consumer.Index, consumer.Frame.Top, awaitsResult: false);
        if (_isChanged)
            throw new InternalCompilerException($"{Location}: the frame has changed before the instruction could exit.", stage: "building the IR");
        return _state = StateAt(_frame, _index, _topBefore, awaitsResult: false);
    }

    /// <summary>The frame while a call runs, whose callee and arguments are off the stack.</summary>
    private Value StateBehindCall(int taken) =>
        Resumption is null ? StateAt(_frame, _index, _topBefore - taken, awaitsResult: true) : State();

    private Value StateAt(FrameOperands frame, int index, int top, bool awaitsResult)
    {
        var shape = NewShape();
        AddFunction(shape);
        if (frame.Handled.ExceptionType is not null)
            shape.Add(FrameShape.HandledPlace, frame.Handled);
        for (var place = 0; place < top; place++)
        {
            // A variable of the enclosing function comes with the function.
            var isNeeded = place >= frame.SlotCount
                || frame.Flow.IsLive(index, place) && place < frame.SlotCount - frame.Flow.Bytecode.Code.FreeNames.Length;
            if (isNeeded && frame[place].Kind != OperandKind.Unbound)
                shape.Add(place, frame[place]);
        }
        Spend(top);
        _size += shape.Size;
        var described = WithFunction(shape.ToShape(index, top - frame.SlotCount)) with { AwaitsResult = awaitsResult };
        return Block.Append(_function.NewValue(Op.FrameState, [.. shape.Values], Location, frame: described));
    }

    private FrameShapeBuilder NewShape() => new(EmitInt);
}
