using System.Diagnostics;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Turns SSA IR into machine IR: the driver, and the rules for control flow.</summary>
/// <remarks>
/// Rules look at operands as trees: constants become immediates or are made anew where they are used, a comparison that only the
/// branch behind it uses is the branch, and an "and" that only a comparison with zero uses is a test of bits. Values without
/// users that cannot fail visibly get no code. Cost: linear.
/// </remarks>
internal sealed class InstructionSelector
{
    private readonly Function _function;
    private readonly MachineFunction _machine;
    private readonly MachineBuilder _builder;
    private readonly VirtualRegister?[] _registers;
    private readonly MachineBlock?[] _blocks;
    private readonly ArithmeticRules _arithmetic;
    private readonly ShiftRules _shifts;
    private readonly DivisionRules _division;

    private InstructionSelector(Function function, CallingConvention convention, CpuFeatures features)
    {
        _function = function;
        _machine = new MachineFunction(function, convention);
        _registers = new VirtualRegister?[function.ValueCount];
        _blocks = new MachineBlock?[function.BlockCount];
        _builder = new MachineBuilder(_machine);
        _arithmetic = new ArithmeticRules(this, _builder);
        _shifts = new ShiftRules(this, _builder, features);
        _division = new DivisionRules(this, _builder);
    }

    /// <summary>Lowers a function.</summary>
    /// <exception cref="InternalCompilerException">It holds an operation that a pass should have expanded.</exception>
    internal static MachineFunction Select(Function function, CallingConvention convention, CpuFeatures features)
    {
        var selector = new InstructionSelector(function, convention, features);
        selector.Run();
        return selector._machine;
    }

    /// <summary>The number that a value is known to be. None is 0 everywhere.</summary>
    internal static bool IsConstant(Value value, out long number)
    {
        number = value.Type == IrType.None ? 0 : value.Immediate;
        return value.Op is Op.IntConstant or Op.BoolConstant || value.Type == IrType.None;
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
            return _builder.Constant(number);
        return _registers[value.Id] ?? throw Broken($"v{value.Id} is used before it is defined.");
    }

    /// <summary>Says which register holds a value.</summary>
    internal void Define(Value value, VirtualRegister register) => _registers[value.Id] = register;

    /// <summary>Whether a value has a register already, because it was made together with another one.</summary>
    internal bool IsDefined(Value value) => _registers[value.Id] is not null;

    internal InternalCompilerException Broken(string problem) => new(problem, _function.ToString(), "instruction selection");

    private void Run()
    {
        _blocks[_function.Entry.Id] = _builder.Block;
        foreach (var block in _function.ReversePostOrder.Skip(1))
            _blocks[block.Id] = _machine.NewBlock(isCold: block.Terminator?.Op == Op.Exit);

        // A phi may use what is defined later: registers of phis first, their operands last.
        foreach (var phi in _function.ReversePostOrder.SelectMany(block => block.Phis).Where(phi => phi.Type != IrType.None))
            Define(phi, _machine.NewRegister($"v{phi.Id}"));

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
                Define(parameter, _builder.MoveFromFixed(inRegisters[place]));
                continue;
            }
            var result = _builder.NewResult();
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
        if (value.Users.Count == 0 && !value.Has(Effects.Check) && !value.Has(Effects.Terminator))
            return;

        switch (value.Op)
        {
            case Op.Parameter or Op.Phi or Op.IntConstant or Op.BoolConstant or Op.NoneConstant:
                break;
            case Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.IntShiftRight:
                _shifts.Lower(value);
                break;
            case Op.IntFloorDiv or Op.IntFloorDivWrap or Op.IntFloorMod:
                _division.Lower(value);
                break;
            case Op.IntPow or Op.IntPowWrap:
                throw Broken($"{value} must be expanded before code is generated.");
            case Op.IntEqual or Op.IntNotEqual or Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual:
                if (!IsPartOfBranch(value))
                    Define(value, _builder.SetCondition(LowerComparison(value)));
                break;
            case Op.IntAnd when IsPartOfTest(value):
                break;
            case Op.CheckNonZero:
                _builder.Compare(Use(value.Operands[0]), 0);
                _builder.ExitIf(Condition.Equal, value.Reason);
                break;
            case Op.CheckNotNegative:
                _builder.Compare(Use(value.Operands[0]), 0);
                _builder.ExitIf(Condition.Sign, value.Reason);
                break;
            case Op.Jump:
                _builder.Jump(BlockOf(value.Block!.Successors[0]), EdgeIndex(value.Block, 0)); // a terminator is in a block
                break;
            case Op.Branch:
                LowerBranch(value);
                break;
            case Op.Return:
                LowerReturn(value);
                break;
            case Op.Exit:
                _builder.Exit(value.Reason);
                break;
            default:
                _arithmetic.Lower(value);
                break;
        }
    }

    private static bool IsComparison(Value value) => value.Op is >= Op.IntEqual and <= Op.IntGreaterOrEqual;

    /// <summary>Whether a comparison is computed by the branch of its block, which is all that uses it.</summary>
    private static bool IsPartOfBranch(Value value) =>
        value.Users.Count == 1 && value.Users[0].Op == Op.Branch && value.Users[0].Block == value.Block;

    /// <summary>Whether a value is the and of something and a mask, made for nothing but a comparison of it with zero.</summary>
    private static bool IsPartOfTest(Value value) =>
        value.Op == Op.IntAnd && value.Users is [{ Op: Op.IntEqual or Op.IntNotEqual } comparison]
        && comparison.Operands[0] == value && IsConstant(comparison.Operands[1], out var zero) && zero == 0
        && IsImmediate(value.Operands[1], out var mask) && mask >= 0;

    /// <summary>Sets the flags; returns the condition under which the comparison is true.</summary>
    private Condition LowerComparison(Value value)
    {
        var (left, right) = (value.Operands[0], value.Operands[1]);
        var condition = value.Op switch
        {
            Op.IntEqual => Condition.Equal,
            Op.IntNotEqual => Condition.NotEqual,
            Op.IntLess => Condition.Less,
            Op.IntLessOrEqual => Condition.LessOrEqual,
            Op.IntGreater => Condition.Greater,
            Op.IntGreaterOrEqual => Condition.GreaterOrEqual,
            _ => throw new UnreachableException(),
        };
        if (IsPartOfTest(left))
        {
            _builder.TestBits(Use(left.Operands[0]), left.Operands[1].Immediate);
            return condition;
        }
        if (IsImmediate(left, out _) && !IsImmediate(right, out _))
            (left, right, condition) = (right, left, condition.Mirror());

        var leftRegister = Use(left);
        if (IsImmediate(right, out var number))
            _builder.Compare(leftRegister, number);
        else
            _builder.Compare(leftRegister, Use(right));
        return condition;
    }

    private void LowerBranch(Value value)
    {
        var block = value.Block!; // a terminator is in a block
        var operand = value.Operands[0];
        Condition condition;
        if (IsComparison(operand) && operand.Block == block && IsPartOfBranch(operand))
        {
            condition = LowerComparison(operand);
        }
        else
        {
            _builder.Compare(Use(operand), 0);
            condition = Condition.NotEqual;
        }
        var (whenTrue, whenFalse) = (BlockOf(block.Successors[0]), BlockOf(block.Successors[1]));
        _builder.Branch(condition, whenTrue, whenFalse, EdgeIndex(block, 0), EdgeIndex(block, 1));
    }

    private void LowerReturn(Value value)
    {
        var result = _machine.Convention.Result;
        if (IsConstant(value.Operands[0], out var number))
            _builder.MoveToFixed(result, number);
        else
            _builder.MoveToFixed(result, Use(value.Operands[0]));
        _builder.Add(new MachineInstruction(MachineOp.Return) { FixedSources = [result], Origin = value });
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
