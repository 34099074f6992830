using System.Diagnostics;
using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Writes the instructions that compute; their operands have their places by now.</summary>
/// <param name="code">Where they go.</param>
/// <param name="moves">Writes moves.</param>
/// <param name="entries">Where the functions of the unit begin.</param>
/// <param name="lanes">The lanes of vectors.</param>
internal sealed class InstructionEmitter(CodeBuffer code, MoveEmitter moves, IReadOnlyDictionary<Function, CodeTarget> entries, int lanes)
{
    private readonly VectorEmitter _vectors = new(code, moves, lanes);

    /// <param name="instruction">Neither a terminator nor an exit.</param>
    /// <param name="flagsAreFree">Whether nobody reads the flags that are set before it behind it.</param>
    internal void Emit(MachineInstruction instruction, bool flagsAreFree)
    {
        switch (instruction.Op)
        {
            case MachineOp.StackArgument:
                break;
            case MachineOp.MoveImmediate:
                moves.Move(ConstantOf(instruction), instruction.ResultLocation, flagsAreFree);
                break;
            case MachineOp.MoveToFixed:
                foreach (var register in instruction.FixedResults)
                {
                    var source = instruction.Immediate is null ? instruction.SourceLocations[0] : ConstantOf(instruction);
                    moves.Move(source, Location.Of(register), flagsAreFree);
                }
                break;
            case MachineOp.MoveFromFixed:
                foreach (var register in instruction.FixedSources)
                    moves.Move(Location.Of(register), instruction.ResultLocation);
                break;
            case MachineOp.ZeroExtend32:
                EmitZeroExtend(instruction);
                break;
            case MachineOp.AddWrap:
                EmitAddWrap(instruction);
                break;
            case MachineOp.LeaScaled:
                var scaled = RegisterOf(instruction, 0);
                EmitLea(ResultOf(instruction), scaled, scaled, (int)instruction.Immediate!.Value, 0); // the operation has a scale
                break;
            case MachineOp.TableAddress:
                code.Add(Instruction.Create(Code.Lea_r64_m, ResultOf(instruction), code.Table(instruction.Table!))); // the operation has a table
                break;
            case MachineOp.LoadItem:
                code.Add(Instruction.Create(Code.Mov_r64_rm64, ResultOf(instruction), WordOf(instruction)));
                break;
            case MachineOp.FloatLoadItem:
                code.Add(Instruction.Create(Code.Movsd_xmm_xmmm64, ResultOf(instruction), WordOf(instruction)));
                break;
            case MachineOp.Load or MachineOp.FloatLoad:
                EmitLoad(instruction);
                break;
            case MachineOp.Store:
                EmitStore(instruction);
                break;
            case MachineOp.FloatNarrow:
                ClearBefore(instruction);
                EmitWithPlace(Code.Cvtsd2ss_xmm_xmmm64, ResultOf(instruction), instruction.SourceLocations[0]);
                break;
            case MachineOp.MulImmediate:
                EmitMulImmediate(instruction);
                break;
            case MachineOp.ShiftLeftX:
                EmitShiftX(Code.VEX_Shlx_r64_rm64_r64, instruction);
                break;
            case MachineOp.ShiftRightX:
                EmitShiftX(Code.VEX_Sarx_r64_rm64_r64, instruction);
                break;
            case MachineOp.ShiftRightUnsignedX:
                EmitShiftX(Code.VEX_Shrx_r64_rm64_r64, instruction);
                break;
            case MachineOp.MultiplyWide:
                EmitOnPlace(Code.Mul_rm64, instruction.SourceLocations[0]);
                break;
            case MachineOp.DivideUnsigned:
                EmitOnPlace(Code.Div_rm64, instruction.SourceLocations[0]);
                break;
            case MachineOp.FloatSqrt:
                ClearBefore(instruction);
                EmitWithPlace(Code.Sqrtsd_xmm_xmmm64, ResultOf(instruction), instruction.SourceLocations[0]);
                break;
            case MachineOp.FloatRound:
                ClearBefore(instruction);
                EmitRound(ResultOf(instruction), instruction.SourceLocations[0], (int)instruction.Immediate!.Value); // rounding has a direction
                break;
            case MachineOp.FloatFromInt:
                ClearBefore(instruction);
                EmitWithOperand(Code.Cvtsi2sd_xmm_rm64, ResultOf(instruction), instruction, instruction.SourceLocations[0]);
                break;
            case MachineOp.IntFromFloat:
                EmitWithPlace(Code.Cvttsd2si_r64_xmmm64, ResultOf(instruction), instruction.SourceLocations[0]);
                break;
            case MachineOp.BitScanReverse:
                EmitWithPlace(Code.Bsr_r64_rm64, ResultOf(instruction), instruction.SourceLocations[0]);
                break;
            case MachineOp.PopulationCount:
                EmitWithPlace(Code.Popcnt_r64_rm64, ResultOf(instruction), instruction.SourceLocations[0]);
                break;
            case MachineOp.BitsOfFloat or MachineOp.FloatOfBits:
                moves.Move(instruction.SourceLocations[0], instruction.ResultLocation);
                break;
            case MachineOp.FloatCompare:
                EmitFloatCompare(instruction);
                break;
            case MachineOp.Call:
                code.Add(Instruction.Create(Code.Mov_r64_imm64, Register.RAX, instruction.Immediate!.Value)); // a call has an address
                code.Add(Instruction.Create(Code.Call_rm64, Register.RAX));
                break;
            case MachineOp.MoveArguments:
                EmitArguments(instruction);
                break;
            case MachineOp.CallFunction:
                code.Jump(Code.Call_rel32_64, entries[instruction.Callee!]); // it calls a function of the unit
                break;
            case MachineOp.CompareStatus:
                code.Add(Instruction.Create(Code.Cmp_rm32_imm8, InContext(instruction, CallContextLayout.Status), 0));
                break;
            case MachineOp.CompareStack or MachineOp.CompareContext:
                var pointer = instruction.Op == MachineOp.CompareStack ? Register.RSP : RegisterOf(instruction, 0);
                code.Add(Instruction.Create(Code.Cmp_r64_rm64, pointer, InContext(instruction, CallContextLayout.StackLimit)));
                break;
            case MachineOp.LoadWord:
                var word = InContext(instruction, instruction.Immediate!.Value); // it has an offset
                code.Add(MoveEmitter.Load(instruction.ResultLocation.Register, word));
                break;
            case MachineOp.LoadResultShape:
                var shape = InContext(instruction, CallContextLayout.ResultShape);
                code.Add(Instruction.Create(Code.Mov_r32_rm32, instruction.ResultLocation.Register.ToIced32(), shape));
                break;
            case MachineOp.StoreWord:
                var stored = InContext(instruction, instruction.Immediate!.Value); // it has an offset
                code.Add(MoveEmitter.Store(instruction.SourceLocations[1].Register, stored));
                break;
            case MachineOp.CompareForcedExit:
                var forced = InContext(instruction, CallContextLayout.ForcedExit);
                code.Add(Instruction.Create(Code.Cmp_rm32_imm32, forced, (int)instruction.Immediate!.Value)); // an exit has a number
                break;
            case MachineOp.StoreResultShape:
                var result = InContext(instruction, CallContextLayout.ResultShape);
                code.Add(Instruction.Create(Code.Mov_rm32_imm32, result, (int)instruction.Immediate!.Value)); // an index
                break;
            case MachineOp.SignExtend:
                code.Add(Instruction.Create(Code.Cqo));
                break;
            case MachineOp.Divide:
                EmitOnPlace(Code.Idiv_rm64, instruction.SourceLocations[0]);
                break;
            case MachineOp.Compare:
                EmitCompare(instruction);
                break;
            case MachineOp.Test:
                EmitTest(instruction.SourceLocations[0], instruction.Immediate);
                break;
            case MachineOp.SetCondition:
                var target = instruction.ResultLocation.Register;
                code.Add(Instruction.Create(ConditionCodes.Of(instruction.Condition).Set, target.ToIced8()));
                code.Add(Instruction.Create(Code.Movzx_r32_rm8, target.ToIced32(), target.ToIced8()));
                break;
            case >= MachineOp.VectorLoad and <= MachineOp.VectorEnd:
                _vectors.Emit(instruction);
                break;
            default:
                EmitTwoAddress(instruction);
                break;
        }
    }

    private static Location ConstantOf(MachineInstruction instruction) =>
        new(LocationKind.Constant, instruction.Immediate!.Value); // an instruction that makes a constant has one

    private static Register ResultOf(MachineInstruction instruction) => instruction.ResultLocation.Register.ToIced();

    private static Register RegisterOf(MachineInstruction instruction, int source) =>
        instruction.SourceLocations[source].Register.ToIced();

    /// <summary>A place in the context, which is the first source.</summary>
    private static MemoryOperand InContext(MachineInstruction instruction, long offset) =>
        FrameLayout.Memory(RegisterOf(instruction, 0), offset);

    private void EmitArguments(MachineInstruction instruction)
    {
        var move = new ParallelMove();
        foreach (var (to, source, constant) in instruction.Arguments)
        {
            if (source < 0)
                move.Add(new Location(LocationKind.Constant, constant), to, value: null);
            else
                move.Add(instruction.SourceLocations[source], to, instruction.Sources[source].Register);
        }
        moves.EmitAsPart(move.Resolve());
    }

    private static MemoryOperand WordOf(MachineInstruction instruction) =>
        new(RegisterOf(instruction, 0), RegisterOf(instruction, 1), scale: sizeof(long));

    /// <summary>The place in memory that an instruction reads or writes.</summary>
    internal static MemoryOperand PlaceOf(MachineInstruction instruction)
    {
        var (kind, hasIndex, displacement) = instruction.Memory;
        var first = instruction.ReadsPlace ? instruction.Sources.Length - instruction.Memory.SourceCount : 0;
        var address = RegisterOf(instruction, first);
        return hasIndex
            ? new MemoryOperand(address, RegisterOf(instruction, first + 1), ElementKinds.SizeOf(kind), displacement, displacement == 0 ? 0 : 1)
            : FrameLayout.Memory(address, displacement);
    }

    private void EmitLoad(MachineInstruction instruction)
    {
        var (result, place) = (instruction.ResultLocation.Register, PlaceOf(instruction));
        switch (instruction.Memory.Kind)
        {
            case ElementKind.Int8:
                code.Add(Instruction.Create(Code.Movsx_r64_rm8, result.ToIced(), place));
                break;
            case ElementKind.UInt8 or ElementKind.Bool:
                code.Add(Instruction.Create(Code.Movzx_r32_rm8, result.ToIced32(), place));
                break;
            case ElementKind.Int16:
                code.Add(Instruction.Create(Code.Movsx_r64_rm16, result.ToIced(), place));
                break;
            case ElementKind.UInt16:
                code.Add(Instruction.Create(Code.Movzx_r32_rm16, result.ToIced32(), place));
                break;
            case ElementKind.Int32:
                code.Add(Instruction.Create(Code.Movsxd_r64_rm32, result.ToIced(), place));
                break;
            case ElementKind.UInt32:
                code.Add(Instruction.Create(Code.Mov_r32_rm32, result.ToIced32(), place));
                break;
            case ElementKind.Float32:
                // What converts leaves the high half of the register as it is and would wait for it.
                code.Add(Instruction.Create(Code.Xorps_xmm_xmmm128, result.ToIced(), result.ToIced()));
                code.Add(Instruction.Create(Code.Cvtss2sd_xmm_xmmm32, result.ToIced(), place));
                break;
            default:
                code.Add(MoveEmitter.Load(result, place));
                break;
        }
    }

    private void EmitStore(MachineInstruction instruction)
    {
        var (kind, place) = (instruction.Memory.Kind, PlaceOf(instruction));
        var size = ElementKinds.SizeOf(kind);
        if (instruction.Immediate is { } number)
        {
            var opcode = size switch { 1 => Code.Mov_rm8_imm8, 2 => Code.Mov_rm16_imm16, 4 => Code.Mov_rm32_imm32, _ => Code.Mov_rm64_imm32 };
            var bits = size switch { 1 => (sbyte)number, 2 => (short)number, _ => (int)number };
            code.Add(Instruction.Create(opcode, place, bits));
            return;
        }
        var stored = instruction.SourceLocations[^1].Register;
        code.Add((size, stored.Class()) switch
        {
            (1, _) => Instruction.Create(Code.Mov_rm8_r8, place, stored.ToIced8()),
            (2, _) => Instruction.Create(Code.Mov_rm16_r16, place, stored.ToIced16()),
            (4, RegisterClass.Xmm) => Instruction.Create(Code.Movss_xmmm32_xmm, place, stored.ToIced()),
            (4, _) => Instruction.Create(Code.Mov_rm32_r32, place, stored.ToIced32()),
            _ => MoveEmitter.Store(stored, place),
        });
    }

    private void EmitTwoAddress(MachineInstruction instruction)
    {
        moves.Move(instruction.SourceLocations[0], instruction.ResultLocation);
        var result = ResultOf(instruction);
        if (instruction.SourceLocations.Length == 2 || instruction.ReadsPlace)
        {
            var opcode = instruction.Op switch
            {
                MachineOp.Add => Code.Add_r64_rm64,
                MachineOp.Sub => Code.Sub_r64_rm64,
                MachineOp.Mul => Code.Imul_r64_rm64,
                MachineOp.And => Code.And_r64_rm64,
                MachineOp.Or => Code.Or_r64_rm64,
                MachineOp.Xor => Code.Xor_r64_rm64,
                MachineOp.FloatAdd => Code.Addsd_xmm_xmmm64,
                MachineOp.FloatSub => Code.Subsd_xmm_xmmm64,
                MachineOp.FloatMul => Code.Mulsd_xmm_xmmm64,
                MachineOp.FloatDiv => Code.Divsd_xmm_xmmm64,
                MachineOp.FloatMin => Code.Minsd_xmm_xmmm64,
                MachineOp.FloatMax => Code.Maxsd_xmm_xmmm64,
                MachineOp.FloatAnd => Code.Andps_xmm_xmmm128,
                MachineOp.FloatAndNot => Code.Andnps_xmm_xmmm128,
                MachineOp.FloatOr => Code.Orps_xmm_xmmm128,
                MachineOp.FloatMask => Code.Cmpsd_xmm_xmmm64_imm8,
                MachineOp.MoveIf => ConditionCodes.Of(instruction.Condition).Move,
                _ => throw new UnreachableException($"{instruction.Op} has no two sources."),
            };
            // A value combined with itself, in memory before, is in the result's register now.
            var same = instruction.Sources[0].Register == instruction.Sources[1].Register;
            var right = instruction.SourceLocations[1];
            if (same && right.IsMemory && !instruction.ReadsPlace)
                right = instruction.ResultLocation;
            if (instruction.Op == MachineOp.FloatMask)
                EmitFloatMask(opcode, result, right, instruction);
            else
                EmitWithOperand(opcode, result, instruction, right);
            return;
        }
        if (instruction.Op.ResultClass() == RegisterClass.Xmm)
        {
            EmitWithConstant(instruction, result);
            return;
        }
        if (instruction.Op is MachineOp.ShiftLeft or MachineOp.ShiftRight or MachineOp.ShiftRightUnsigned or MachineOp.RotateRight)
        {
            EmitShift(instruction, result);
            return;
        }
        if (instruction.Immediate is { } immediate)
        {
            var opcode = instruction.Op switch
            {
                MachineOp.Add => Code.Add_rm64_imm32,
                MachineOp.Sub => Code.Sub_rm64_imm32,
                MachineOp.And => Code.And_rm64_imm32,
                MachineOp.Or => Code.Or_rm64_imm32,
                MachineOp.Xor => Code.Xor_rm64_imm32,
                _ => throw new UnreachableException($"{instruction.Op} takes no constant."),
            };
            code.Add(Instruction.Create(opcode.ShortestFor(immediate), result, (int)immediate));
            return;
        }
        code.Add(Instruction.Create(instruction.Op == MachineOp.Neg ? Code.Neg_rm64 : Code.Not_rm64, result));
    }

    /// <summary>An operation of floats with a constant, which stands behind the code.</summary>
    private void EmitWithConstant(MachineInstruction instruction, Register result)
    {
        var (opcode, isWide) = instruction.Op switch
        {
            MachineOp.FloatAdd => (Code.Addsd_xmm_xmmm64, false),
            MachineOp.FloatSub => (Code.Subsd_xmm_xmmm64, false),
            MachineOp.FloatMul => (Code.Mulsd_xmm_xmmm64, false),
            MachineOp.FloatDiv => (Code.Divsd_xmm_xmmm64, false),
            MachineOp.FloatMin => (Code.Minsd_xmm_xmmm64, false),
            MachineOp.FloatMax => (Code.Maxsd_xmm_xmmm64, false),
            MachineOp.FloatAnd => (Code.Andps_xmm_xmmm128, true),
            MachineOp.FloatXor => (Code.Xorps_xmm_xmmm128, true),
            _ => throw new UnreachableException($"{instruction.Op} takes no constant."),
        };
        code.Add(Instruction.Create(opcode, result, code.Constant(instruction.Immediate!.Value, isWide))); // one source means a constant
    }

    /// <summary>
    /// Some operations leave the high half of an xmm register as it is and would wait for it: a register that holds nothing that is read is
    /// cleared, which waits for nothing.
    /// </summary>
    private void ClearBefore(MachineInstruction instruction)
    {
        var result = ResultOf(instruction);
        if (instruction.SourceLocations[0] != instruction.ResultLocation)
            code.Add(Instruction.Create(Code.Xorps_xmm_xmmm128, result, result));
    }

    private void EmitRound(Register result, Location source, int rounding) => code.Add(source.IsRegister
        ? Instruction.Create(Code.Roundsd_xmm_xmmm64_imm8, result, source.Register.ToIced(), rounding)
        : Instruction.Create(Code.Roundsd_xmm_xmmm64_imm8, result, moves.Memory(source), rounding));

    private void EmitFloatMask(Code opcode, Register result, Location right, MachineInstruction instruction)
    {
        // Intel SDM vol. 2A, "CMPSD": EQ, LT, LE, NEQ; the comparisons are false for NaN.
        var predicate = instruction.Condition switch { Condition.FloatEqual => 0, Condition.Below => 1, Condition.BelowOrEqual => 2, _ => 4 };
        code.Add(right.IsRegister && !instruction.ReadsPlace
            ? Instruction.Create(opcode, result, right.Register.ToIced(), predicate)
            : Instruction.Create(opcode, result, instruction.ReadsPlace ? PlaceOf(instruction) : moves.Memory(right), predicate));
    }

    private void EmitFloatCompare(MachineInstruction instruction)
    {
        var left = RegisterOf(instruction, 0);
        if (instruction.Immediate is { } bits)
            code.Add(Instruction.Create(Code.Ucomisd_xmm_xmmm64, left, code.Constant(bits)));
        else
            EmitWithOperand(Code.Ucomisd_xmm_xmmm64, left, instruction, instruction.SourceLocations[1]);
    }

    private void EmitShift(MachineInstruction instruction, Register result)
    {
        var (byImmediate, byCl) = instruction.Op switch
        {
            MachineOp.ShiftLeft => (Code.Shl_rm64_imm8, Code.Shl_rm64_CL),
            MachineOp.ShiftRight => (Code.Sar_rm64_imm8, Code.Sar_rm64_CL),
            MachineOp.RotateRight => (Code.Ror_rm64_imm8, Code.Ror_rm64_CL),
            _ => (Code.Shr_rm64_imm8, Code.Shr_rm64_CL),
        };
        code.Add(instruction.Immediate is { } count
            ? Instruction.Create(byImmediate, result, (int)count)
            : Instruction.Create(byCl, result, Register.CL));
    }

    private void EmitShiftX(Code opcode, MachineInstruction instruction)
    {
        var (result, count) = (ResultOf(instruction), RegisterOf(instruction, 1));
        var source = instruction.SourceLocations[0];
        code.Add(source.IsRegister
            ? Instruction.Create(opcode, result, source.Register.ToIced(), count)
            : Instruction.Create(opcode, result, moves.Memory(source), count));
    }

    private void EmitAddWrap(MachineInstruction instruction)
    {
        var (result, left) = (ResultOf(instruction), RegisterOf(instruction, 0));
        if (instruction.Immediate is { } immediate)
        {
            if (result == left)
                code.Add(Instruction.Create(Code.Add_rm64_imm32.ShortestFor(immediate), result, (int)immediate));
            else
                EmitLea(result, left, Register.None, 1, immediate);
            return;
        }
        var right = RegisterOf(instruction, 1);
        if (result == left || result == right)
            code.Add(Instruction.Create(Code.Add_r64_rm64, result, result == left ? right : left));
        else
            EmitLea(result, left, right, 1, 0);
    }

    private void EmitLea(Register result, Register baseRegister, Register index, int scale, long displacement) =>
        code.Add(Instruction.Create(
            Code.Lea_r64_m, result, new MemoryOperand(baseRegister, index, scale, displacement, displacement == 0 ? 0 : 1)));

    private void EmitMulImmediate(MachineInstruction instruction)
    {
        var immediate = instruction.Immediate!.Value; // the operation has a constant
        var opcode = Code.Imul_r64_rm64_imm32.ShortestFor(immediate);
        var source = instruction.SourceLocations[0];
        code.Add(source.IsRegister
            ? Instruction.Create(opcode, ResultOf(instruction), source.Register.ToIced(), (int)immediate)
            : Instruction.Create(opcode, ResultOf(instruction), moves.Memory(source), (int)immediate));
    }

    private void EmitZeroExtend(MachineInstruction instruction)
    {
        var result = instruction.ResultLocation.Register.ToIced32();
        var source = instruction.SourceLocations[0];
        code.Add(source.IsRegister
            ? Instruction.Create(Code.Mov_r32_rm32, result, source.Register.ToIced32())
            : Instruction.Create(Code.Mov_r32_rm32, result, moves.Memory(source)));
    }

    private void EmitCompare(MachineInstruction instruction)
    {
        var left = instruction.SourceLocations[0];
        if (instruction.Immediate is not { } immediate)
        {
            EmitWithOperand(Code.Cmp_r64_rm64, left.Register.ToIced(), instruction, instruction.SourceLocations[1]);
            return;
        }
        var opcode = Code.Cmp_rm64_imm32.ShortestFor(immediate);
        if (instruction.ReadsPlace)
        {
            code.Add(Instruction.Create(opcode, PlaceOf(instruction), (int)immediate));
            return;
        }
        code.Add(left.IsRegister
            ? Instruction.Create(opcode, left.Register.ToIced(), (int)immediate)
            : Instruction.Create(opcode, moves.Memory(left), (int)immediate));
    }

    private void EmitTest(Location source, long? mask)
    {
        // A mask has no bit above 31, so that the low part of the value is all that counts.
        code.Add((mask, source.IsRegister) switch
        {
            (null, true) => Instruction.Create(Code.Test_rm64_r64, source.Register.ToIced(), source.Register.ToIced()),
            (null, false) => Instruction.Create(Code.Cmp_rm64_imm8, moves.Memory(source), 0),
            ( <= sbyte.MaxValue, true) => Instruction.Create(Code.Test_rm8_imm8, source.Register.ToIced8(), (int)mask),
            ( <= sbyte.MaxValue, false) => Instruction.Create(Code.Test_rm8_imm8, moves.Memory(source), (int)mask),
            (_, true) => Instruction.Create(Code.Test_rm32_imm32, source.Register.ToIced32(), (int)mask),
            (_, false) => Instruction.Create(Code.Test_rm32_imm32, moves.Memory(source), (int)mask),
        });
    }

    private void EmitWithPlace(Code opcode, Register register, Location place) => code.Add(place.IsRegister
        ? Instruction.Create(opcode, register, place.Register.ToIced())
        : Instruction.Create(opcode, register, moves.Memory(place)));

    /// <summary>With the last operand of an instruction: in memory beyond the frame, or in a place of the allocator's.</summary>
    private void EmitWithOperand(Code opcode, Register register, MachineInstruction instruction, Location place)
    {
        if (instruction.ReadsPlace)
            code.Add(Instruction.Create(opcode, register, PlaceOf(instruction)));
        else
            EmitWithPlace(opcode, register, place);
    }

    private void EmitOnPlace(Code opcode, Location place) => code.Add(place.IsRegister
        ? Instruction.Create(opcode, place.Register.ToIced())
        : Instruction.Create(opcode, moves.Memory(place)));
}
