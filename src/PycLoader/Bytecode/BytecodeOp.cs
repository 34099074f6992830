namespace Pyc.Loader;

/// <summary>The version-neutral instruction set: what every CPython's bytecode is decoded into.</summary>
/// <remarks>Stack effects are written bottom to top, before → after; "argument" is <see cref="Instruction.Argument"/>.</remarks>
public enum BytecodeOp
{
    /// <summary>Does nothing; keeps a source line.</summary>
    Nop,

    /// <summary>→ the constant whose index in <see cref="Bytecode.Constants"/> is the argument.</summary>
    LoadConstant,

    /// <summary>→ the local in slot argument. Unbound: UnboundLocalError.</summary>
    LoadLocal,

    /// <summary>value → ; stores it in slot argument.</summary>
    StoreLocal,

    /// <summary>Unbinds slot argument. Unbound already: UnboundLocalError.</summary>
    DeleteLocal,

    /// <summary>value → ; drops it.</summary>
    Pop,

    /// <summary>Pushes the value that is argument-th from the top, counted from 1.</summary>
    Copy,

    /// <summary>Exchanges the top with the value that is argument-th from the top, counted from 1; argument is at least 2.</summary>
    Swap,

    /// <summary>Moves the top under the argument − 1 values below it; argument is at least 2 (2 equals a swap, 3 ROT_THREE).</summary>
    RotateDown,

    /// <summary>value → result; the argument is a <see cref="UnaryOperator"/>.</summary>
    Unary,

    /// <summary>left, right → result; the argument is a <see cref="BinaryOperator"/>.</summary>
    Binary,

    /// <summary>left, right → result; the argument is the <see cref="BinaryOperator"/> of an augmented assignment such as <c>+=</c>.</summary>
    BinaryInPlace,

    /// <summary>left, right → result; the argument is a <see cref="ComparisonOperator"/>.</summary>
    Compare,

    /// <summary>value → ; leaves the function with it.</summary>
    Return,
}
