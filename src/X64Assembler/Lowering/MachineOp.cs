namespace Pyc.X64;

/// <summary>Machine operations: an x86-64 instruction each, or the few that their registers decide on.</summary>
internal enum MachineOp
{
    /// <summary>d = immediate; for an xmm register the bits of a float.</summary>
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

    /// <summary>d = the address of the table.</summary>
    TableAddress,

    /// <summary>d = the word number b behind the address a.</summary>
    LoadItem,

    /// <summary>d = what lies at the place in memory whose sources come first.</summary>
    Load,

    /// <summary>Puts the last source or the immediate into the place in memory whose sources come first.</summary>
    Store,

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

    /// <summary>d = a shifted right by the immediate or by cl, zeros from above.</summary>
    ShiftRightUnsigned,

    /// <summary>d = a rotated right by the immediate.</summary>
    RotateRight,

    /// <summary>d = a shifted left by b; needs BMI2.</summary>
    ShiftLeftX,

    /// <summary>d = a shifted right by b, the sign kept; needs BMI2.</summary>
    ShiftRightX,

    /// <summary>d = a shifted right by b, zeros from above; needs BMI2.</summary>
    ShiftRightUnsignedX,

    /// <summary>rdx:rax = rax · a, unsigned; overflow says that rdx is not 0.</summary>
    MultiplyWide,

    /// <summary>rdx = the sign of rax.</summary>
    SignExtend,

    /// <summary>rax, rdx = quotient and remainder of rdx:rax by a.</summary>
    Divide,

    /// <summary>rax, rdx = quotient and remainder of rdx:rax by a, unsigned, for rdx &lt; a.</summary>
    DivideUnsigned,

    /// <summary>d = a + b or a + immediate, of floats.</summary>
    FloatAdd,

    /// <summary>d = a − b or a − immediate, of floats.</summary>
    FloatSub,

    /// <summary>d = a · b or a · immediate, of floats.</summary>
    FloatMul,

    /// <summary>d = a / b or a / immediate, of floats.</summary>
    FloatDiv,

    /// <summary>d = a and b or a and immediate, of the bits of floats.</summary>
    FloatAnd,

    /// <summary>d = not a and b, of the bits of floats.</summary>
    FloatAndNot,

    /// <summary>d = a or b, of the bits of floats.</summary>
    FloatOr,

    /// <summary>d = a xor immediate, of the bits of floats.</summary>
    FloatXor,

    /// <summary>d = √a.</summary>
    FloatSqrt,

    /// <summary>d = a without its fraction, rounded as the immediate says, a <see cref="FloatRounding"/>.</summary>
    FloatRound,

    /// <summary>d = a where a &lt; b, else b, of floats.</summary>
    FloatMin,

    /// <summary>d = a where a > b, else b, of floats.</summary>
    FloatMax,

    /// <summary>d = all bits set where the condition of floats holds for a and b, else none.</summary>
    FloatMask,

    /// <summary>d = the float whose bits a is.</summary>
    FloatOfBits,

    /// <summary>d = the word number b behind the address a, a float.</summary>
    FloatLoadItem,

    /// <summary>d = what lies at the place in memory whose sources come first, a float.</summary>
    FloatLoad,

    /// <summary>d = the float a in 32 bits, rounded.</summary>
    FloatNarrow,

    /// <summary>d = the float that the integer a is, rounded.</summary>
    FloatFromInt,

    /// <summary>d = the integer that the float a is without its fraction; −2⁶³ where there is none.</summary>
    IntFromFloat,

    /// <summary>d = the place of the highest bit that is set in a, which is not 0.</summary>
    BitScanReverse,

    /// <summary>d = the number of bits that are set in a.</summary>
    PopulationCount,

    /// <summary>d = the bits of the float a.</summary>
    BitsOfFloat,

    /// <summary>Flags of a against b or the immediate, of floats; unordered sets parity, zero and carry.</summary>
    FloatCompare,

    /// <summary>Calls the function at the address that is the immediate: one of C, or of the runtime.</summary>
    Call,

    /// <summary>The places of arguments of the function that is called next = the sources and constants, all at once.</summary>
    MoveArguments,

    /// <summary>Calls a native function of the unit.</summary>
    CallFunction,

    /// <summary>Flags of the status in the context a against 0: equal says that what was called has returned.</summary>
    CompareStatus,

    /// <summary>Flags of the stack pointer against the limit in the context a.</summary>
    CompareStack,

    /// <summary>Flags of the context a itself against the limit of the stack in it.</summary>
    CompareContext,

    /// <summary>d = the word of the context a that the immediate is the offset of.</summary>
    LoadWord,

    /// <summary>d = the number in the context a of the result that was returned.</summary>
    LoadResultShape,

    /// <summary>Puts b into the context a as the word whose offset is the immediate.</summary>
    StoreWord,

    /// <summary>Flags of the number of the forced exit in the context a against the immediate.</summary>
    CompareForcedExit,

    /// <summary>Puts the immediate into the context a as the number of the result.</summary>
    StoreResultShape,

    /// <summary>Flags of a − b or a − immediate.</summary>
    Compare,

    /// <summary>Flags of a; with an immediate from 0, whether a and it have a bit in common: equal says no.</summary>
    Test,

    /// <summary>d = 0 or 1 by the flags.</summary>
    SetCondition,

    /// <summary>d = b when the condition holds, else a.</summary>
    MoveIf,

    /// <summary>Leaves the function when the condition holds: a is the context, the others are stored there.</summary>
    ExitIf,

    /// <summary>Terminator: leaves the function as <see cref="ExitIf"/> does.</summary>
    Exit,

    /// <summary>Terminator.</summary>
    Jump,

    /// <summary>Terminator: the first successor when the condition holds, else the second.</summary>
    Branch,

    /// <summary>Terminator.</summary>
    Return,

    /// <summary>d = the lanes that lie at the place in memory.</summary>
    VectorLoad,

    /// <summary>Puts the lanes of the last source into the place in memory whose sources come first.</summary>
    VectorStore,

    /// <summary>Writes the lanes of a vector that are set in a mask.</summary>
    VectorStoreMasked,

    /// <summary>d = the immediate in each lane.</summary>
    VectorConstant,

    /// <summary>d = the first words of the table.</summary>
    VectorTable,

    /// <summary>d = the float a in each lane.</summary>
    VectorBroadcast,

    /// <summary>d = the integer a in each lane.</summary>
    VectorBroadcastInt,

    /// <summary>d = the 128 bits of a whose number is the immediate, in its low lanes.</summary>
    VectorPart,

    /// <summary>d = the lane 0 or 1 of a, an integer.</summary>
    VectorLane,

    /// <summary>d = the lane 0 or 1 of a, a float.</summary>
    VectorLaneFloat,

    /// <summary>d = the sign bits of 4 lanes of a.</summary>
    VectorSigns,

    /// <summary>Flags of the sign bits of 8 lanes of a: equal says that there is none.</summary>
    VectorTestSigns,

    /// <summary>Flags of 8 lanes: equal says that in none a and b, of integers, are as the immediate says.</summary>
    VectorIntCompareTest,

    /// <summary>Flags of 8 lanes: equal says that in none a and b, of unsigned integers, are as the immediate says.</summary>
    VectorUIntCompareTest,

    /// <summary>Flags of 8 lanes: equal says that in none a and b, of floats, are as the immediate says.</summary>
    VectorFloatCompareTest,

    /// <summary>d = a + b in each lane, of integers.</summary>
    VectorIntAdd,

    /// <summary>d = a − b in each lane, of integers.</summary>
    VectorIntSub,

    /// <summary>d = a · b in each of 8 lanes, of integers.</summary>
    VectorIntMul,

    /// <summary>d = the product of the low 32 bits of a and b in each lane, unsigned.</summary>
    VectorIntMulLow,

    /// <summary>d = the smaller of a and b in each of 8 lanes, of integers.</summary>
    VectorIntMin,

    /// <summary>d = the greater of a and b in each of 8 lanes, of integers.</summary>
    VectorIntMax,

    /// <summary>d = all bits set in each of 4 lanes where a = b, of integers, else none.</summary>
    VectorIntEqual,

    /// <summary>d = all bits set in each of 4 lanes where a > b, of integers, else none.</summary>
    VectorIntGreater,

    /// <summary>d = all bits set in each of 8 lanes where a and b, of integers, are as the immediate says, else none.</summary>
    VectorIntCompare,

    /// <summary>d = a and b.</summary>
    VectorAnd,

    /// <summary>d = not a, and b.</summary>
    VectorAndNot,

    /// <summary>d = a or b.</summary>
    VectorOr,

    /// <summary>d = a xor b.</summary>
    VectorXor,

    /// <summary>d = not a, of 8 lanes.</summary>
    VectorNot,

    /// <summary>d = the low 32 bits of b and the high ones of a, in each of 4 lanes.</summary>
    VectorLowHalves,

    /// <summary>d = 4 words of 32 bits of a and b, in the low 128 bits, as the immediate chooses them.</summary>
    VectorJoinWords,

    /// <summary>d = the bytes of a, in the low 64 bits, whose numbers the bytes of the immediate are.</summary>
    VectorShuffleBytes,

    /// <summary>d = a shifted left by b in each lane.</summary>
    VectorShiftLeft,

    /// <summary>d = a shifted right by b in each of 8 lanes, the sign kept.</summary>
    VectorShiftRight,

    /// <summary>d = a shifted right by b in each lane, zeros from above.</summary>
    VectorShiftRightUnsigned,

    /// <summary>d = a shifted left by the immediate in each lane.</summary>
    VectorShiftLeftBy,

    /// <summary>d = a shifted right by the immediate in each of 8 lanes, the sign kept.</summary>
    VectorShiftRightBy,

    /// <summary>d = a shifted right by the immediate in each lane, zeros from above.</summary>
    VectorShiftRightUnsignedBy,

    /// <summary>d = a + b in each lane, of floats.</summary>
    VectorFloatAdd,

    /// <summary>d = a − b in each lane, of floats.</summary>
    VectorFloatSub,

    /// <summary>d = a · b in each lane, of floats.</summary>
    VectorFloatMul,

    /// <summary>d = a / b in each lane, of floats.</summary>
    VectorFloatDiv,

    /// <summary>d = a where a &lt; b, else b, in each lane, of floats.</summary>
    VectorFloatMin,

    /// <summary>d = a where a > b, else b, in each lane, of floats.</summary>
    VectorFloatMax,

    /// <summary>d = √a in each lane.</summary>
    VectorFloatSqrt,

    /// <summary>d = a without its fraction in each lane, rounded as the immediate says, a <see cref="FloatRounding"/>.</summary>
    VectorFloatRound,

    /// <summary>d = the float that the integer a is in each of 8 lanes, rounded.</summary>
    VectorFloatFromInt,

    /// <summary>d = the float a of each lane in 32 bits, side by side, rounded.</summary>
    VectorFloatNarrow,

    /// <summary>d = all bits set in each lane where a and b, of floats, are as the immediate says, else none.</summary>
    VectorFloatCompare,

    /// <summary>d = b in each of 4 lanes where a is all bits set, c where it is none.</summary>
    VectorBlend,

    /// <summary>d = the function of a, b and c, of 8 lanes, bit by bit, that the immediate is the table of.</summary>
    VectorTernary,

    /// <summary>d = c in each of 8 lanes where a and b, of integers, are as the immediate says, else e, or 0 where there is none.</summary>
    VectorIntCompareSelect,

    /// <summary>d = c in each of 8 lanes where a and b, of floats, are as the immediate says, else e, or 0 where there is none.</summary>
    VectorFloatCompareSelect,

    /// <summary>Clears what vectors have beyond 128 bits.</summary>
    VectorEnd,
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
        MachineOp.Sub or MachineOp.Neg or MachineOp.ShiftLeft or MachineOp.ShiftRight or MachineOp.ShiftRightUnsigned
            or MachineOp.RotateRight => Arithmetic,
        MachineOp.FloatAdd or MachineOp.FloatMul => MachineTraits.TwoAddress | MachineTraits.Commutative,
        MachineOp.Not or MachineOp.FloatSub or MachineOp.FloatDiv or MachineOp.FloatAnd or MachineOp.FloatAndNot or MachineOp.FloatOr or MachineOp.FloatXor
            or MachineOp.FloatMask or MachineOp.FloatMin or MachineOp.FloatMax => MachineTraits.TwoAddress,
        MachineOp.AddWrap or MachineOp.MulImmediate or MachineOp.MultiplyWide or MachineOp.Divide or MachineOp.DivideUnsigned
            or MachineOp.Compare or MachineOp.Test or MachineOp.FloatCompare or MachineOp.CompareForcedExit or MachineOp.Call
            or MachineOp.BitScanReverse or MachineOp.PopulationCount
            or >= MachineOp.VectorTestSigns and <= MachineOp.VectorFloatCompareTest
            or MachineOp.MoveArguments or MachineOp.CallFunction or MachineOp.CompareStatus or MachineOp.CompareStack or MachineOp.CompareContext
            => MachineTraits.WritesFlags,
        MachineOp.MoveIf => MachineTraits.TwoAddress | MachineTraits.ReadsFlags,
        MachineOp.SetCondition or MachineOp.ExitIf => MachineTraits.ReadsFlags,
        MachineOp.Branch => MachineTraits.ReadsFlags | MachineTraits.Terminator,
        MachineOp.Exit or MachineOp.Jump or MachineOp.Return => MachineTraits.Terminator,
        _ => MachineTraits.None,
    };

    /// <summary>The class of the register that it makes; a move is of either.</summary>
    internal static RegisterClass ResultClass(this MachineOp op) =>
        op is >= MachineOp.FloatAdd and <= MachineOp.FloatFromInt ? RegisterClass.Xmm : RegisterClass.General;

    /// <summary>Whether it is one of vectors.</summary>
    internal static bool IsOfVectors(this MachineOp op) => op is >= MachineOp.VectorLoad and <= MachineOp.VectorEnd;

    /// <summary>Whether nothing of an xmm register is sure to be kept across it but the low 128 bits, by some conventions not even those.</summary>
    internal static bool LosesVectors(this MachineOp op) => op is MachineOp.Call or MachineOp.CallFunction or MachineOp.VectorEnd;

    internal static bool Has(this MachineOp op, MachineTraits trait) => (op.Traits() & trait) != 0;
}
