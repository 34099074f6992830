namespace Pyc.Translation.Ir;

/// <summary>What an operation does besides computing its result; what passes ask about it.</summary>
[Flags]
public enum Effects
{
    /// <summary>Depends on its operands alone: may be moved, shared and removed.</summary>
    None = 0,

    /// <summary>Exits with <see cref="ExitReason.Overflow"/> when the result does not fit; may be removed when unused.</summary>
    MayOverflow = 1,

    /// <summary>Exits when a test fails that Python demands; a repeated one may be removed, an unused one not.</summary>
    Check = 2,

    /// <summary>Ends its block.</summary>
    Terminator = 4,

    /// <summary>Operands may be exchanged.</summary>
    Commutative = 8,

    /// <summary>Exits where Python raises, besides giving a value: an unused one stays.</summary>
    MayRaise = 32,

    /// <summary>Bound to its place among its like: not moved, not shared.</summary>
    Ordered = 64,

    /// <summary>Depends on memory that others write: not moved over those, and the same only where none stands between.</summary>
    Reads = 128,

    /// <summary>Writes memory: stays, used or not, and in its place among what reads, writes and exits.</summary>
    Writes = 256,

    /// <summary>Bound to its place at the head of a block: parameters and phis.</summary>
    Pinned = 16,
}
