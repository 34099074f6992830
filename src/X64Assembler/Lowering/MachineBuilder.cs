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

    /// <summary>Finds the register of an IR value that is no constant.</summary>
    internal required Func<Value, VirtualRegister> RegisterOf { get; init; }

    /// <summary>Whether a constant can be an operand by itself: 32 bits, extended with its sign.</summary>
    internal static bool FitsImmediate(long number) => number is >= int.MinValue and <= int.MaxValue;

    internal VirtualRegister NewResult(RegisterClass @class = RegisterClass.General) =>
        Function.NewRegister(Origin is null ? "temp" : $"v{Origin.Id}", @class);

    internal VirtualRegister Constant(long number, RegisterClass @class = RegisterClass.General)
    {
        var result = NewResult(@class);
        Add(new MachineInstruction(MachineOp.MoveImmediate) { Result = result, Immediate = number, Origin = Origin });
        return result;
    }

    /// <summary>An operation of one source.</summary>
    internal VirtualRegister Unary(MachineOp op, VirtualRegister source, long? immediate = null)
    {
        var result = NewResult(op.ResultClass());
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
        var result = NewResult(op.ResultClass());
        // The second source of a two-address operation is read after the first was moved to the place of the result. Where both
        // are the same, they move together. Operations on all bits of an xmm register would read 16 bytes of memory.
        var rightKind = op is MachineOp.FloatAnd or MachineOp.FloatAndNot or MachineOp.FloatOr ? UseKind.Register : UseKind.RegisterOrMemory;
        SourceOperand[] sources = op.Has(MachineTraits.TwoAddress)
            ? [new(left, UseKind.Any, Late: false), new(right, rightKind, Late: left != right)]
            : op is MachineOp.ShiftLeftX or MachineOp.ShiftRightX or MachineOp.ShiftRightUnsignedX
                ? [new(left, UseKind.RegisterOrMemory, Late: false), new(right, UseKind.Register, Late: false)]
                : [new(left, UseKind.Register, Late: false), new(right, UseKind.Register, Late: false)];
        Add(new MachineInstruction(op) { Result = result, Sources = sources, Condition = condition, Origin = Origin });
        return result;
    }

    /// <summary>The number with an index in a table, which stands behind the code.</summary>
    internal VirtualRegister LoadTable(ConstantTable table, VirtualRegister index)
    {
        var address = NewResult();
        Add(new MachineInstruction(MachineOp.TableAddress) { Result = address, Table = table, Origin = Origin });
        return Binary(table.Type == IrType.Float64 ? MachineOp.FloatLoadItem : MachineOp.LoadItem, address, index);
    }

    /// <summary>What lies at a place in memory.</summary>
    internal VirtualRegister Load(MemoryReference place, VirtualRegister[] sources)
    {
        var op = place.Kind is ElementKind.Float32 or ElementKind.Float64 ? MachineOp.FloatLoad : MachineOp.Load;
        var result = NewResult(op.ResultClass());
        Add(new MachineInstruction(op) { Result = result, Sources = InRegisters(sources), Memory = place, Origin = Origin });
        return result;
    }

    /// <summary>Puts the last source, or a constant of 32 bits, at a place in memory.</summary>
    internal void Store(MemoryReference place, VirtualRegister[] sources, long? number = null) =>
        Add(new MachineInstruction(MachineOp.Store) { Sources = InRegisters(sources), Memory = place, Immediate = number, Origin = Origin });

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

    /// <summary>Compares floats.</summary>
    internal void FloatCompare(VirtualRegister left, VirtualRegister right) => Add(new MachineInstruction(MachineOp.FloatCompare)
    {
        Sources = [new(left, UseKind.Register, Late: false), new(right, UseKind.RegisterOrMemory, Late: false)],
        Origin = Origin,
    });

    /// <summary>Compares a float with a constant, whose bits these are.</summary>
    internal void FloatCompare(VirtualRegister left, long right) => Add(new MachineInstruction(MachineOp.FloatCompare)
    {
        Sources = [new(left, UseKind.Register, Late: false)],
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
        result ??= NewResult(register.Class());
        Add(new MachineInstruction(MachineOp.MoveFromFixed)
        {
            Result = result,
            ResultKind = UseKind.Any,
            FixedSources = [register],
            Origin = Origin,
        });
        return result;
    }

    /// <summary>Leaves the function by the exit of the current IR value when the condition holds.</summary>
    internal void ExitIf(Condition condition)
    {
        if (condition != Condition.FloatEqual)
        {
            Add(Exit(MachineOp.ExitIf, condition, undo: null, result: null, other: null));
            return;
        }
        // Two flags decide: one of them jumps over the exit.
        var (exit, next) = (Function.NewBlock(isCold: true), Function.NewBlock());
        Branch(condition, exit, next);
        Block = exit;
        Exit();
        Block = next;
    }

    /// <summary>Leaves the function when a sum or difference does not fit, by the exit of the current IR value.</summary>
    /// <param name="condition">When.</param>
    /// <param name="undo">What gets back the word that holds the result.</param>
    /// <param name="result">The sum or difference.</param>
    /// <param name="other">Its second operand where that is no constant.</param>
    internal void ExitIf(Condition condition, ExitUndo undo, VirtualRegister result, VirtualRegister? other) =>
        Add(Exit(MachineOp.ExitIf, condition, undo, result, other));

    /// <summary>Terminator: leaves the function by the exit of the current IR value.</summary>
    internal void Exit() => Add(Exit(MachineOp.Exit, default, undo: null, result: null, other: null));

    /// <summary>rdx:rax = rax · factor, unsigned.</summary>
    internal void MultiplyWide(VirtualRegister factor) => Add(new MachineInstruction(MachineOp.MultiplyWide)
    {
        Sources = [new(factor, UseKind.RegisterOrMemory, Late: false)],
        FixedSources = [X64Register.Rax],
        FixedResults = [X64Register.Rax, X64Register.Rdx],
        Origin = Origin,
    });

    /// <summary>rax, rdx = quotient and remainder of rdx:rax, unsigned.</summary>
    internal void DivideUnsigned(VirtualRegister divisor) => Add(new MachineInstruction(MachineOp.DivideUnsigned)
    {
        Sources = [new(divisor, UseKind.RegisterOrMemory, Late: true)],
        FixedSources = [X64Register.Rax, X64Register.Rdx],
        FixedResults = [X64Register.Rax, X64Register.Rdx],
        Origin = Origin,
    });

    /// <summary>Calls a C function of so many floats, which are in the registers for them.</summary>
    internal void Call(nint function, int arguments)
    {
        Function.HasCalls = true;
        Add(new MachineInstruction(MachineOp.Call)
        {
            Immediate = function,
            FixedSources = RegisterSet.Of(Function.Convention.FloatArguments.AsSpan(0, arguments)),
            FixedResults = Function.Convention.CallerSaved,
            Origin = Origin,
        });
    }

    /// <summary>Calls a function of the runtime.</summary>
    /// <param name="function">Its address.</param>
    /// <param name="sources">What is passed from registers and memory.</param>
    /// <param name="arguments">What goes where.</param>
    internal void CallRuntime(nint function, List<VirtualRegister> sources, List<ArgumentMove> arguments)
    {
        Function.HasRuntimeCalls = true;
        var registers = PassArguments(sources, arguments);
        Add(new MachineInstruction(MachineOp.Call)
        {
            Immediate = function,
            FixedSources = registers,
            FixedResults = Function.Convention.CallerSaved,
            Origin = Origin,
        });
    }

    /// <summary>Calls a native function of the unit.</summary>
    /// <param name="callee">The function.</param>
    /// <param name="sources">What is passed from registers and memory.</param>
    /// <param name="arguments">What goes where.</param>
    internal void Call(Function callee, List<VirtualRegister> sources, List<ArgumentMove> arguments)
    {
        var registers = PassArguments(sources, arguments);
        Add(new MachineInstruction(MachineOp.CallFunction)
        {
            Callee = callee,
            FixedSources = registers,
            FixedResults = Function.Convention.CallerSaved,
            Origin = Origin,
        });
    }

    /// <summary>Brings arguments to their places; returns the registers among these.</summary>
    private RegisterSet PassArguments(List<VirtualRegister> sources, List<ArgumentMove> arguments)
    {
        Function.HasCalls = true;
        X64Register[] registers = [.. arguments.Where(argument => argument.To.IsRegister).Select(argument => argument.To.Register)];
        var onStack = arguments.Where(argument => !argument.To.IsRegister).Select(argument => (int)argument.To.Number + 1).DefaultIfEmpty(0).Max();
        Function.StackArguments = Math.Max(Function.StackArguments, onStack);   // of some before the last nothing may be read
        Add(new MachineInstruction(MachineOp.MoveArguments)
        {
            Sources = [.. sources.Select(source => new SourceOperand(source, UseKind.RegisterOrMemory, Late: false))],
            Arguments = [.. arguments],
            FixedResults = RegisterSet.Of(registers),
            Origin = Origin,
        });
        return RegisterSet.Of(registers);
    }

    /// <summary>An operation whose only source is the context.</summary>
    internal void OnContext(MachineOp op, VirtualRegister? result = null, long? immediate = null) => Add(new MachineInstruction(op)
    {
        Result = result,
        Sources = [new(Function.Context, UseKind.Register, Late: false)],
        Immediate = immediate,
        Origin = Origin,
    });

    /// <summary>Puts a word of the result into the context.</summary>
    internal void StoreWord(VirtualRegister word, int offset) => Add(new MachineInstruction(MachineOp.StoreWord)
    {
        Sources = [new(Function.Context, UseKind.Register, Late: false), new(word, UseKind.Register, Late: false)],
        Immediate = offset,
        Origin = Origin,
    });

    /// <summary>Says which of the results of the function it is.</summary>
    internal void StoreResultShape(int index) => OnContext(MachineOp.StoreResultShape, immediate: index);

    /// <summary>The word that the exit of the current IR value stores a register in; −1 for none.</summary>
    internal int WordOf(VirtualRegister register) => Function.Exits.Of(Origin!, RegisterOf).Words.IndexOf(register); // set while lowering

    /// <summary>Takes the exit of the current IR value when the caller asks for it.</summary>
    internal void ExitIfForced()
    {
        var (number, _) = Function.Exits.Of(Origin!, RegisterOf); // set while a value is lowered
        OnContext(MachineOp.CompareForcedExit, immediate: number);
        ExitIf(Condition.Equal);
    }

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
        var result = NewResult(operands[0].Class);
        block.Phis.Add(new MachinePhi(result, operands));
        return result;
    }

    internal void Add(MachineInstruction instruction) => Block.Instructions.Add(instruction);

    private static SourceOperand[] InRegisters(VirtualRegister[] sources) =>
        [.. sources.Select(source => new SourceOperand(source, UseKind.Register, Late: false))];

    private MachineInstruction Exit(
        MachineOp op, Condition condition, ExitUndo? undo, VirtualRegister? result, VirtualRegister? other)
    {
        var (number, words) = Function.Exits.Of(Origin!, RegisterOf); // set while a value is lowered
        var sources = new List<SourceOperand>(words.Length + 2) { new(Function.Context, UseKind.Any, Late: false) };
        foreach (var word in words)
            sources.Add(new SourceOperand(word, UseKind.Any, Late: false));
        if (undo is not null)
            sources[undo.Word + 1] = new SourceOperand(result!, UseKind.Any, Late: false); // what is undone has a result
        if (other is not null)
            sources.Add(new SourceOperand(other, UseKind.Any, Late: false));
        return new MachineInstruction(op)
        {
            Condition = condition,
            Sources = [.. sources],
            Exit = number,
            Undo = undo,
            Origin = Origin,
        };
    }
}
