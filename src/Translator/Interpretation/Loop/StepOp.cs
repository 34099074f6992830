using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What a step of the loop does.</summary>
/// <remarks>
/// The operations that are run often have a member of their own; for all others <see cref="Other"/> leaves the loop, and the instruction
/// itself says what to do.
/// </remarks>
internal enum StepOp
{
    /// <summary>Any operation without a member of its own: <see cref="Instruction.Op"/> says which.</summary>
    Other,

    Nop,
    LoadConstant,
    LoadLocal,
    StoreLocal,
    Pop,
    Copy,
    Swap,
    RotateDown,
    RotateUp,
    LoadGlobal,
    LoadDeref,
    StoreDeref,
    LoadAttribute,

    // Binary, by its operator; augmented assignments of numbers are the same
    Add,
    Subtract,
    Multiply,
    TrueDivide,
    FloorDivide,
    Modulo,
    ShiftLeft,
    ShiftRight,
    And,
    Or,
    Xor,
    OtherBinary,
    OtherBinaryInPlace,
    Not,
    Negative,

    // Compare, by its operator
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Is,
    Contains,
    ToBoolean,

    LoadSubscript,
    StoreSubscript,

    Jump,
    JumpIfFalse,
    JumpIfTrue,
    JumpIfNone,
    JumpIfNotNone,
    GetIterator,
    ForIterator,
    ListAppend,
    BuildTuple,

    Call,
    CallKeywords,
    CallUnpacked,
    CallPairs,
    Return,
    ReturnGenerator,
    Yield,
    Send,

    Raise,
    Reraise,
}
