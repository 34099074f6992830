namespace Pyc.Translation.Ir;

/// <summary>The operations of the IR; <see cref="OpInfo"/> holds what passes ask about them.</summary>
/// <remarks>
/// "Exits" means: leaves the function with a status, because the answer does not fit or because Python raises
/// (<see cref="ExitReason"/>); the value is then never used. Everything else gives an answer. An operation that
/// exits only because its answer does not fit 64 bits may be removed when nobody uses the answer: to Python it never fails.
/// Where it says "for b ≠ 0" or "for b ≥ 0", a check before makes sure of it, or what b is does.
/// What exits has a frame state as one more operand, its last, save in code of Python 2: <see cref="Value.State"/>.
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

    /// <summary>The smaller of a and b.</summary>
    IntMin,

    /// <summary>The greater of a and b.</summary>
    IntMax,

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

    /// <summary>b where a, a bool, is true, else c; both are computed. The type is that of b and c.</summary>
    Select,

    /// <summary>The unsigned integer whose bits are <see cref="Value.Immediate"/>.</summary>
    UIntConstant,

    /// <summary>a modulo 2⁶⁴ as an unsigned integer: the same bits.</summary>
    UIntFromBits,

    /// <summary>The signed integer that is a modulo 2⁶⁴: the same bits.</summary>
    IntFromBits,

    /// <summary>a as an unsigned integer; exits when it is negative.</summary>
    UIntFromInt,

    /// <summary>a as a signed integer; exits from 2⁶³ on.</summary>
    IntFromUInt,

    /// <summary>a + b, unsigned; exits on carry.</summary>
    UIntAdd,

    /// <summary>a − b, unsigned; exits on borrow.</summary>
    UIntSub,

    /// <summary>a · b, unsigned; exits on overflow.</summary>
    UIntMul,

    /// <summary>a · 2ᵇ for any unsigned b; exits on overflow (0 shifted by anything is 0).</summary>
    UIntShiftLeft,

    /// <summary>⌊a / 2ᵇ⌋ for any unsigned b: 0 from b = 64 on.</summary>
    UIntShiftRight,

    /// <summary>⌊a / b⌋, unsigned, for b ≠ 0.</summary>
    UIntFloorDiv,

    /// <summary>a modulo b, unsigned, for b ≠ 0.</summary>
    UIntFloorMod,

    /// <summary>a · b modulo c, unsigned, the product having 128 bits, for c ≠ 0.</summary>
    UIntMulMod,

    /// <summary>⌊a · b / c⌋, unsigned, the product having 128 bits, for c ≠ 0; exits on overflow.</summary>
    UIntMulDiv,

    /// <summary>The number of binary digits of a, 0 for 0.</summary>
    UIntBitLength,

    /// <summary>The number of ones among the binary digits of a.</summary>
    UIntBitCount,

    /// <summary>a &lt; b, unsigned, as a bool.</summary>
    UIntLess,

    /// <summary>a ≤ b, unsigned, as a bool.</summary>
    UIntLessOrEqual,

    /// <summary>The float whose bits are <see cref="Value.Immediate"/>.</summary>
    FloatConstant,

    /// <summary>a + b of floats.</summary>
    FloatAdd,

    /// <summary>a − b of floats.</summary>
    FloatSub,

    /// <summary>a · b of floats.</summary>
    FloatMul,

    /// <summary>a / b of floats, as IEEE 754 has it; a check before excludes what Python raises for.</summary>
    FloatDiv,

    /// <summary>−a of a float: its sign bit changed.</summary>
    FloatNeg,

    /// <summary>|a| of a float: its sign bit cleared.</summary>
    FloatAbs,

    /// <summary>⌊a⌋ of a float, as a float.</summary>
    FloatFloor,

    /// <summary>⌈a⌉ of a float, as a float.</summary>
    FloatCeil,

    /// <summary>A float without its fraction, as a float.</summary>
    FloatTruncate,

    /// <summary>The whole number nearest to a, a float, as a float; ties to even.</summary>
    FloatRound,

    /// <summary>√a of a float, rounded correctly; NaN for a negative one.</summary>
    FloatSqrt,

    /// <summary>|a| with the sign of b.</summary>
    FloatCopySign,

    /// <summary>a of two floats if a &lt; b, else b: b where one of them is NaN, or both are zeros.</summary>
    FloatMin,

    /// <summary>a of two floats if a > b, else b: b where one of them is NaN, or both are zeros.</summary>
    FloatMax,

    /// <summary>C's <c>fmod(a, b)</c>, exact, with the sign of a.</summary>
    FloatRemainder,

    /// <summary>C's <c>pow(a, b)</c>.</summary>
    FloatPow,

    /// <summary>The <see cref="FloatFunction"/> whose number is <see cref="Value.Immediate"/>, of a.</summary>
    FloatCall1,

    /// <summary>The <see cref="FloatFunction"/> whose number is <see cref="Value.Immediate"/>, of a and b.</summary>
    FloatCall2,

    /// <summary>The <see cref="FloatFunction"/> whose number is <see cref="Value.Immediate"/>, of a, b and c.</summary>
    FloatCall3,

    /// <summary>Python's <c>a // b</c> of floats for b ≠ 0. Expanded before code is generated.</summary>
    FloatFloorDiv,

    /// <summary>Python's <c>a % b</c> of floats for b ≠ 0. Expanded before code is generated.</summary>
    FloatFloorMod,

    /// <summary>a = b of floats, as a bool; false for NaN.</summary>
    FloatEqual,

    /// <summary>a ≠ b of floats, as a bool; true for NaN.</summary>
    FloatNotEqual,

    /// <summary>a &lt; b of floats, as a bool; false for NaN.</summary>
    FloatLess,

    /// <summary>a ≤ b of floats, as a bool; false for NaN.</summary>
    FloatLessOrEqual,

    /// <summary>a as a float, rounded to nearest, ties to even.</summary>
    FloatFromInt,

    /// <summary>a, unsigned, as a float, rounded to nearest, ties to even.</summary>
    FloatFromUInt,

    /// <summary>A float without its fraction, as an int; exits when it is NaN or does not fit.</summary>
    IntFromFloat,

    /// <summary>
    /// The number with the index a in <see cref="Value.Table"/>, for an a from 0 to below its length; the type is the table's. A check before makes
    /// sure of it, or what a is does.
    /// </summary>
    LoadTable,

    /// <summary>
    /// The field of the header of a, a sequence, that <see cref="Value.Immediate"/> says, a <see cref="SequenceField"/>, where nothing changes it
    /// during the call: of an array, whose length is fixed. The type is the field's.
    /// </summary>
    FixedField,

    /// <summary>The same of a list, as it is now.</summary>
    LoadField,

    /// <summary>Makes b the <see cref="SequenceField.Count"/> of a, a sequence that has room for as many.</summary>
    StoreCount,

    /// <summary>
    /// The element with the index b from the address a on; <see cref="Value.Immediate"/> says its <see cref="ElementKind"/>. The index is counted
    /// in elements of that kind. A check before makes sure that it is there, or what b is does.
    /// </summary>
    LoadElement,

    /// <summary>
    /// Puts c into the element with the index b from the address a on; as for <see cref="LoadElement"/>. c fits the kind, of which it has the type: a
    /// check before makes sure of it. A float is rounded to a narrower one.
    /// </summary>
    StoreElement,

    /// <summary>
    /// In each lane what the <see cref="Op"/> whose number is <see cref="Value.Immediate"/> gives of the lanes of its operands, one that
    /// <see cref="VectorSupport"/> has. The types are the vectors of the types of that operation.
    /// </summary>
    Lanewise,

    /// <summary>
    /// The elements with the indexes b and up from the address a on, one for each lane, the lowest first; as for <see cref="LoadElement"/>.
    /// All of them must be there.
    /// </summary>
    VectorLoad,

    /// <summary>Puts the lanes of c into the elements with the indexes b and up from the address a on; as for <see cref="VectorLoad"/>.</summary>
    VectorStore,

    /// <summary>The same of the lanes alone that are set in d, a mask; the other elements are not touched. Not of narrow elements.</summary>
    VectorStoreMasked,

    /// <summary>a, an int or a float, in each lane.</summary>
    Broadcast,

    /// <summary>0, 1, 2 and so on: the number of each lane.</summary>
    LaneIndexes,

    /// <summary>The lane number <see cref="Value.Immediate"/> of a, a vector of ints or floats.</summary>
    Lane,

    /// <summary>Whether a lane of a is negative, a vector of ints; of a mask, whether one is set.</summary>
    AnyNegative,

    /// <summary>Stands where scalar code begins behind vector code. A vector that is alive across it is right, but slow.</summary>
    VectorEnd,

    /// <summary>a = b of sequences, as a bool: they are one object.</summary>
    SequenceEqual,

    /// <summary>a − b of addresses, in bytes; wraps.</summary>
    AddressDifference,

    /// <summary>
    /// Calls the <see cref="RuntimeFunction"/> whose number is <see cref="Value.Immediate"/>. The type is its result's.
    /// </summary>
    RuntimeCall,

    /// <summary>Exits with <see cref="Value.Reason"/> when a, a bool, is false.</summary>
    CheckTrue,

    /// <summary>Exits with <see cref="Value.Reason"/> when |a| > 2⁵³: not every such int is a float.</summary>
    CheckFloatExact,

    /// <summary>Exits with <see cref="Value.Reason"/> when a = 0.</summary>
    CheckNonZero,

    /// <summary>Exits with <see cref="Value.Reason"/> when a &lt; 0.</summary>
    CheckNotNegative,

    /// <summary>Exits with <see cref="Value.Reason"/> when a is no sequence but 0: there was no memory for it.</summary>
    CheckSequence,

    /// <summary>Exits with <see cref="Value.Reason"/> when the stack of the thread has less room left than calls need.</summary>
    CheckStack,

    /// <summary>
    /// Exits with <see cref="ExitReason.Stop"/> when whoever has called from outside wants the call to end. It ends then, so it needs no frame state. Only in what can be stopped:
    /// <see cref="Pyc.Translation.Passes.PipelineOptions.IsStoppable"/>.
    /// </summary>
    Poll,

    /// <summary>
    /// Calls <see cref="Value.Callee"/> with its operands as arguments; exits when that exits. The result is what
    /// <see cref="CallWord"/> and <see cref="CallShape"/> read of it.
    /// </summary>
    Call,

    /// <summary>
    /// The word of the result of a, a <see cref="Call"/>, whose number is <see cref="Value.Immediate"/>; no other call stands between
    /// them. Its type is one that the results of the callee have there.
    /// </summary>
    CallWord,

    /// <summary>Which of <see cref="Function.Results"/> of the callee the result of a, a <see cref="Call"/>, is; no other call stands between them.</summary>
    CallShape,

    /// <summary>
    /// Where the interpreter goes on when a check fails that has this as its <see cref="Value.State"/>: <see cref="Value.Frame"/> says
    /// which instruction, and which operand or constant lies in which slot of the frame. A last operand that is a state itself is the frame of the caller, of which this one is
    /// a call that was put in its place.
    /// </summary>
    FrameState,

    /// <summary>Terminator: goes to <see cref="Block.Successors"/>[0].</summary>
    Jump,

    /// <summary>Terminator: goes to <see cref="Block.Successors"/>[0] when the bool is true, else to [1].</summary>
    Branch,

    /// <summary>
    /// Terminator: leaves the function with the words of a result, of the one of <see cref="Function.Results"/> that
    /// <see cref="Value.Immediate"/> says.
    /// </summary>
    Return,

    /// <summary>Terminator: exits with <see cref="Value.Reason"/>, always.</summary>
    Exit,
}
