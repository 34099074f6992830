using System.Collections.Frozen;
using Iced.Intel;

namespace Pyc.X64;

/// <summary>The instructions that code may consist of.</summary>
/// <remarks>
/// None of them asks the system for anything, reads or writes a port, changes a segment, the direction flag or how floats are computed, or jumps to an address that is
/// computed. The list is of encodings, and not of names: <c>mov</c> to a control register is another one than <c>mov</c>.
/// </remarks>
internal static class AllowedInstructions
{
    private static readonly FrozenSet<Code> s_codes = new[]
    {
        // Moves.
        Code.Mov_r64_rm64, Code.Mov_rm64_r64, Code.Mov_r32_rm32, Code.Mov_rm32_r32, Code.Mov_rm16_r16, Code.Mov_rm8_r8,
        Code.Mov_r32_imm32, Code.Mov_r64_imm64, Code.Mov_rm64_imm32, Code.Mov_rm32_imm32, Code.Mov_rm16_imm16, Code.Mov_rm8_imm8,
        Code.Movzx_r32_rm8, Code.Movzx_r32_rm16, Code.Movsx_r64_rm8, Code.Movsx_r64_rm16, Code.Movsxd_r64_rm32,
        Code.Lea_r64_m, Code.Xchg_rm64_r64, Code.Push_r64, Code.Push_rm64, Code.Pop_r64, Code.Pop_rm64,
        Code.Cmovo_r64_rm64, Code.Cmovno_r64_rm64, Code.Cmovb_r64_rm64, Code.Cmovae_r64_rm64, Code.Cmove_r64_rm64, Code.Cmovne_r64_rm64,
        Code.Cmovbe_r64_rm64, Code.Cmova_r64_rm64, Code.Cmovs_r64_rm64, Code.Cmovns_r64_rm64, Code.Cmovp_r64_rm64, Code.Cmovnp_r64_rm64,
        Code.Cmovl_r64_rm64, Code.Cmovge_r64_rm64, Code.Cmovle_r64_rm64, Code.Cmovg_r64_rm64,
        Code.Seto_rm8, Code.Setno_rm8, Code.Setb_rm8, Code.Setae_rm8, Code.Sete_rm8, Code.Setne_rm8, Code.Setbe_rm8, Code.Seta_rm8,
        Code.Sets_rm8, Code.Setns_rm8, Code.Setp_rm8, Code.Setnp_rm8, Code.Setl_rm8, Code.Setge_rm8, Code.Setle_rm8, Code.Setg_rm8,

        // Integers.
        Code.Add_r64_rm64, Code.Add_rm64_r64, Code.Add_rm64_imm8, Code.Add_rm64_imm32, Code.Sub_r64_rm64, Code.Sub_rm64_r64, Code.Sub_rm64_imm8, Code.Sub_rm64_imm32,
        Code.Imul_r64_rm64, Code.Imul_r64_rm64_imm8, Code.Imul_r64_rm64_imm32, Code.Mul_rm64, Code.Div_rm64, Code.Idiv_rm64, Code.Cqo, Code.Neg_rm64, Code.Not_rm64,
        Code.And_r64_rm64, Code.And_rm64_imm8, Code.And_rm64_imm32, Code.Or_r64_rm64, Code.Or_rm64_imm8, Code.Or_rm64_imm32,
        Code.Xor_r64_rm64, Code.Xor_r32_rm32, Code.Xor_rm64_imm8, Code.Xor_rm64_imm32, Code.Inc_rm32,
        Code.Shl_rm64_imm8, Code.Shl_rm64_CL, Code.Sar_rm64_imm8, Code.Sar_rm64_CL, Code.Shr_rm64_imm8, Code.Shr_rm64_CL, Code.Ror_rm64_imm8, Code.Ror_rm64_CL,
        Code.Shl_rm64_1, Code.Sar_rm64_1, Code.Shr_rm64_1, Code.Ror_rm64_1,
        Code.VEX_Shlx_r64_rm64_r64, Code.VEX_Sarx_r64_rm64_r64, Code.VEX_Shrx_r64_rm64_r64, Code.Bsr_r64_rm64, Code.Popcnt_r64_rm64,
        Code.Cmp_r64_rm64, Code.Cmp_rm64_r64, Code.Cmp_rm64_imm8, Code.Cmp_rm64_imm32, Code.Cmp_rm32_imm8, Code.Cmp_rm32_imm32,
        Code.Test_rm64_r64, Code.Test_rm32_imm32, Code.Test_rm8_imm8, Code.Test_AL_imm8, Code.Test_EAX_imm32,

        // Control.
        Code.Jmp_rel8_64, Code.Jmp_rel32_64, Code.Call_rel32_64, Code.Call_rm64, Code.Retnq,
        Code.Jo_rel8_64, Code.Jno_rel8_64, Code.Jb_rel8_64, Code.Jae_rel8_64, Code.Je_rel8_64, Code.Jne_rel8_64, Code.Jbe_rel8_64, Code.Ja_rel8_64,
        Code.Js_rel8_64, Code.Jns_rel8_64, Code.Jp_rel8_64, Code.Jnp_rel8_64, Code.Jl_rel8_64, Code.Jge_rel8_64, Code.Jle_rel8_64, Code.Jg_rel8_64,
        Code.Jo_rel32_64, Code.Jno_rel32_64, Code.Jb_rel32_64, Code.Jae_rel32_64, Code.Je_rel32_64, Code.Jne_rel32_64, Code.Jbe_rel32_64, Code.Ja_rel32_64,
        Code.Js_rel32_64, Code.Jns_rel32_64, Code.Jp_rel32_64, Code.Jnp_rel32_64, Code.Jl_rel32_64, Code.Jge_rel32_64, Code.Jle_rel32_64, Code.Jg_rel32_64,

        // Floats.
        Code.Movsd_xmm_xmmm64, Code.Movsd_xmmm64_xmm, Code.Movss_xmmm32_xmm, Code.Movaps_xmm_xmmm128, Code.Movaps_xmmm128_xmm, Code.Movq_xmm_rm64, Code.Movq_rm64_xmm,
        Code.Addsd_xmm_xmmm64, Code.Subsd_xmm_xmmm64, Code.Mulsd_xmm_xmmm64, Code.Divsd_xmm_xmmm64, Code.Minsd_xmm_xmmm64, Code.Maxsd_xmm_xmmm64,
        Code.Sqrtsd_xmm_xmmm64, Code.Roundsd_xmm_xmmm64_imm8, Code.Andps_xmm_xmmm128, Code.Andnps_xmm_xmmm128, Code.Orps_xmm_xmmm128, Code.Xorps_xmm_xmmm128,
        Code.Cmpsd_xmm_xmmm64_imm8, Code.Ucomisd_xmm_xmmm64, Code.Cvtsi2sd_xmm_rm64, Code.Cvttsd2si_r64_xmmm64, Code.Cvtsd2ss_xmm_xmmm64, Code.Cvtss2sd_xmm_xmmm32,

        // Vectors of 4 lanes.
        Code.VEX_Vpmovsxbq_ymm_xmmm32, Code.VEX_Vpmovzxbq_ymm_xmmm32, Code.VEX_Vpmovsxwq_ymm_xmmm64, Code.VEX_Vpmovzxwq_ymm_xmmm64,
        Code.VEX_Vpmovsxdq_ymm_xmmm128, Code.VEX_Vpmovzxdq_ymm_xmmm128, Code.VEX_Vcvtps2pd_ymm_xmmm128, Code.VEX_Vcvtpd2ps_xmm_ymmm256,
        Code.VEX_Vmovupd_ymm_ymmm256, Code.VEX_Vmovupd_ymmm256_ymm, Code.VEX_Vmovups_ymmm256_ymm, Code.VEX_Vmovups_xmmm128_xmm, Code.VEX_Vmovapd_ymm_ymmm256,
        Code.VEX_Vmovd_rm32_xmm, Code.VEX_Vmovq_xmmm64_xmm, Code.VEX_Vmovq_xmm_rm64, Code.VEX_Vmovq_rm64_xmm, Code.VEX_Vpextrq_rm64_xmm_imm8,
        Code.VEX_Vmaskmovpd_m256_ymm_ymm, Code.VEX_Vmovmskpd_r32_ymm, Code.VEX_Vextracti128_xmmm128_ymm_imm8, Code.VEX_Vunpckhpd_xmm_xmm_xmmm128,
        Code.VEX_Vshufps_xmm_xmm_xmmm128_imm8, Code.VEX_Vpshufb_xmm_xmm_xmmm128, Code.VEX_Vpxor_xmm_xmm_xmmm128, Code.VEX_Vpcmpeqd_ymm_ymm_ymmm256,
        Code.VEX_Vbroadcastsd_ymm_m64, Code.VEX_Vbroadcastsd_ymm_xmm, Code.VEX_Vpbroadcastq_ymm_xmmm64, Code.VEX_Vblendvpd_ymm_ymm_ymmm256_ymm,
        Code.VEX_Vpaddq_ymm_ymm_ymmm256, Code.VEX_Vpsubq_ymm_ymm_ymmm256, Code.VEX_Vpmuludq_ymm_ymm_ymmm256, Code.VEX_Vpcmpeqq_ymm_ymm_ymmm256,
        Code.VEX_Vpcmpgtq_ymm_ymm_ymmm256, Code.VEX_Vpand_ymm_ymm_ymmm256, Code.VEX_Vpandn_ymm_ymm_ymmm256, Code.VEX_Vpor_ymm_ymm_ymmm256,
        Code.VEX_Vpxor_ymm_ymm_ymmm256, Code.VEX_Vpsllvq_ymm_ymm_ymmm256, Code.VEX_Vpsrlvq_ymm_ymm_ymmm256, Code.VEX_Vpsllq_ymm_ymm_imm8, Code.VEX_Vpsrlq_ymm_ymm_imm8,
        Code.VEX_Vaddpd_ymm_ymm_ymmm256, Code.VEX_Vsubpd_ymm_ymm_ymmm256, Code.VEX_Vmulpd_ymm_ymm_ymmm256, Code.VEX_Vdivpd_ymm_ymm_ymmm256,
        Code.VEX_Vminpd_ymm_ymm_ymmm256, Code.VEX_Vmaxpd_ymm_ymm_ymmm256, Code.VEX_Vsqrtpd_ymm_ymmm256, Code.VEX_Vroundpd_ymm_ymmm256_imm8,
        Code.VEX_Vcmppd_ymm_ymm_ymmm256_imm8, Code.VEX_Vpblendd_ymm_ymm_ymmm256_imm8, Code.VEX_Vzeroupper,

        // Vectors of 8 lanes.
        Code.EVEX_Vpmovsxbq_zmm_k1z_xmmm64, Code.EVEX_Vpmovzxbq_zmm_k1z_xmmm64, Code.EVEX_Vpmovsxwq_zmm_k1z_xmmm128, Code.EVEX_Vpmovzxwq_zmm_k1z_xmmm128,
        Code.EVEX_Vpmovsxdq_zmm_k1z_ymmm256, Code.EVEX_Vpmovzxdq_zmm_k1z_ymmm256, Code.EVEX_Vcvtps2pd_zmm_k1z_ymmm256b32_sae, Code.EVEX_Vcvtpd2ps_ymm_k1z_zmmm512b64_er,
        Code.EVEX_Vmovupd_zmm_k1z_zmmm512, Code.EVEX_Vmovupd_zmmm512_k1z_zmm, Code.EVEX_Vmovapd_zmm_k1z_zmmm512,
        Code.EVEX_Vpmovqb_xmmm64_k1z_zmm, Code.EVEX_Vpmovqw_xmmm128_k1z_zmm, Code.EVEX_Vpmovqd_ymmm256_k1z_zmm,
        Code.EVEX_Vextracti64x2_xmmm128_k1z_zmm_imm8, Code.EVEX_Vpmovq2m_kr_zmm, Code.EVEX_Vpmovm2q_zmm_kr, Code.VEX_Kortestb_kr_kr,
        Code.EVEX_Vpcmpq_kr_k1_zmm_zmmm512b64_imm8, Code.EVEX_Vpcmpuq_kr_k1_zmm_zmmm512b64_imm8, Code.EVEX_Vcmppd_kr_k1_zmm_zmmm512b64_imm8_sae,
        Code.EVEX_Vpternlogq_zmm_k1z_zmm_zmmm512b64_imm8, Code.EVEX_Vpternlogd_zmm_k1z_zmm_zmmm512b32_imm8,
        Code.EVEX_Vbroadcastsd_zmm_k1z_xmmm64, Code.EVEX_Vpbroadcastq_zmm_k1z_xmmm64, Code.EVEX_Vpbroadcastq_zmm_k1z_r64, Code.EVEX_Vblendmpd_zmm_k1z_zmm_zmmm512b64,
        Code.EVEX_Vpaddq_zmm_k1z_zmm_zmmm512b64, Code.EVEX_Vpsubq_zmm_k1z_zmm_zmmm512b64, Code.EVEX_Vpmullq_zmm_k1z_zmm_zmmm512b64,
        Code.EVEX_Vpminsq_zmm_k1z_zmm_zmmm512b64, Code.EVEX_Vpmaxsq_zmm_k1z_zmm_zmmm512b64, Code.EVEX_Vpandq_zmm_k1z_zmm_zmmm512b64,
        Code.EVEX_Vpandnq_zmm_k1z_zmm_zmmm512b64, Code.EVEX_Vporq_zmm_k1z_zmm_zmmm512b64, Code.EVEX_Vpxorq_zmm_k1z_zmm_zmmm512b64,
        Code.EVEX_Vpsllvq_zmm_k1z_zmm_zmmm512b64, Code.EVEX_Vpsravq_zmm_k1z_zmm_zmmm512b64, Code.EVEX_Vpsrlvq_zmm_k1z_zmm_zmmm512b64,
        Code.EVEX_Vpsllq_zmm_k1z_zmmm512b64_imm8, Code.EVEX_Vpsraq_zmm_k1z_zmmm512b64_imm8, Code.EVEX_Vpsrlq_zmm_k1z_zmmm512b64_imm8,
        Code.EVEX_Vaddpd_zmm_k1z_zmm_zmmm512b64_er, Code.EVEX_Vsubpd_zmm_k1z_zmm_zmmm512b64_er, Code.EVEX_Vmulpd_zmm_k1z_zmm_zmmm512b64_er,
        Code.EVEX_Vdivpd_zmm_k1z_zmm_zmmm512b64_er, Code.EVEX_Vminpd_zmm_k1z_zmm_zmmm512b64_sae, Code.EVEX_Vmaxpd_zmm_k1z_zmm_zmmm512b64_sae,
        Code.EVEX_Vsqrtpd_zmm_k1z_zmmm512b64_er, Code.EVEX_Vrndscalepd_zmm_k1z_zmmm512b64_imm8_sae, Code.EVEX_Vcvtqq2pd_zmm_k1z_zmmm512b64_er,
    }.ToFrozenSet();

    /// <summary>Whether code may have an instruction, without a prefix that its encoding does not ask for.</summary>
    internal static bool Contains(in Instruction instruction) => s_codes.Contains(instruction.Code)
        && !instruction.HasLockPrefix && !instruction.HasRepPrefix && !instruction.HasRepnePrefix && instruction.SegmentPrefix == Register.None
        && !(instruction.CodeSize != CodeSize.Code64);

    /// <summary>Whether an instruction does nothing, and may stand where code never comes.</summary>
    internal static bool IsPadding(in Instruction instruction) => instruction.Mnemonic == Mnemonic.Nop;
}
