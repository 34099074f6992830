namespace Pyc.Tests.Threads;

/// <summary>Threads whose failures are those of the test.</summary>
internal static class OnThread
{
    // Only what hangs takes so long.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    /// <summary>Runs something on a thread of its own, and waits for it.</summary>
    public static void Run(Action action, int stackSize = 0) => End(Start(action, stackSize));

    /// <summary>Starts something on a thread of its own.</summary>
    public static (Thread Thread, Task Outcome) Start(Action action, int stackSize = 0)
    {
        var outcome = new TaskCompletionSource();
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                    outcome.SetResult();
                }
                catch (Exception error)
                {
                    outcome.SetException(error);
                }
            },
            stackSize)
        {
            IsBackground = true,
        };
        thread.Start();
        return (thread, outcome.Task);
    }

    /// <summary>Waits for what has been started.</summary>
    public static void End((Thread Thread, Task Outcome) started)
    {
        Assert.That(started.Thread.Join(s_longest), Is.True, "it hangs");
        started.Outcome.GetAwaiter().GetResult();
    }

    /// <summary>Waits for an event.</summary>
    public static void Await(ManualResetEventSlim happened) => Assert.That(happened.Wait(s_longest), Is.True, "it hangs");
}
