using System.Globalization;

namespace Pyc.Translation;

/// <summary>Python code was stopped: it ran for longer, or took more memory, than it may.</summary>
/// <remarks>It is no exception of Python's: no <c>except</c> catches it and no <c>finally</c> runs, since the code could go on there.</remarks>
public sealed class ExecutionBudgetException : PycJitException
{
    private readonly string _why;
    private readonly string _remedy;

    private ExecutionBudgetException(string why, string remedy)
        : base(why)
    {
        _why = why;
        _remedy = remedy;
    }

    /// <summary>The place in Python that was running; null as long as no frame has told it.</summary>
    public SourceLocation? Where { get; internal set; }

    /// <inheritdoc/>
    public override string Message => $"{(Where is { } where ? $"{where}: " : "")}the code was stopped, because {_why}. {_remedy}";

    /// <summary>The budget of steps is spent.</summary>
    internal static ExecutionBudgetException Spent(long steps) =>
        new(
            $"it did not end within {steps.ToString("N0", CultureInfo.InvariantCulture)} steps",
            "Perhaps a loop does not end; if it does, let the code compute less, or in a function that is called later.");

    /// <summary>The host asked for it.</summary>
    internal static ExecutionBudgetException Interrupted() => new("it was interrupted", "The program that runs it asked for that.");

    /// <summary>The code goes on to take memory after MemoryError was raised.</summary>
    internal static ExecutionBudgetException OutOfMemory(long limit) =>
        new(
            $"it took more and more memory after MemoryError beyond {(limit >> 20).ToString("N0", CultureInfo.InvariantCulture)} MB",
            "Let it hold less at a time.");
}
