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

    /// <summary>Load an attribute that a CallMethod takes: see <see cref="MethodCalls"/>.</summary>
    LoadMethod,

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

    /// <summary>The argument is 1 + the local that the next step would store the item to; 0 where it does something else.</summary>
    ForIterator,

    ListAppend,
    BuildTuple,
    UnpackSequence,

    Call,

    /// <summary>Call what a LoadMethod left; the target is the name of the method.</summary>
    CallMethod,

    CallKeywords,
    CallUnpacked,
    CallPairs,
    Return,
    ReturnGenerator,
    Yield,
    Send,

    Raise,
    Reraise,

    // Groups: the first step does the work of all, if the operands are two ints or two floats (or a list and an index) and nothing can go
    // wrong; else it does its own, and the others follow. See StepGroup.

    /// <summary>Load a local, load a local or constant, a binary operator, and perhaps a store to a local.</summary>
    BinaryOfTwo,

    /// <summary>Load a local or constant, a binary operator: the left operand is on the stack.</summary>
    BinaryOfTop,

    /// <summary>Load a local, load a local or constant, compare, jump if false or true.</summary>
    BranchOfTwo,

    /// <summary>Load a local or constant, compare, jump: the left operand is on the stack.</summary>
    BranchOfTop,
}
