using Spectre.Console;

namespace Pyc.Cli;

/// <summary>Shows on standard error how far something is, where a person looks at it.</summary>
internal static class ProgressBar
{
    /// <summary>Does something, and shows how far it is.</summary>
    /// <param name="terminal">Where it is shown; nothing is, unless somebody sees it.</param>
    /// <param name="title">What is done, in a word.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="work">Does it, and calls what it is given at each step, on any thread.</param>
    /// <typeparam name="TResult">What comes of it.</typeparam>
    public static TResult Run<TResult>(Terminal terminal, string title, int steps, Func<Action, TResult> work)
    {
        if (!terminal.ShowsProgress)
            return work(() => { });
        return terminal.ErrorConsole().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(title, maxValue: steps);
                return work(() => task.Increment(1));
            });
    }
}
