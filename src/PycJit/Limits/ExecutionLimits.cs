using Pyc.Translation.Interpretation;

namespace Pyc;

/// <summary>How much of everything a call may take; beyond, it ends by an <see cref="ExecutionLimitException"/>. Null is no limit.</summary>
/// <remarks>
/// Said for a module (<see cref="PycOptions.Limits"/>), a view of it (<see cref="PycModule.WithLimits"/>) or one call (<see cref="PyCallContext"/>);
/// of several the strictest holds. All but <see cref="Steps"/> hold for native code as well.
/// </remarks>
public sealed record ExecutionLimits
{
    /// <summary>No limits.</summary>
    public static ExecutionLimits None { get; } = new();

    /// <summary>How long a call may take, from its beginning, the wait for other threads included; more than zero.</summary>
    /// <remarks>A call ends some milliseconds later: it is looked at in intervals.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than zero.</exception>
    public TimeSpan? Time
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value : throw OutOfRange(nameof(Time), value, "A time is more than zero.");
    }

    /// <summary>
    /// Steps of the interpreter, a turn of a loop or a call being one or two, from 1. What one step copies, sorts or looks through counts as well. Native
    /// code does not count its steps: <see cref="Time"/> and the token stop it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public long? Steps
    {
        get;
        init => field = AtLeast(1, value, nameof(Steps));
    }

    /// <summary>
    /// The depth of Python calls, from 1. Unlike <see cref="PycOptions.RecursionLimit"/>, of which Python code learns by a RecursionError, it ends the
    /// call. Native recursion that ends may go deeper.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? RecursionDepth
    {
        get;
        init => field = (int?)AtLeast(1, value, nameof(RecursionDepth));
    }

    /// <summary>Bytes of the thread's stack that a call may take, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public long? StackBytes
    {
        get;
        init => field = AtLeast(1, value, nameof(StackBytes));
    }

    /// <summary>Bits of any int beyond 64 bits that a call makes, without its sign; from 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 64.</exception>
    public long? IntegerBits
    {
        get;
        init => field = AtLeast(64, value, nameof(IntegerBits));
    }

    /// <summary>Bytes that the lists, dicts, sets, tuples and texts of a call take together, from 1; an item takes 8 or 16.</summary>
    /// <remarks>
    /// Interpreted calls are refused a single one that is larger; what many take together is measured when the thread has allocated as much, by the
    /// growth of the process's memory since the call has begun, so that what is garbage does not count.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public long? ListBytes
    {
        get;
        init => field = AtLeast(1, value, nameof(ListBytes));
    }

    /// <summary>The same as numbers.</summary>
    internal CallBounds ToBounds() => new()
    {
        Time = Time,
        Steps = Steps ?? long.MaxValue,
        RecursionDepth = RecursionDepth ?? int.MaxValue,
        StackBytes = StackBytes ?? long.MaxValue,
        IntegerBits = IntegerBits ?? long.MaxValue,
        ListBytes = ListBytes ?? long.MaxValue,
    };

    /// <summary>Limits that hold where both of these do: of each kind the strictest.</summary>
    internal static ExecutionLimits Both(ExecutionLimits? one, ExecutionLimits? other)
    {
        if (one is null || other is null || one.Equals(other))
            return one ?? other ?? None;
        return new ExecutionLimits
        {
            Time = Least(one.Time, other.Time),
            Steps = Least(one.Steps, other.Steps),
            RecursionDepth = Least(one.RecursionDepth, other.RecursionDepth),
            StackBytes = Least(one.StackBytes, other.StackBytes),
            IntegerBits = Least(one.IntegerBits, other.IntegerBits),
            ListBytes = Least(one.ListBytes, other.ListBytes),
        };
    }

    private static T? Least<T>(T? one, T? other)
        where T : struct, IComparable<T> => one is null || other?.CompareTo(one.Value) < 0 ? other : one;

    private static long? AtLeast(long least, long? value, string name) =>
        value is null || value >= least ? value : throw OutOfRange(name, value, $"A limit of {name} is {least} or more.");

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string message) => new(name, value, message);
}
