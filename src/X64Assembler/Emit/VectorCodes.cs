using System.Diagnostics;
using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>The encodings of vector operations that are one instruction, whose last operand may be in memory.</summary>
internal static class VectorCodes
{
    /// <summary>The encoding of an operation.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="isWide">Whether it is of 8 lanes.</param>
    internal static Code Of(MachineOp op, bool isWide) => isWide ? Wide(op) : Narrow(op);

    /// <summary>The encoding that loads elements of a kind, each extended to a lane.</summary>
    internal static Code LoadOf(ElementKind kind, bool isWide) => (kind, isWide) switch
    {
        (ElementKind.Int8, false) => Code.VEX_Vpmovsxbq_ymm_xmmm32,
        (ElementKind.Int8, true) => Code.EVEX_Vpmovsxbq_zmm_k1z_xmmm64,
        (ElementKind.UInt8 or ElementKind.Bool, false) => Code.VEX_Vpmovzxbq_ymm_xmmm32,
        (ElementKind.UInt8 or ElementKind.Bool, true) => Code.EVEX_Vpmovzxbq_zmm_k1z_xmmm64,
        (ElementKind.Int16, false) => Code.VEX_Vpmovsxwq_ymm_xmmm64,
        (ElementKind.Int16, true) => Code.EVEX_Vpmovsxwq_zmm_k1z_xmmm128,
        (ElementKind.UInt16, false) => Code.VEX_Vpmovzxwq_ymm_xmmm64,
        (ElementKind.UInt16, true) => Code.EVEX_Vpmovzxwq_zmm_k1z_xmmm128,
        (ElementKind.Int32, false) => Code.VEX_Vpmovsxdq_ymm_xmmm128,
        (ElementKind.Int32, true) => Code.EVEX_Vpmovsxdq_zmm_k1z_ymmm256,
        (ElementKind.UInt32, false) => Code.VEX_Vpmovzxdq_ymm_xmmm128,
        (ElementKind.UInt32, true) => Code.EVEX_Vpmovzxdq_zmm_k1z_ymmm256,
        (ElementKind.Float32, false) => Code.VEX_Vcvtps2pd_ymm_xmmm128,
        (ElementKind.Float32, true) => Code.EVEX_Vcvtps2pd_zmm_k1z_ymmm256b32_sae,
        (_, false) => Code.VEX_Vmovupd_ymm_ymmm256,
        (_, true) => Code.EVEX_Vmovupd_zmm_k1z_zmmm512,
    };

    /// <summary>The encoding that stores lanes as elements of a kind, and how many bytes the register has whose name it takes.</summary>
    internal static (Code Store, int Bytes) StoreOf(ElementKind kind, bool isWide) => (kind, ElementKinds.SizeOf(kind), isWide) switch
    {
        (ElementKind.Float32, _, true) => (Code.VEX_Vmovups_ymmm256_ymm, 32),
        (_, 1, true) => (Code.EVEX_Vpmovqb_xmmm64_k1z_zmm, 64),
        (_, 2, true) => (Code.EVEX_Vpmovqw_xmmm128_k1z_zmm, 64),
        (_, 4, true) => (Code.EVEX_Vpmovqd_ymmm256_k1z_zmm, 64),
        (_, _, true) => (Code.EVEX_Vmovupd_zmmm512_k1z_zmm, 64),
        (_, 1, false) => (Code.VEX_Vmovd_rm32_xmm, 16),
        (_, 2, false) => (Code.VEX_Vmovq_xmmm64_xmm, 16),
        (_, 4, false) => (Code.VEX_Vmovups_xmmm128_xmm, 16),
        (_, _, false) => (Code.VEX_Vmovupd_ymmm256_ymm, 32),
    };

    private static Code Narrow(MachineOp op) => op switch
    {
        MachineOp.VectorIntAdd => Code.VEX_Vpaddq_ymm_ymm_ymmm256,
        MachineOp.VectorIntSub => Code.VEX_Vpsubq_ymm_ymm_ymmm256,
        MachineOp.VectorIntMulLow => Code.VEX_Vpmuludq_ymm_ymm_ymmm256,
        MachineOp.VectorIntEqual => Code.VEX_Vpcmpeqq_ymm_ymm_ymmm256,
        MachineOp.VectorIntGreater => Code.VEX_Vpcmpgtq_ymm_ymm_ymmm256,
        MachineOp.VectorAnd => Code.VEX_Vpand_ymm_ymm_ymmm256,
        MachineOp.VectorAndNot => Code.VEX_Vpandn_ymm_ymm_ymmm256,
        MachineOp.VectorOr => Code.VEX_Vpor_ymm_ymm_ymmm256,
        MachineOp.VectorXor => Code.VEX_Vpxor_ymm_ymm_ymmm256,
        MachineOp.VectorShiftLeft => Code.VEX_Vpsllvq_ymm_ymm_ymmm256,
        MachineOp.VectorShiftRightUnsigned => Code.VEX_Vpsrlvq_ymm_ymm_ymmm256,
        MachineOp.VectorShiftLeftBy => Code.VEX_Vpsllq_ymm_ymm_imm8,
        MachineOp.VectorShiftRightUnsignedBy => Code.VEX_Vpsrlq_ymm_ymm_imm8,
        MachineOp.VectorFloatAdd => Code.VEX_Vaddpd_ymm_ymm_ymmm256,
        MachineOp.VectorFloatSub => Code.VEX_Vsubpd_ymm_ymm_ymmm256,
        MachineOp.VectorFloatMul => Code.VEX_Vmulpd_ymm_ymm_ymmm256,
        MachineOp.VectorFloatDiv => Code.VEX_Vdivpd_ymm_ymm_ymmm256,
        MachineOp.VectorFloatMin => Code.VEX_Vminpd_ymm_ymm_ymmm256,
        MachineOp.VectorFloatMax => Code.VEX_Vmaxpd_ymm_ymm_ymmm256,
        MachineOp.VectorFloatSqrt => Code.VEX_Vsqrtpd_ymm_ymmm256,
        MachineOp.VectorFloatRound => Code.VEX_Vroundpd_ymm_ymmm256_imm8,
        MachineOp.VectorFloatCompare => Code.VEX_Vcmppd_ymm_ymm_ymmm256_imm8,
        MachineOp.VectorLowHalves => Code.VEX_Vpblendd_ymm_ymm_ymmm256_imm8,
        _ => throw new UnreachableException($"4 lanes have no {op}."),
    };

    private static Code Wide(MachineOp op) => op switch
    {
        MachineOp.VectorIntAdd => Code.EVEX_Vpaddq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorIntSub => Code.EVEX_Vpsubq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorIntMul => Code.EVEX_Vpmullq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorIntMin => Code.EVEX_Vpminsq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorIntMax => Code.EVEX_Vpmaxsq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorAnd => Code.EVEX_Vpandq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorAndNot => Code.EVEX_Vpandnq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorOr => Code.EVEX_Vporq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorXor => Code.EVEX_Vpxorq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorShiftLeft => Code.EVEX_Vpsllvq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorShiftRight => Code.EVEX_Vpsravq_zmm_k1z_zmm_zmmm512b64,
        MachineOp.VectorShiftLeftBy => Code.EVEX_Vpsllq_zmm_k1z_zmmm512b64_imm8,
        MachineOp.VectorShiftRightBy => Code.EVEX_Vpsraq_zmm_k1z_zmmm512b64_imm8,
        MachineOp.VectorShiftRightUnsignedBy => Code.EVEX_Vpsrlq_zmm_k1z_zmmm512b64_imm8,
        MachineOp.VectorFloatAdd => Code.EVEX_Vaddpd_zmm_k1z_zmm_zmmm512b64_er,
        MachineOp.VectorFloatSub => Code.EVEX_Vsubpd_zmm_k1z_zmm_zmmm512b64_er,
        MachineOp.VectorFloatMul => Code.EVEX_Vmulpd_zmm_k1z_zmm_zmmm512b64_er,
        MachineOp.VectorFloatDiv => Code.EVEX_Vdivpd_zmm_k1z_zmm_zmmm512b64_er,
        MachineOp.VectorFloatMin => Code.EVEX_Vminpd_zmm_k1z_zmm_zmmm512b64_sae,
        MachineOp.VectorFloatMax => Code.EVEX_Vmaxpd_zmm_k1z_zmm_zmmm512b64_sae,
        MachineOp.VectorFloatSqrt => Code.EVEX_Vsqrtpd_zmm_k1z_zmmm512b64_er,
        MachineOp.VectorFloatRound => Code.EVEX_Vrndscalepd_zmm_k1z_zmmm512b64_imm8_sae,
        MachineOp.VectorFloatFromInt => Code.EVEX_Vcvtqq2pd_zmm_k1z_zmmm512b64_er,
        _ => throw new UnreachableException($"8 lanes have no {op}."),
    };
}
