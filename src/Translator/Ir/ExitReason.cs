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

    /// <summary><c>0 ** negative</c>: ZeroDivisionError.</summary>
    ZeroToNegativePower,

    /// <summary>An integer to a negative power, which Python gives as a float. Python would go on with that float.</summary>
    NegativePower,
}
