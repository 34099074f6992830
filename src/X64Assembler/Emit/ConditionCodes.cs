using Iced.Intel;

namespace Pyc.X64;

/// <summary>The instructions that take a condition.</summary>
/// <param name="Jump">jcc.</param>
/// <param name="Set">setcc.</param>
/// <param name="Move">cmovcc.</param>
internal readonly record struct ConditionCodes(Code Jump, Code Set, Code Move)
{
    /// <exception cref="ArgumentOutOfRangeException">No rule uses the condition.</exception>
    internal static ConditionCodes Of(Condition condition) => condition switch
    {
        Condition.Overflow => new(Code.Jo_rel32_64, Code.Seto_rm8, Code.Cmovo_r64_rm64),
        Condition.NotOverflow => new(Code.Jno_rel32_64, Code.Setno_rm8, Code.Cmovno_r64_rm64),
        Condition.Below => new(Code.Jb_rel32_64, Code.Setb_rm8, Code.Cmovb_r64_rm64),
        Condition.AboveOrEqual => new(Code.Jae_rel32_64, Code.Setae_rm8, Code.Cmovae_r64_rm64),
        Condition.Equal => new(Code.Je_rel32_64, Code.Sete_rm8, Code.Cmove_r64_rm64),
        Condition.NotEqual => new(Code.Jne_rel32_64, Code.Setne_rm8, Code.Cmovne_r64_rm64),
        Condition.BelowOrEqual => new(Code.Jbe_rel32_64, Code.Setbe_rm8, Code.Cmovbe_r64_rm64),
        Condition.Above => new(Code.Ja_rel32_64, Code.Seta_rm8, Code.Cmova_r64_rm64),
        Condition.Sign => new(Code.Js_rel32_64, Code.Sets_rm8, Code.Cmovs_r64_rm64),
        Condition.NotSign => new(Code.Jns_rel32_64, Code.Setns_rm8, Code.Cmovns_r64_rm64),
        Condition.Parity => new(Code.Jp_rel32_64, Code.Setp_rm8, Code.Cmovp_r64_rm64),
        Condition.NotParity => new(Code.Jnp_rel32_64, Code.Setnp_rm8, Code.Cmovnp_r64_rm64),
        Condition.Less => new(Code.Jl_rel32_64, Code.Setl_rm8, Code.Cmovl_r64_rm64),
        Condition.GreaterOrEqual => new(Code.Jge_rel32_64, Code.Setge_rm8, Code.Cmovge_r64_rm64),
        Condition.LessOrEqual => new(Code.Jle_rel32_64, Code.Setle_rm8, Code.Cmovle_r64_rm64),
        Condition.Greater => new(Code.Jg_rel32_64, Code.Setg_rm8, Code.Cmovg_r64_rm64),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "Not one condition of the processor's."),
    };
}
