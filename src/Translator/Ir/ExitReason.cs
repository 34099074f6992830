namespace Pyc.Translation.Ir;

/// <summary>Why native code leaves a function early.</summary>
public enum ExitReason
{
    /// <summary>Does not exit.</summary>
    None,

    /// <summary>An integer result does not fit 64 bits. Python would go on with a bigger integer.</summary>
    Overflow,

    /// <summary><c>//</c> (or Python 2's <c>/</c>) by zero: ZeroDivisionError.</summary>
    DivisionByZero,

    /// <summary><c>%</c> by zero: ZeroDivisionError.</summary>
    ModuloByZero,

    /// <summary><c>&lt;&lt;</c> or <c>>></c> by a negative count: ValueError.</summary>
    NegativeShift,

    /// <summary>An integer to a negative power, which Python gives as a float. Python would go on with that float.</summary>
    NegativePower,

    /// <summary>A division of floats by zero: ZeroDivisionError.</summary>
    FloatDivisionByZero,

    /// <summary>A float operation has no float as its answer: an error of Python, or a complex number.</summary>
    FloatDomain,

    /// <summary>An int beyond ±2⁵³ meets a float: the exact answer takes more than a conversion.</summary>
    Inexact,

    /// <summary>A variable is not bound: UnboundLocalError.</summary>
    Unbound,

    /// <summary>Python code raises an exception that nothing in the function handles.</summary>
    Raise,

    /// <summary>A range that the loop cannot count: a step of zero (ValueError), or an end within a step of the limits of 64 bits.</summary>
    Range,

    /// <summary>Operands that are rare where the instruction is used: the interpreter does what it does for them.</summary>
    Rare,

    /// <summary>A function that was called has left native code.</summary>
    Call,

    /// <summary>Too little of the thread's stack is left for another call in native code.</summary>
    StackLimit,

    /// <summary>There is no memory for a list, or it would be larger than a call may have.</summary>
    Memory,

    /// <summary>
    /// It matters whether two floats are one object, which only who made them knows: the whole call starts again, so it has no frame state.
    /// </summary>
    Identity,

    /// <summary>There are versions of this code for too many combinations of types already.</summary>
    TooManyVersions,

    /// <summary>Whoever has called wants the call to end: it has been cancelled, or its time is over. Nothing goes on.</summary>
    Stop,
}
