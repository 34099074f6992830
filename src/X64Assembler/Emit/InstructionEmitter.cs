using System.Diagnostics;
using Iced.Intel;

namespace Pyc.X64;

/// <summary>Writes the instructions that compute; their operands have their places by now.</summary>
internal sealed class InstructionEmitter(CodeBuffer code, MoveEmitter moves)
{
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
            case MachineOp.MulImmediate:
                EmitMulImmediate(instruction);
                break;
            case MachineOp.ShiftLeftX:
                EmitShiftX(Code.VEX_Shlx_r64_rm64_r64, instruction);
                break;
            case MachineOp.ShiftRightX:
                EmitShiftX(Code.VEX_Sarx_r64_rm64_r64, instruction);
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

    private void EmitTwoAddress(MachineInstruction instruction)
    {
        moves.Move(instruction.SourceLocations[0], instruction.ResultLocation);
        var result = ResultOf(instruction);
        if (instruction.SourceLocations.Length == 2)
        {
            var opcode = instruction.Op switch
            {
                MachineOp.Add => Code.Add_r64_rm64,
                MachineOp.Sub => Code.Sub_r64_rm64,
                MachineOp.Mul => Code.Imul_r64_rm64,
                MachineOp.And => Code.And_r64_rm64,
                MachineOp.Or => Code.Or_r64_rm64,
                MachineOp.Xor => Code.Xor_r64_rm64,
                MachineOp.MoveIf => ConditionCodes.Of(instruction.Condition).Move,
                _ => throw new UnreachableException($"{instruction.Op} has no two sources."),
            };
            // A value combined with itself, in memory before, is in the result's register now.
            var same = instruction.Sources[0].Register == instruction.Sources[1].Register;
            var right = instruction.SourceLocations[1];
            EmitWithPlace(opcode, result, same && right.IsMemory ? instruction.ResultLocation : right);
            return;
        }
        if (instruction.Op is MachineOp.ShiftLeft or MachineOp.ShiftRight)
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

    private void EmitShift(MachineInstruction instruction, Register result)
    {
        var left = instruction.Op == MachineOp.ShiftLeft;
        code.Add(instruction.Immediate is { } count
            ? Instruction.Create(left ? Code.Shl_rm64_imm8 : Code.Sar_rm64_imm8, result, (int)count)
            : Instruction.Create(left ? Code.Shl_rm64_CL : Code.Sar_rm64_CL, result, Register.CL));
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
            EmitWithPlace(Code.Cmp_r64_rm64, left.Register.ToIced(), instruction.SourceLocations[1]);
            return;
        }
        var opcode = Code.Cmp_rm64_imm32.ShortestFor(immediate);
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

    private void EmitOnPlace(Code opcode, Location place) => code.Add(place.IsRegister
        ? Instruction.Create(opcode, place.Register.ToIced())
        : Instruction.Create(opcode, moves.Memory(place)));
}
