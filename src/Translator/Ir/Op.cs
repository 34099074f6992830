namespace Pyc.Translation.Ir;

/// <summary>The operations of the IR; <see cref="OpInfo"/> holds what passes ask about them.</summary>
/// <remarks>
/// "Exits" means: leaves the function with a status, because the answer does not fit or because Python raises
/// (<see cref="ExitReason"/>); the value is then never used. Everything else gives an answer. An operation that
/// exits only because its answer does not fit 64 bits may be removed when nobody uses the answer: to Python it never fails.
/// Where it says "for b ≠ 0" or "for b ≥ 0", a check before makes sure of it, or what b is does.
/// </remarks>
public enum Op
{
    /// <summary>The parameter number <see cref="Value.Immediate"/> of the function, from 0; only at the head of the entry block.</summary>
    Parameter,

    /// <summary>The operand that belongs to the edge taken: operand i to <see cref="Block.Predecessors"/>[i]. First in its block.</summary>
    Phi,

    /// <summary>The 64-bit integer <see cref="Value.Immediate"/>.</summary>
    IntConstant,

    /// <summary>The bool <see cref="Value.Immediate"/>, 0 or 1.</summary>
    BoolConstant,

    /// <summary>None.</summary>
    NoneConstant,

    /// <summary>a + b; exits on overflow.</summary>
    IntAdd,

    /// <summary>a − b; exits on overflow.</summary>
    IntSub,

    /// <summary>a · b; exits on overflow.</summary>
    IntMul,

    /// <summary>−a; exits on overflow.</summary>
    IntNeg,

    /// <summary>a + b modulo 2⁶⁴.</summary>
    IntAddWrap,

    /// <summary>a − b modulo 2⁶⁴.</summary>
    IntSubWrap,

    /// <summary>a · b modulo 2⁶⁴.</summary>
    IntMulWrap,

    /// <summary>−a modulo 2⁶⁴.</summary>
    IntNegWrap,

    /// <summary>Bitwise not.</summary>
    IntNot,

    /// <summary>Bitwise and.</summary>
    IntAnd,

    /// <summary>Bitwise or.</summary>
    IntOr,

    /// <summary>Bitwise exclusive or.</summary>
    IntXor,

    /// <summary>a · 2ᵇ for any b ≥ 0; exits on overflow (0 shifted by anything is 0).</summary>
    IntShiftLeft,

    /// <summary>a · 2ᵇ modulo 2⁶⁴ for any b ≥ 0: 0 from b = 64 on.</summary>
    IntShiftLeftWrap,

    /// <summary>⌊a / 2ᵇ⌋ for any b ≥ 0: 0 or −1 from b = 63 on.</summary>
    IntShiftRight,

    /// <summary>⌊a / b⌋ for b ≠ 0; exits on overflow (−2⁶³ // −1).</summary>
    IntFloorDiv,

    /// <summary>⌊a / b⌋ modulo 2⁶⁴ for b ≠ 0.</summary>
    IntFloorDivWrap,

    /// <summary>a − b·⌊a / b⌋ for b ≠ 0: the sign of b, or 0.</summary>
    IntFloorMod,

    /// <summary>aᵇ for b ≥ 0; exits on overflow. Expanded into a loop of multiplications before code is generated.</summary>
    IntPow,

    /// <summary>aᵇ modulo 2⁶⁴ for b ≥ 0. Expanded likewise.</summary>
    IntPowWrap,

    /// <summary>a = b, as a bool.</summary>
    IntEqual,

    /// <summary>a ≠ b, as a bool.</summary>
    IntNotEqual,

    /// <summary>a &lt; b, as a bool.</summary>
    IntLess,

    /// <summary>a ≤ b, as a bool.</summary>
    IntLessOrEqual,

    /// <summary>a > b, as a bool.</summary>
    IntGreater,

    /// <summary>a ≥ b, as a bool.</summary>
    IntGreaterOrEqual,

    /// <summary>The int 0 or 1 of a bool.</summary>
    IntFromBool,

    /// <summary>Not a, of bools.</summary>
    BoolNot,

    /// <summary>a and b, of bools, both computed.</summary>
    BoolAnd,

    /// <summary>a or b, of bools, both computed.</summary>
    BoolOr,

    /// <summary>a ≠ b, of bools.</summary>
    BoolXor,

    /// <summary>Exits with <see cref="Value.Reason"/> when a = 0.</summary>
    CheckNonZero,

    /// <summary>Exits with <see cref="Value.Reason"/> when a &lt; 0.</summary>
    CheckNotNegative,

    /// <summary>Terminator: goes to <see cref="Block.Successors"/>[0].</summary>
    Jump,

    /// <summary>Terminator: goes to <see cref="Block.Successors"/>[0] when the bool is true, else to [1].</summary>
    Branch,

    /// <summary>Terminator: leaves the function with its operand.</summary>
    Return,

    /// <summary>Terminator: exits with <see cref="Value.Reason"/>, always.</summary>
    Exit,
}
