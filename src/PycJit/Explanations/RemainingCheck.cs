using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc;

/// <summary>A check that is left in native code: where it fails, the interpreter goes on, and raises what Python raises.</summary>
public sealed record RemainingCheck
{
    /// <summary>What is checked.</summary>
    public required CheckKind Kind { get; init; }

    /// <summary>Why code leaves where it fails.</summary>
    public required ExitReason Reason { get; init; }

    /// <summary>The place in Python.</summary>
    public required SourceLocation Where { get; init; }

    /// <summary>CPython's name of the instruction; empty where unknown.</summary>
    public string Opcode { get; init; } = "";

    /// <summary>Offset of the instruction in <c>co_code</c>, in bytes; −1 where unknown.</summary>
    public int Offset { get; init; } = -1;

    /// <summary>The expression, put together from instructions: <c>a*a</c>, <c>xs[i + 1]</c>; <c>…</c> where it is not known.</summary>
    public required string Expression { get; init; }

    /// <summary>Why it is left, with the ranges known: "a is in -2^63..2^63-1, so a*a may exceed 64 bits".</summary>
    public required string Why { get; init; }

    /// <summary>How often it is made.</summary>
    public required CheckFrequency Frequency { get; init; }

    /// <summary>Whether code always leaves here: what comes then is for the interpreter.</summary>
    public bool IsUnconditional { get; init; }

    /// <summary>How many exits of the machine code it has. Checks of one place and reason share one; what shares that of a check before it has 0.</summary>
    public required int Exits { get; init; }
}

/// <summary>What is checked.</summary>
public enum CheckKind
{
    /// <summary>That an int fits 64 bits.</summary>
    Overflow,

    /// <summary>That an index is one of the sequence's.</summary>
    Bounds,

    /// <summary>That a divisor is not 0.</summary>
    DivisionByZero,

    /// <summary>That a float operation has a float as its answer.</summary>
    Domain,

    /// <summary>That the count of a shift, or an exponent, is not negative.</summary>
    Shift,

    /// <summary>That an int is small enough to be a float exactly.</summary>
    Exactness,

    /// <summary>That a range can be counted, and has a step.</summary>
    Range,

    /// <summary>That there is memory for a list.</summary>
    Memory,

    /// <summary>That there is enough stack for another call.</summary>
    Stack,

    /// <summary>Something else that Python raises an exception for.</summary>
    Raise,

    /// <summary>That an operand is what native code is for; others are the interpreter's.</summary>
    Other,
}

/// <summary>How often a check is made.</summary>
public enum CheckFrequency
{
    /// <summary>When control comes to it, outside of loops.</summary>
    Once,

    /// <summary>Only in the rounds that the fast copy of a loop has left.</summary>
    InRest,

    /// <summary>In each round of a loop.</summary>
    EachRound,
}

/// <summary>A call that is left in native code.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Name">The name of what is called.</param>
/// <param name="Where">The place in Python.</param>
/// <param name="IsInLoop">Whether it is made in a loop.</param>
public sealed record RemainingCall(CallKind Kind, string Name, SourceLocation Where, bool IsInLoop);

/// <summary>What a call calls.</summary>
public enum CallKind
{
    /// <summary>Another function of Python, natively.</summary>
    Python,

    /// <summary>A function of <c>math</c>: of the C library, or of PycJit where CPython has its own.</summary>
    Mathematics,

    /// <summary>What makes and changes lists.</summary>
    Lists,
}

/// <summary>In how many places code leaves for one reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">The number.</param>
public readonly record struct ExitsByReason(ExitReason Reason, int Count);

/// <summary>An instruction that native code has nothing for.</summary>
/// <param name="Where">The place in Python.</param>
/// <param name="Opcode">CPython's name of it.</param>
/// <param name="Offset">Its offset in <c>co_code</c>, in bytes.</param>
public sealed record FurtherObstacle(SourceLocation Where, string Opcode, int Offset);
