using System.Diagnostics;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Turns SSA IR into machine IR: the driver, and the rules for control flow.</summary>
/// <remarks>
/// Rules look at operands as trees: constants become immediates or are made anew where they are used, a comparison that only the
/// branch or check behind it uses is the branch, and an "and" that only a comparison with zero uses is a test of bits. Values without
/// users that cannot fail visibly get no code. Cost: linear.
/// </remarks>
internal sealed class InstructionSelector
{
    private const int MostFused = 4;   // users that each compare anew

    private readonly FlagsInUse _flags;
    private readonly Function _function;
    private readonly MachineFunction _machine;
    private readonly MachineBuilder _builder;
    private readonly VirtualRegister?[] _registers;
    private readonly MachineBlock?[] _blocks;
    private readonly ArithmeticRules _arithmetic;
    private readonly ShiftRules _shifts;
    private readonly DivisionRules _division;
    private readonly DivisibilityRules _divisibility;
    private readonly UnsignedRules _unsigned;
    private readonly FloatRules _floats;
    private readonly SelectRules _selects;
    private readonly CallRules _calls;
    private readonly MemoryRules _memory;
    private readonly VectorRules _vectors;

    private InstructionSelector(Function function, NativeCompilerOptions options, ExitTable exits)
    {
        _function = function;
        _machine = new MachineFunction(function, options.Convention, exits);
        _registers = new VirtualRegister?[function.ValueCount];
        _blocks = new MachineBlock?[function.BlockCount];
        _builder = new MachineBuilder(_machine) { RegisterOf = Use };
        _flags = new FlagsInUse(_builder);
        _arithmetic = new ArithmeticRules(this, _builder);
        _shifts = new ShiftRules(this, _builder, options.Features);
        _division = new DivisionRules(this, _builder);
        _divisibility = new DivisibilityRules(this, _builder);
        _unsigned = new UnsignedRules(this, _builder);
        _floats = new FloatRules(this, _builder);
        _selects = new SelectRules(this, _builder, _floats);
        _calls = new CallRules(this, _builder);
        _memory = new MemoryRules(this, _builder, options.RuntimeFunctions);
        Places = new PlaceOperands(_builder, _memory);
        _vectors = new VectorRules(this, _builder, _memory, function.VectorLanes);
    }

    /// <summary>Operands in memory.</summary>
    internal PlaceOperands Places { get; }

    /// <summary>Lowers a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="options">How: who calls it, the processor that runs it, the runtime that it calls.</param>
    /// <param name="exits">The exits of the unit that it is a function of: its own are added.</param>
    /// <exception cref="InternalCompilerException">It holds an operation that a pass should have expanded.</exception>
    internal static MachineFunction Select(Function function, NativeCompilerOptions options, ExitTable exits)
    {
        var selector = new InstructionSelector(function, options, exits);
        selector.Run();
        return selector._machine;
    }

    /// <summary>The word that a value is known to be: of a float its bits. None is 0 everywhere.</summary>
    internal static bool IsConstant(Value value, out long number)
    {
        number = value.Type == IrType.None ? 0 : value.Immediate;
        return value.Op is Op.IntConstant or Op.BoolConstant or Op.UIntConstant or Op.FloatConstant || value.Type == IrType.None;
    }

    /// <summary>Whether it is a constant that fits an instruction.</summary>
    internal static bool IsImmediate(Value value, out long number) =>
        IsConstant(value, out number) && MachineBuilder.FitsImmediate(number);

    /// <summary>
    /// The register of a value; a constant gets a new one at each use, so that none is kept alive between uses.
    /// </summary>
    internal VirtualRegister Use(Value value)
    {
        if (IsConstant(value, out var number))
            return _builder.Constant(number, ClassOf(value.Type));
        return _registers[value.Id] ?? throw Broken($"v{value.Id} is used before it is defined.");
    }

    /// <summary>Says which register holds a value.</summary>
    internal void Define(Value value, VirtualRegister register) => _registers[value.Id] = register;

    /// <summary>Whether a value has a register already, because it was made together with another one.</summary>
    internal bool IsDefined(Value value) => _registers[value.Id] is not null;

    internal InternalCompilerException Broken(string problem) => new(problem, _function.ToString(), "instruction selection");

    /// <summary>The kind of registers that values of a type are in.</summary>
    internal static RegisterClass ClassOf(IrType type) =>
        type == IrType.Float64 || VectorSupport.IsVector(type) ? RegisterClass.Xmm : RegisterClass.General;

    private int BytesOf(IrType type) => VectorSupport.IsVector(type) ? VirtualRegister.WordBytes * _function.VectorLanes : VirtualRegister.WordBytes;

    private void Run()
    {
        _blocks[_function.Entry.Id] = _builder.Block;
        foreach (var block in _function.ReversePostOrder.Skip(1))
            _blocks[block.Id] = _machine.NewBlock(isCold: block.Terminator?.Op == Op.Exit || StandsBetweenStrips(block));

        // A phi may use what is defined later: registers of phis first, their operands last.
        foreach (var phi in _function.ReversePostOrder.SelectMany(block => block.Phis).Where(phi => phi.Type != IrType.None))
            Define(phi, _machine.NewRegister($"v{phi.Id}", ClassOf(phi.Type), BytesOf(phi.Type)));

        LowerParameters();
        foreach (var block in _function.ReversePostOrder)
        {
            _builder.Block = BlockOf(block);
            foreach (var value in block)
            {
                _builder.Origin = value;
                Lower(value);
            }
        }
        foreach (var block in _function.ReversePostOrder)
            CompletePhis(block);
        _machine.Complete();
    }

    // A block that begins with a poll, and does more behind it, comes between thousands of rounds of a loop.
    private static bool StandsBetweenStrips(Block block) => block.First is { Op: Op.Poll, Next: { } next } && !next.Has(Effects.Terminator);

    private void LowerParameters()
    {
        var convention = _machine.Convention;
        var inRegisters = convention.Arguments;
        _builder.MoveFromFixed(inRegisters[0], _machine.Context);
        foreach (var parameter in _function.Parameters)
        {
            var place = (int)parameter.Immediate + 1;                   // the context comes first
            if (parameter.Type == IrType.None || parameter.Users.Count == 0)
                continue;

            _builder.Origin = parameter;
            if (place < inRegisters.Length)
            {
                Define(parameter, _builder.MoveFromFixed(inRegisters[place], _builder.NewResult(ClassOf(parameter.Type))));
                continue;
            }
            var result = _builder.NewResult(ClassOf(parameter.Type));
            Define(parameter, result);
            _builder.Add(new MachineInstruction(MachineOp.StackArgument)
            {
                Result = result,
                ResultKind = UseKind.Any,
                Immediate = place - inRegisters.Length,
                Origin = parameter,
            });
        }
        _builder.Origin = null;
    }

    private void Lower(Value value)
    {
        // An answer that nobody reads need not be computed, not even to see whether it fits.
        var isNeeded = value.Has(Effects.Check) || value.Has(Effects.MayRaise) || value.Has(Effects.Terminator) || value.Has(Effects.Writes);
        if (value.Users.Count == 0 && !isNeeded)
            return;

        // What was called has returned: there is no frame of it that a caller's could lie below. Nor is there one where Python has not come to, or nobody goes on.
        if (_machine.Exits.AreForcible && value.Info.MayExit && value.Op is not (Op.Exit or Op.Call or Op.Poll) && value.State?.Frame is not { IsGuarded: true })
            _builder.ExitIfForced();
        switch (value.Op)
        {
            case Op.Parameter or Op.Phi or Op.FrameState or Op.CallWord or Op.CallShape:
            case Op.IntConstant or Op.BoolConstant or Op.NoneConstant or Op.UIntConstant or Op.FloatConstant:
                break;
            case Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.IntShiftRight or Op.UIntShiftLeft or Op.UIntShiftRight:
                _shifts.Lower(value);
                break;
            case Op.IntFloorMod or Op.UIntFloorMod or Op.IntFromBits when DivisibilityRules.IsPartOfTest(value):
                break;
            case Op.IntFloorDiv or Op.IntFloorDivWrap or Op.IntFloorMod:
                _division.Lower(value);
                break;
            case Op.UIntFromInt or Op.IntFromUInt or Op.UIntMul or Op.UIntFloorDiv or Op.UIntFloorMod or Op.UIntMulMod or Op.UIntMulDiv:
                _unsigned.Lower(value);
                break;
            case >= Op.FloatAdd and <= Op.FloatCall3 or Op.FloatFromInt or Op.FloatFromUInt or Op.IntFromFloat:
                _floats.Lower(value);
                break;
            case Op.IntPow or Op.IntPowWrap or Op.FloatFloorDiv or Op.FloatFloorMod:
                throw Broken($"{value} must be expanded before code is generated.");
            case Op.LoadTable:
                Define(value, _builder.LoadTable(value.Table!, Use(value.Operands[0]))); // a load has a table
                break;
            case Op.Select:
                _selects.Lower(value);
                break;
            case Op.FloatEqual or Op.FloatNotEqual or Op.FloatLess or Op.FloatLessOrEqual:
                if (!IsFused(value))
                    Define(value, _floats.Compare(value));
                break;
            case Op.IntEqual or Op.IntNotEqual or Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual:
            case Op.UIntLess or Op.UIntLessOrEqual or Op.SequenceEqual or Op.AnyNegative:
                if (!IsFused(value))
                    Define(value, _builder.SetCondition(_flags.Set(value, LowerComparison(value))));
                break;
            case Op.BoolNot when IsFusedNot(value):
            case Op.IntAnd when IsPartOfTest(value):
            case Op.IntAddWrap when MemoryRules.IsPartOfAddresses(value):
            case Op.FixedField or Op.LoadField or Op.LoadElement when PlaceOperands.IsOperand(value):
                break;
            case Op.FixedField or Op.LoadField or Op.StoreCount or Op.LoadElement or Op.StoreElement or Op.RuntimeCall:
                _memory.Lower(value);
                break;
            case >= Op.Lanewise and <= Op.VectorEnd:
                _vectors.Lower(value);
                break;
            case Op.CheckTrue:
                _builder.ExitIf(LowerCondition(value.Operands[0], value).Negate());
                break;
            case Op.CheckFloatExact:
                LowerCheckFloatExact(value);
                break;
            case Op.CheckNonZero or Op.CheckSequence:
                _builder.Compare(Use(value.Operands[0]), 0);
                _builder.ExitIf(Condition.Equal);
                break;
            case Op.CheckNotNegative:
                _builder.Compare(Use(value.Operands[0]), 0);
                _builder.ExitIf(Condition.Sign);
                break;
            case Op.CheckStack:
                _builder.OnContext(MachineOp.CompareStack);
                _builder.ExitIf(Condition.Below);
                break;
            case Op.Poll:
                _builder.OnContext(MachineOp.CompareContext);
                _builder.ExitIf(Condition.Below);
                break;
            case Op.Call:
                _calls.Lower(value);
                break;
            case Op.Jump:
                _builder.Jump(BlockOf(value.Block!.Successors[0]), EdgeIndex(value.Block, 0)); // a terminator is in a block
                break;
            case Op.Branch:
                LowerBranch(value);
                break;
            case Op.Return:
                _calls.LowerReturn(value);
                break;
            case Op.Exit:
                _builder.Exit();
                break;
            default:
                _arithmetic.Lower(value);
                break;
        }
    }

    private static bool IsComparison(Value value) => value.Op is >= Op.IntEqual and <= Op.IntGreaterOrEqual
        or Op.UIntLess or Op.UIntLessOrEqual or Op.SequenceEqual or >= Op.FloatEqual and <= Op.FloatLessOrEqual
        || (value.Op == Op.AnyNegative && !VectorRules.IsEndedBehind(value));

    /// <summary>Whether a comparison is computed by the branches, checks and selects behind it in its block, which are all that use it.</summary>
    internal static bool IsFused(Value comparison)
    {
        if (comparison.Users.Count > MostFused || !IsComparison(comparison))
            return false;
        foreach (var user in comparison.Users)
        {
            if (user.Block != comparison.Block || !(AsksFor(user, comparison) || (comparison.Users.Count == 1 && IsFusedNot(user))))
                return false;
        }
        return true;
    }

    /// <summary>Whether a negation of a comparison is computed by the branch, check or select behind it likewise.</summary>
    internal static bool IsFusedNot(Value value) =>
        value.Op == Op.BoolNot && value.Users is [var user] && AsksFor(user, value) && user.Block == value.Block
        && IsComparison(value.Operands[0]) && value.Operands[0].Block == value.Block && value.Operands[0].Users.Count == 1;

    /// <summary>Whether a value goes by a bool as by flags.</summary>
    private static bool AsksFor(Value user, Value condition) => user.Op is Op.Branch or Op.CheckTrue
        || (user.Op == Op.Select && user.Operands[0] == condition && user.Operands[1] != condition && user.Operands[2] != condition);

    /// <summary>Whether the condition of a select is a negation that the select computes.</summary>
    internal static bool IsFusedNot(Value condition, Value select) => IsFusedNot(condition) && condition.Block == select.Block;

    /// <summary>The register of a bool, which is computed here if it is a comparison that what goes by it computes.</summary>
    internal VirtualRegister UseCondition(Value value) =>
        IsComparison(value) && !IsDefined(value) ? _builder.SetCondition(LowerComparison(value)) : Use(value);

    /// <summary>Whether a value is the and of something and a mask, made for nothing but a comparison of it with zero.</summary>
    private static bool IsPartOfTest(Value value) =>
        value.Op == Op.IntAnd && value.Users is [{ Op: Op.IntEqual or Op.IntNotEqual } comparison]
        && comparison.Operands[0] == value && IsConstant(comparison.Operands[1], out var zero) && zero == 0
        && IsImmediate(value.Operands[1], out var mask) && mask >= 0;

    /// <summary>Sets the flags; returns the condition under which the comparison is true.</summary>
    private Condition LowerComparison(Value value)
    {
        if (value.Op is >= Op.FloatEqual and <= Op.FloatLessOrEqual)
            return _floats.LowerComparison(value);
        if (value.Op == Op.AnyNegative)
            return _vectors.LowerAnyNegative(value);

        var (left, right) = (value.Operands[0], value.Operands[1]);
        var condition = value.Op switch
        {
            Op.UIntLess => Condition.Below,
            Op.UIntLessOrEqual => Condition.BelowOrEqual,
            Op.IntEqual or Op.SequenceEqual => Condition.Equal,
            Op.IntNotEqual => Condition.NotEqual,
            Op.IntLess => Condition.Less,
            Op.IntLessOrEqual => Condition.LessOrEqual,
            Op.IntGreater => Condition.Greater,
            Op.IntGreaterOrEqual => Condition.GreaterOrEqual,
            _ => throw new UnreachableException(),
        };
        if (DivisibilityRules.Find(value) is { } division)
            return _divisibility.Compare(division, condition);
        if (IsPartOfTest(left))
        {
            _builder.TestBits(Use(left.Operands[0]), left.Operands[1].Immediate);
            return condition;
        }
        var place = PlaceOperands.OperandOf(value);
        if (place == left || (place is null && IsImmediate(left, out _) && !IsImmediate(right, out _)))
            (left, right, condition) = (right, left, condition.Mirror());
        if (place is not null)
        {
            if (IsImmediate(left, out var bound))
            {
                Places.Compare(place, bound);
                return condition.Mirror();
            }
            Places.Compare(MachineOp.Compare, Use(left), place);
            return condition;
        }

        var leftRegister = Use(left);
        if (IsImmediate(right, out var number))
            _builder.Compare(leftRegister, number);
        else
            _builder.Compare(leftRegister, Use(right));
        return condition;
    }

    /// <summary>Sets the flags; returns the condition under which a bool is true that a branch, check or select asks for.</summary>
    internal Condition LowerCondition(Value value, Value user)
    {
        if (IsFusedNot(value) && value.Block == user.Block)
            return LowerComparison(value.Operands[0]).Negate();
        if (IsComparison(value) && value.Block == user.Block && IsFused(value))
            return LowerComparison(value);
        if (_flags.Of(value) is { } known)
            return known;
        _builder.Compare(Use(value), 0);
        return Condition.NotEqual;
    }

    /// <summary>|a| ≤ 2⁵³ says the same as a + 2⁵³ ≤ 2⁵⁴, unsigned.</summary>
    private void LowerCheckFloatExact(Value value)
    {
        var limit = _builder.Constant(1L << 53);
        var shifted = _builder.Binary(MachineOp.AddWrap, Use(value.Operands[0]), limit);
        _builder.Compare(shifted, _builder.Binary(MachineOp.AddWrap, limit, limit));
        _builder.ExitIf(Condition.Above);
    }

    private void LowerBranch(Value value)
    {
        var block = value.Block!; // a terminator is in a block
        var condition = LowerCondition(value.Operands[0], value);
        var (whenTrue, whenFalse) = (BlockOf(block.Successors[0]), BlockOf(block.Successors[1]));
        whenTrue.IsCold |= VectorRules.IsRare(value.Operands[0]) && whenTrue != whenFalse && block.Successors[0].Predecessors.Count == 1;
        _builder.Branch(condition, whenTrue, whenFalse, EdgeIndex(block, 0), EdgeIndex(block, 1));
    }

    private MachineBlock BlockOf(Block block) => _blocks[block.Id] ?? throw Broken($"{block} is not reachable.");

    /// <summary>
    /// Which operand of the target's phis an edge chooses. Of two edges between the same blocks the first comes first.
    /// </summary>
    private static int EdgeIndex(Block block, int successor)
    {
        var target = block.Successors[successor];
        var skip = block.Successors.Take(successor).Count(other => other == target);
        for (var index = 0; index < target.Predecessors.Count; index++)
        {
            if (target.Predecessors[index] == block && skip-- == 0)
                return index;
        }
        throw new UnreachableException();
    }

    private void CompletePhis(Block block)
    {
        var machineBlock = BlockOf(block);
        foreach (var phi in block.Phis.Where(phi => phi.Type != IrType.None && phi.Users.Count > 0))
        {
            var operands = machineBlock.IrEdges.Select(edge => IsConstant(phi.Operands[edge], out var number)
                ? _machine.EdgeConstant(number)
                : Use(phi.Operands[edge]));
            machineBlock.Phis.Add(new MachinePhi(Use(phi), [.. operands]));
        }
    }
}
