using System.Globalization;
using Pyc.Translation;

namespace Pyc;

/// <summary>Python code was stopped: it took more of something than it may.</summary>
/// <remarks>
/// It is no exception of Python's: no <c>except</c> catches it and no <c>finally</c> runs, since the code could go on there. The module can be
/// called again afterwards.
/// </remarks>
public sealed class ExecutionLimitException : PycJitException
{
    private readonly string _why;
    private readonly string _remedy;

    private ExecutionLimitException(ExecutionLimit limit, string why, string remedy)
        : base(why)
    {
        Limit = limit;
        _why = why;
        _remedy = remedy;
    }

    /// <summary>Which limit it was.</summary>
    public ExecutionLimit Limit { get; }

    /// <summary>The place in Python that was running; null where no Python code was, as before a call has begun.</summary>
    public SourceLocation? Where { get; internal set; }

    /// <inheritdoc/>
    public override string Message => $"{(Where is { } where ? $"{where}: " : "")}the code was stopped, because {_why}. {_remedy}";

    /// <summary>It ran for too long.</summary>
    internal static ExecutionLimitException OfTime(TimeSpan time, SourceLocation? where) => new(
        ExecutionLimit.Time, $"it did not end within {Seconds(time)}",
        "Perhaps a loop does not end; if it does, give the call more Time, or let the code compute less.")
    {
        Where = where,
    };

    /// <summary>The steps are spent.</summary>
    internal static ExecutionLimitException OfSteps(long steps) => new(
        ExecutionLimit.Steps, $"it did not end within {Number(steps)} steps",
        "Perhaps a loop does not end; if it does, allow more Steps, or let the code compute less, or in a function that is called later.");

    /// <summary>Too many calls have not ended.</summary>
    internal static ExecutionLimitException OfRecursion(long depth) => new(
        ExecutionLimit.RecursionDepth, $"its calls go deeper than {Number(depth)}",
        "Perhaps a recursion does not end; if it does, allow a larger RecursionDepth, or write a loop.");

    /// <summary>Too much of the thread's stack is used.</summary>
    internal static ExecutionLimitException OfStack(long bytes) => new(
        ExecutionLimit.Stack, $"its calls take more than {Number(bytes)} bytes of the thread's stack",
        "Perhaps a recursion does not end; if it does, allow more StackBytes, or write a loop.");

    /// <summary>An int has too many bits.</summary>
    internal static ExecutionLimitException OfIntegerBits(long bits) => new(
        ExecutionLimit.IntegerBits, $"an int would have more than {Number(bits)} bits",
        "Compute with a modulus or with floats, or allow more IntegerBits.");

    /// <summary>Containers take too much memory.</summary>
    internal static ExecutionLimitException OfListBytes(long bytes) => new(
        ExecutionLimit.ListBytes, $"its lists would take more than {Number(bytes)} bytes",
        "Let it hold less at a time, or allow more ListBytes.");

    /// <summary>The code goes on to take memory after MemoryError was raised.</summary>
    internal static ExecutionLimitException OfMemory(long bytes) => new(
        ExecutionLimit.Memory, $"it took more and more memory after MemoryError beyond {Number(bytes >> 20)} MB",
        "Let it hold less at a time.");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time < TimeSpan.FromSeconds(1)
        ? $"{time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture)} ms"
        : $"{time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s";
}
