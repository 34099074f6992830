namespace Pyc;

/// <summary>What a call had more of than it may.</summary>
public enum ExecutionLimit
{
    /// <summary>Time: <c>ExecutionLimits.Time</c>.</summary>
    Time,

    /// <summary>Steps of the interpreter: <c>ExecutionLimits.Steps</c>.</summary>
    Steps,

    /// <summary>Python calls within each other: <c>ExecutionLimits.RecursionDepth</c>.</summary>
    RecursionDepth,

    /// <summary>Stack of the thread: <c>ExecutionLimits.StackBytes</c>.</summary>
    Stack,

    /// <summary>Bits of an int: <c>ExecutionLimits.IntegerBits</c>.</summary>
    IntegerBits,

    /// <summary>Memory of lists and other containers: <c>ExecutionLimits.ListBytes</c>.</summary>
    ListBytes,

    /// <summary>Memory that code goes on to take after Python's MemoryError, which holds without limits too.</summary>
    Memory,
}
