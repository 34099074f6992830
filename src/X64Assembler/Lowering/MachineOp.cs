namespace Pyc.X64;

/// <summary>Machine operations: an x86-64 instruction each, or the few that their registers decide on.</summary>
internal enum MachineOp
{
    /// <summary>d = immediate.</summary>
    MoveImmediate,

    /// <summary>A fixed register = a.</summary>
    MoveToFixed,

    /// <summary>d = a fixed register.</summary>
    MoveFromFixed,

    /// <summary>d = an argument on the stack, where it stays: no code.</summary>
    StackArgument,

    /// <summary>d = the low 32 bits of a.</summary>
    ZeroExtend32,

    /// <summary>d = a + b or a + immediate; lea where that saves a move.</summary>
    AddWrap,

    /// <summary>d = a + a · immediate, the immediate 2, 4 or 8.</summary>
    LeaScaled,

    /// <summary>d = a + b, flags.</summary>
    Add,

    /// <summary>d = a − b, flags.</summary>
    Sub,

    /// <summary>d = a · b, flags.</summary>
    Mul,

    /// <summary>d = a · immediate, flags; a stays.</summary>
    MulImmediate,

    /// <summary>d = a and b.</summary>
    And,

    /// <summary>d = a or b.</summary>
    Or,

    /// <summary>d = a xor b.</summary>
    Xor,

    /// <summary>d = −a, flags.</summary>
    Neg,

    /// <summary>d = not a.</summary>
    Not,

    /// <summary>d = a shifted left by the immediate or by cl.</summary>
    ShiftLeft,

    /// <summary>d = a shifted right by the immediate or by cl, the sign kept.</summary>
    ShiftRight,

    /// <summary>d = a shifted left by b; needs BMI2.</summary>
    ShiftLeftX,

    /// <summary>d = a shifted right by b, the sign kept; needs BMI2.</summary>
    ShiftRightX,

    /// <summary>rdx = the sign of rax.</summary>
    SignExtend,

    /// <summary>rax, rdx = quotient and remainder of rdx:rax by a.</summary>
    Divide,

    /// <summary>Flags of a − b or a − immediate.</summary>
    Compare,

    /// <summary>Flags of a; with an immediate from 0, whether a and it have a bit in common: equal says no.</summary>
    Test,

    /// <summary>d = 0 or 1 by the flags.</summary>
    SetCondition,

    /// <summary>d = b when the condition holds, else a.</summary>
    MoveIf,

    /// <summary>Leaves the function when the condition holds.</summary>
    ExitIf,

    /// <summary>Terminator: leaves the function.</summary>
    Exit,

    /// <summary>Terminator.</summary>
    Jump,

    /// <summary>Terminator: the first successor when the condition holds, else the second.</summary>
    Branch,

    /// <summary>Terminator.</summary>
    Return,
}

/// <summary>What an operation does to the flags, and how its registers relate.</summary>
[Flags]
internal enum MachineTraits
{
    None = 0,
    WritesFlags = 1,
    ReadsFlags = 2,

    /// <summary>The result takes the place of the first source.</summary>
    TwoAddress = 4,

    /// <summary>The two sources may be exchanged.</summary>
    Commutative = 8,
    Terminator = 16,
}

internal static class MachineOps
{
    private const MachineTraits Arithmetic = MachineTraits.TwoAddress | MachineTraits.WritesFlags;

    /// <summary>The traits of an operation.</summary>
    internal static MachineTraits Traits(this MachineOp op) => op switch
    {
        MachineOp.Add or MachineOp.Mul or MachineOp.And or MachineOp.Or or MachineOp.Xor
            => Arithmetic | MachineTraits.Commutative,
        MachineOp.Sub or MachineOp.Neg or MachineOp.ShiftLeft or MachineOp.ShiftRight => Arithmetic,
        MachineOp.Not => MachineTraits.TwoAddress,
        MachineOp.AddWrap or MachineOp.MulImmediate or MachineOp.Divide or MachineOp.Compare or MachineOp.Test
            => MachineTraits.WritesFlags,
        MachineOp.MoveIf => MachineTraits.TwoAddress | MachineTraits.ReadsFlags,
        MachineOp.SetCondition or MachineOp.ExitIf => MachineTraits.ReadsFlags,
        MachineOp.Branch => MachineTraits.ReadsFlags | MachineTraits.Terminator,
        MachineOp.Exit or MachineOp.Jump or MachineOp.Return => MachineTraits.Terminator,
        _ => MachineTraits.None,
    };

    internal static bool Has(this MachineOp op, MachineTraits trait) => (op.Traits() & trait) != 0;
}
