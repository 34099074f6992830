using Iced.Intel;

namespace Pyc.X64;

/// <summary>Writes the instructions on vectors, in VEX encodings for 4 lanes and in EVEX encodings for 8; see <see cref="VectorRules"/>.</summary>
/// <param name="code">Where they go.</param>
/// <param name="moves">Writes moves.</param>
/// <param name="lanes">The lanes of vectors.</param>
internal sealed class VectorEmitter(CodeBuffer code, MoveEmitter moves, int lanes)
{
    // Nothing is kept in it from one instruction to the next. k0 is no mask: it stands for all lanes.
    private const Register Mask = Register.K1;

    private bool IsWide => lanes == 8;

    private int Bytes => VirtualRegister.WordBytes * lanes;

    internal void Emit(MachineInstruction instruction)
    {
        switch (instruction.Op)
        {
            case MachineOp.VectorLoad:
                code.Add(Instruction.Create(
                    VectorCodes.LoadOf(instruction.Memory.Kind, IsWide), ResultOf(instruction), InstructionEmitter.PlaceOf(instruction)));
                break;
            case MachineOp.VectorStore:
                var (store, stored) = VectorCodes.StoreOf(instruction.Memory.Kind, IsWide);
                code.Add(Instruction.Create(
                    store, InstructionEmitter.PlaceOf(instruction), instruction.SourceLocations[^1].Register.ToIcedVector(stored)));
                break;
            case MachineOp.VectorJoinWords:
                code.Add(Instruction.Create(
                    Code.VEX_Vshufps_xmm_xmm_xmmm128_imm8, XmmOf(instruction.ResultLocation), XmmOf(instruction.SourceLocations[0]),
                    XmmOf(instruction.SourceLocations[1]), ImmediateOf(instruction)));
                break;
            case MachineOp.VectorShuffleBytes:
                code.Add(Instruction.Create(
                    Code.VEX_Vpshufb_xmm_xmm_xmmm128, XmmOf(instruction.ResultLocation), XmmOf(instruction.SourceLocations[0]),
                    code.Constant(instruction.Immediate!.Value, isWide: true)));    // it has a choice of bytes
                break;
            case MachineOp.VectorFloatNarrow:
                var half = instruction.ResultLocation.Register.ToIcedVector(Bytes / 2);
                EmitOperation(IsWide ? Code.EVEX_Vcvtpd2ps_ymm_k1z_zmmm512b64_er : Code.VEX_Vcvtpd2ps_xmm_ymmm256, half, instruction);
                break;
            case MachineOp.VectorStoreMasked:
                EmitMaskedStore(instruction);
                break;
            case MachineOp.VectorTable:
                code.Add(MoveEmitter.LoadVector(instruction.ResultLocation.Register, code.Table(instruction.Table!), Bytes)); // it has a table
                break;
            case MachineOp.VectorConstant:
                EmitConstant(ResultOf(instruction), XmmOf(instruction.ResultLocation), instruction.Immediate!.Value); // it has a number
                break;
            case MachineOp.VectorBroadcast:
                EmitBroadcast(instruction);
                break;
            case MachineOp.VectorBroadcastInt:
                EmitBroadcastInt(instruction);
                break;
            case MachineOp.VectorPart:
                var part = IsWide ? Code.EVEX_Vextracti64x2_xmmm128_k1z_zmm_imm8 : Code.VEX_Vextracti128_xmmm128_ymm_imm8;
                code.Add(Instruction.Create(part, XmmOf(instruction.ResultLocation), VectorOf(instruction.SourceLocations[0]), ImmediateOf(instruction)));
                break;
            case MachineOp.VectorLane:
                EmitLane(instruction);
                break;
            case MachineOp.VectorLaneFloat:
                EmitLaneFloat(instruction);
                break;
            case MachineOp.VectorSigns:
                code.Add(Instruction.Create(
                    Code.VEX_Vmovmskpd_r32_ymm, instruction.ResultLocation.Register.ToIced32(), VectorOf(instruction.SourceLocations[0])));
                break;
            case MachineOp.VectorTestSigns:
                EmitTest(Code.EVEX_Vpmovq2m_kr_zmm, instruction);
                break;
            case MachineOp.VectorIntCompareTest:
                EmitTest(Code.EVEX_Vpcmpq_kr_k1_zmm_zmmm512b64_imm8, instruction);
                break;
            case MachineOp.VectorUIntCompareTest:
                EmitTest(Code.EVEX_Vpcmpuq_kr_k1_zmm_zmmm512b64_imm8, instruction);
                break;
            case MachineOp.VectorFloatCompareTest:
                EmitTest(Code.EVEX_Vcmppd_kr_k1_zmm_zmmm512b64_imm8_sae, instruction);
                break;
            case MachineOp.VectorIntCompare:
                EmitCompare(Code.EVEX_Vpcmpq_kr_k1_zmm_zmmm512b64_imm8, instruction);
                break;
            case MachineOp.VectorFloatCompare when IsWide:
                EmitCompare(Code.EVEX_Vcmppd_kr_k1_zmm_zmmm512b64_imm8_sae, instruction);
                break;
            case MachineOp.VectorNot:
                var negated = VectorOf(instruction.SourceLocations[0]);
                code.Add(Instruction.Create(Code.EVEX_Vpternlogq_zmm_k1z_zmm_zmmm512b64_imm8, ResultOf(instruction), negated, negated, 0x55)); // not the last
                break;
            case MachineOp.VectorBlend:
                EmitBlend(instruction);
                break;
            case MachineOp.VectorTernary:
                EmitTernary(instruction);
                break;
            case MachineOp.VectorIntCompareSelect:
                EmitCompareSelect(Code.EVEX_Vpcmpq_kr_k1_zmm_zmmm512b64_imm8, instruction);
                break;
            case MachineOp.VectorFloatCompareSelect:
                EmitCompareSelect(Code.EVEX_Vcmppd_kr_k1_zmm_zmmm512b64_imm8_sae, instruction);
                break;
            case MachineOp.VectorEnd:
                code.Add(Instruction.Create(Code.VEX_Vzeroupper));
                break;
            default:
                EmitOperation(VectorCodes.Of(instruction.Op, IsWide), ResultOf(instruction), instruction);
                break;
        }
    }

    private Register VectorOf(Location location) => location.Register.ToIcedVector(Bytes);

    private Register ResultOf(MachineInstruction instruction) => VectorOf(instruction.ResultLocation);

    private static Register XmmOf(Location location) => location.Register.ToIced();

    private static int ImmediateOf(MachineInstruction instruction) => (int)instruction.Immediate!.Value; // asked of what has one

    /// <summary>An operation of one or two operands, of which the last may be in memory, with an immediate where it has one.</summary>
    private void EmitOperation(Code opcode, Register result, MachineInstruction instruction)
    {
        var first = instruction.ReadsMemory ? instruction.Memory.SourceCount : 0;
        var registers = instruction.SourceLocations.Length - first - (instruction.ReadsMemory ? 0 : 1);     // before the last operand
        var left = registers > 0 ? VectorOf(instruction.SourceLocations[first]) : Register.None;
        var last = instruction.SourceLocations[^1];
        if (!instruction.ReadsMemory && last.IsRegister)
        {
            var right = VectorOf(last);
            code.Add((left, instruction.Immediate) switch
            {
                (Register.None, null) => Instruction.Create(opcode, result, right),
                (Register.None, { } number) => Instruction.Create(opcode, result, right, (int)number),
                (_, null) => Instruction.Create(opcode, result, left, right),
                (_, { } number) => Instruction.Create(opcode, result, left, right, (int)number),
            });
            return;
        }
        var place = instruction.ReadsMemory ? InstructionEmitter.PlaceOf(instruction) : moves.Memory(last);
        code.Add((left, instruction.Immediate) switch
        {
            (Register.None, null) => Instruction.Create(opcode, result, place),
            (Register.None, { } number) => Instruction.Create(opcode, result, place, (int)number),
            (_, null) => Instruction.Create(opcode, result, left, place),
            (_, { } number) => Instruction.Create(opcode, result, left, place, (int)number),
        });
    }

    private void EmitMaskedStore(MachineInstruction instruction)
    {
        var (stored, mask, place) = (VectorOf(instruction.SourceLocations[^2]), VectorOf(instruction.SourceLocations[^1]), InstructionEmitter.PlaceOf(instruction));
        if (!IsWide)
        {
            code.Add(Instruction.Create(Code.VEX_Vmaskmovpd_m256_ymm_ymm, place, mask, stored));
            return;
        }
        code.Add(Instruction.Create(Code.EVEX_Vpmovq2m_kr_zmm, Mask, mask));
        var store = Instruction.Create(Code.EVEX_Vmovupd_zmmm512_k1z_zmm, place, stored);
        store.OpMask = Mask;
        code.Add(store);
    }

    /// <summary>Compares into a mask register, which becomes a vector.</summary>
    private void EmitCompare(Code opcode, MachineInstruction instruction)
    {
        EmitOperation(opcode, Mask, instruction);
        code.Add(Instruction.Create(Code.EVEX_Vpmovm2q_zmm_kr, ResultOf(instruction), Mask));
    }

    /// <summary>Makes a mask register, and flags of it.</summary>
    private void EmitTest(Code opcode, MachineInstruction instruction)
    {
        EmitOperation(opcode, Mask, instruction);
        code.Add(Instruction.Create(Code.VEX_Kortestb_kr_kr, Mask, Mask));
    }

    private void EmitConstant(Register result, Register xmm, long number) => code.Add(number switch
    {
        // What writes an xmm register clears all above it.
        0 => Instruction.Create(Code.VEX_Vpxor_xmm_xmm_xmmm128, xmm, xmm, xmm),
        -1 when IsWide => Instruction.Create(Code.EVEX_Vpternlogd_zmm_k1z_zmm_zmmm512b32_imm8, result, result, result, 0xff),
        -1 => Instruction.Create(Code.VEX_Vpcmpeqd_ymm_ymm_ymmm256, result, result, result),
        _ => Instruction.Create(IsWide ? Code.EVEX_Vbroadcastsd_zmm_k1z_xmmm64 : Code.VEX_Vbroadcastsd_ymm_m64, result, code.Constant(number)),
    });

    private void EmitBroadcast(MachineInstruction instruction)
    {
        var (result, source) = (ResultOf(instruction), instruction.SourceLocations[0]);
        code.Add((IsWide, source.IsRegister) switch
        {
            (true, true) => Instruction.Create(Code.EVEX_Vbroadcastsd_zmm_k1z_xmmm64, result, source.Register.ToIced()),
            (true, false) => Instruction.Create(Code.EVEX_Vbroadcastsd_zmm_k1z_xmmm64, result, moves.Memory(source)),
            (false, true) => Instruction.Create(Code.VEX_Vbroadcastsd_ymm_xmm, result, source.Register.ToIced()),
            (false, false) => Instruction.Create(Code.VEX_Vbroadcastsd_ymm_m64, result, moves.Memory(source)),
        });
    }

    private void EmitBroadcastInt(MachineInstruction instruction)
    {
        var (result, source) = (ResultOf(instruction), instruction.SourceLocations[0]);
        if (!source.IsRegister)
        {
            var load = IsWide ? Code.EVEX_Vpbroadcastq_zmm_k1z_xmmm64 : Code.VEX_Vpbroadcastq_ymm_xmmm64;
            code.Add(Instruction.Create(load, result, moves.Memory(source)));
            return;
        }
        if (IsWide)
        {
            code.Add(Instruction.Create(Code.EVEX_Vpbroadcastq_zmm_k1z_r64, result, source.Register.ToIced()));
            return;
        }
        var xmm = XmmOf(instruction.ResultLocation);
        code.Add(Instruction.Create(Code.VEX_Vmovq_xmm_rm64, xmm, source.Register.ToIced()));
        code.Add(Instruction.Create(Code.VEX_Vpbroadcastq_ymm_xmmm64, result, xmm));
    }

    private void EmitLane(MachineInstruction instruction)
    {
        var (result, source) = (instruction.ResultLocation.Register.ToIced(), XmmOf(instruction.SourceLocations[0]));
        code.Add(ImmediateOf(instruction) == 0
            ? Instruction.Create(Code.VEX_Vmovq_rm64_xmm, result, source)
            : Instruction.Create(Code.VEX_Vpextrq_rm64_xmm_imm8, result, source, 1));
    }

    private void EmitLaneFloat(MachineInstruction instruction)
    {
        var (result, source) = (XmmOf(instruction.ResultLocation), XmmOf(instruction.SourceLocations[0]));
        if (ImmediateOf(instruction) == 1)
            code.Add(Instruction.Create(Code.VEX_Vunpckhpd_xmm_xmm_xmmm128, result, source, source));
        else
            moves.Move(instruction.SourceLocations[0], instruction.ResultLocation);
    }

    private void EmitBlend(MachineInstruction instruction)
    {
        var (mask, whenClear) = (VectorOf(instruction.SourceLocations[0]), VectorOf(instruction.SourceLocations[2]));
        var whenSet = instruction.SourceLocations[1];
        code.Add(whenSet.IsRegister
            ? Instruction.Create(Code.VEX_Vblendvpd_ymm_ymm_ymmm256_ymm, ResultOf(instruction), whenClear, VectorOf(whenSet), mask)
            : Instruction.Create(Code.VEX_Vblendvpd_ymm_ymm_ymmm256_ymm, ResultOf(instruction), whenClear, moves.Memory(whenSet), mask));
    }

    /// <summary>The result takes the place of one of the operands, which then is the first: the table is that of their new order.</summary>
    private void EmitTernary(MachineInstruction instruction)
    {
        var (locations, result, table) = (instruction.SourceLocations, instruction.ResultLocation, ImmediateOf(instruction));
        int[] order = result == locations[1] ? [1, 0, 2] : result == locations[2] ? [2, 0, 1] : [0, 1, 2];
        moves.Move(locations[order[0]], result, bytes: Bytes);
        var reordered = 0;
        for (var bits = 0; bits < 8; bits++)
        {
            var original = 0;
            for (var operand = 0; operand < 3; operand++)
                original |= (bits >> (2 - operand) & 1) << (2 - order[operand]);
            reordered |= (table >> original & 1) << bits;
        }
        const Code Opcode = Code.EVEX_Vpternlogq_zmm_k1z_zmm_zmmm512b64_imm8;
        var (second, third) = (locations[order[1]], locations[order[2]]);
        code.Add(third.IsRegister
            ? Instruction.Create(Opcode, ResultOf(instruction), VectorOf(second), VectorOf(third), reordered)
            : Instruction.Create(Opcode, ResultOf(instruction), VectorOf(second), moves.Memory(third), reordered));
    }

    /// <summary>Compares into a mask register, by which the result is chosen.</summary>
    private void EmitCompareSelect(Code compare, MachineInstruction instruction)
    {
        var locations = instruction.SourceLocations;
        var left = VectorOf(locations[0]);
        code.Add(locations[1].IsRegister
            ? Instruction.Create(compare, Mask, left, VectorOf(locations[1]), ImmediateOf(instruction))
            : Instruction.Create(compare, Mask, left, moves.Memory(locations[1]), ImmediateOf(instruction)));
        var (result, whenSet) = (ResultOf(instruction), locations[2]);
        var hasOther = locations.Length > 3;
        var select = (hasOther, whenSet.IsRegister) switch
        {
            (true, true) => Instruction.Create(Code.EVEX_Vblendmpd_zmm_k1z_zmm_zmmm512b64, result, VectorOf(locations[3]), VectorOf(whenSet)),
            (true, false) => Instruction.Create(Code.EVEX_Vblendmpd_zmm_k1z_zmm_zmmm512b64, result, VectorOf(locations[3]), moves.Memory(whenSet)),
            (false, true) => Instruction.Create(Code.EVEX_Vmovapd_zmm_k1z_zmmm512, result, VectorOf(whenSet)),
            (false, false) => Instruction.Create(Code.EVEX_Vmovupd_zmm_k1z_zmmm512, result, moves.Memory(whenSet)),
        };
        select.OpMask = Mask;
        select.ZeroingMasking = !hasOther;
        code.Add(select);
    }
}
