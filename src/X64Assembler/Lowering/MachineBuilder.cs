using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Appends machine instructions to the current block; what the lowering rules write with.</summary>
internal sealed class MachineBuilder(MachineFunction function)
{
    /// <summary>Where instructions go.</summary>
    internal MachineBlock Block { get; set; } = function.NewBlock();

    /// <summary>The IR value that instructions are made for.</summary>
    internal Value? Origin { get; set; }

    internal MachineFunction Function { get; } = function;

    /// <summary>Whether a constant can be an operand by itself: 32 bits, extended with its sign.</summary>
    internal static bool FitsImmediate(long number) => number is >= int.MinValue and <= int.MaxValue;

    internal VirtualRegister NewResult() => Function.NewRegister(Origin is null ? "temp" : $"v{Origin.Id}");

    internal VirtualRegister Constant(long number)
    {
        var result = NewResult();
        Add(new MachineInstruction(MachineOp.MoveImmediate) { Result = result, Immediate = number, Origin = Origin });
        return result;
    }

    /// <summary>An operation of one source.</summary>
    internal VirtualRegister Unary(MachineOp op, VirtualRegister source, long? immediate = null)
    {
        var result = NewResult();
        var kind = op is MachineOp.AddWrap or MachineOp.LeaScaled ? UseKind.Register
            : op.Has(MachineTraits.TwoAddress) ? UseKind.Any : UseKind.RegisterOrMemory;
        Add(new MachineInstruction(op)
        {
            Result = result,
            Sources = [new(source, kind, Late: false)],
            Immediate = immediate,
            Origin = Origin,
        });
        return result;
    }

    /// <summary>An operation of two sources; a two-address one takes the place of the first.</summary>
    internal VirtualRegister Binary(MachineOp op, VirtualRegister left, VirtualRegister right, Condition condition = default)
    {
        var result = NewResult();
        // The second source of a two-address operation is read after the first was moved to the place of the result. Where both
        // are the same, they move together.
        SourceOperand[] sources = op.Has(MachineTraits.TwoAddress)
            ? [new(left, UseKind.Any, Late: false), new(right, UseKind.RegisterOrMemory, Late: left != right)]
            : op is MachineOp.ShiftLeftX or MachineOp.ShiftRightX
                ? [new(left, UseKind.RegisterOrMemory, Late: false), new(right, UseKind.Register, Late: false)]
                : [new(left, UseKind.Register, Late: false), new(right, UseKind.Register, Late: false)];
        Add(new MachineInstruction(op) { Result = result, Sources = sources, Condition = condition, Origin = Origin });
        return result;
    }

    /// <summary>A shift by the count in cl.</summary>
    internal VirtualRegister ShiftByCl(MachineOp op, VirtualRegister source)
    {
        var result = NewResult();
        Add(new MachineInstruction(op)
        {
            Result = result,
            Sources = [new(source, UseKind.Any, Late: false)],
            FixedSources = [X64Register.Rcx],
            Origin = Origin,
        });
        return result;
    }

    internal void Compare(VirtualRegister left, VirtualRegister right) => Add(new MachineInstruction(MachineOp.Compare)
    {
        Sources = [new(left, UseKind.Register, Late: false), new(right, UseKind.RegisterOrMemory, Late: false)],
        Origin = Origin,
    });

    /// <summary>Compares with a constant of 32 bits; with 0 by test.</summary>
    internal void Compare(VirtualRegister left, long right) => Add(right == 0
        ? new MachineInstruction(MachineOp.Test) { Sources = [new(left, UseKind.RegisterOrMemory, Late: false)], Origin = Origin }
        : new MachineInstruction(MachineOp.Compare)
        {
            Sources = [new(left, UseKind.RegisterOrMemory, Late: false)],
            Immediate = right,
            Origin = Origin,
        });

    /// <summary>
    /// Asks whether a value has any of the bits of a mask: <see cref="Condition.Equal"/> says that it has none.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="mask">0 to 2³¹−1.</param>
    internal void TestBits(VirtualRegister value, long mask) => Add(new MachineInstruction(MachineOp.Test)
    {
        Sources = [new(value, UseKind.RegisterOrMemory, Late: false)],
        Immediate = mask,
        Origin = Origin,
    });

    internal VirtualRegister SetCondition(Condition condition)
    {
        var result = NewResult();
        Add(new MachineInstruction(MachineOp.SetCondition) { Result = result, Condition = condition, Origin = Origin });
        return result;
    }

    internal void MoveToFixed(X64Register register, VirtualRegister source) => Add(new MachineInstruction(MachineOp.MoveToFixed)
    {
        Sources = [new(source, UseKind.RegisterOrMemory, Late: false)],
        FixedResults = [register],
        Origin = Origin,
    });

    internal void MoveToFixed(X64Register register, long number) => Add(new MachineInstruction(MachineOp.MoveToFixed)
    {
        Immediate = number,
        FixedResults = [register],
        Origin = Origin,
    });

    internal VirtualRegister MoveFromFixed(X64Register register, VirtualRegister? result = null)
    {
        result ??= NewResult();
        Add(new MachineInstruction(MachineOp.MoveFromFixed)
        {
            Result = result,
            ResultKind = UseKind.Any,
            FixedSources = [register],
            Origin = Origin,
        });
        return result;
    }

    /// <summary>Leaves the function when the condition holds.</summary>
    internal void ExitIf(Condition condition, ExitReason reason) => Add(Exit(MachineOp.ExitIf, condition, reason));

    /// <summary>Terminator: leaves the function.</summary>
    internal void Exit(ExitReason reason) => Add(Exit(MachineOp.Exit, default, reason));

    internal void Jump(MachineBlock target, int irEdge = 0)
    {
        Add(new MachineInstruction(MachineOp.Jump) { Origin = Origin });
        Block.AddSuccessor(target, irEdge);
    }

    internal void Branch(Condition condition, MachineBlock whenTrue, MachineBlock whenFalse, int trueEdge = 0, int falseEdge = 0)
    {
        Add(new MachineInstruction(MachineOp.Branch) { Condition = condition, Origin = Origin });
        Block.AddSuccessor(whenTrue, trueEdge);
        Block.AddSuccessor(whenFalse, falseEdge);
    }

    internal VirtualRegister Phi(MachineBlock block, params VirtualRegister[] operands)
    {
        var result = NewResult();
        block.Phis.Add(new MachinePhi(result, operands));
        return result;
    }

    internal void Add(MachineInstruction instruction) => Block.Instructions.Add(instruction);

    private MachineInstruction Exit(MachineOp op, Condition condition, ExitReason reason) => new(op)
    {
        Condition = condition,
        Sources = [new(Function.Context, UseKind.Any, Late: false)],
        Exit = Function.ExitNumber(reason),
        Origin = Origin,
    };
}
