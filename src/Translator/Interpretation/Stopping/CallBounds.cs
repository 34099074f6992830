namespace Pyc.Translation.Interpretation;

/// <summary>The limits of a call as numbers. What is not limited has the largest number.</summary>
internal sealed record CallBounds
{
    /// <summary>How long it may take; null for any time.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Steps of the interpreter.</summary>
    public long Steps { get; init; } = long.MaxValue;

    /// <summary>Python calls within each other.</summary>
    public int RecursionDepth { get; init; } = int.MaxValue;

    /// <summary>Bytes of the thread's stack, from where the call begins.</summary>
    public long StackBytes { get; init; } = long.MaxValue;

    /// <summary>Bits of an int.</summary>
    public long IntegerBits { get; init; } = long.MaxValue;

    /// <summary>Bytes of all containers together.</summary>
    public long ListBytes { get; init; } = long.MaxValue;

    /// <summary>Whether nothing is limited.</summary>
    public bool IsNone => this is
    {
        Time: null, Steps: long.MaxValue, RecursionDepth: int.MaxValue, StackBytes: long.MaxValue, IntegerBits: long.MaxValue, ListBytes: long.MaxValue,
    };
}
