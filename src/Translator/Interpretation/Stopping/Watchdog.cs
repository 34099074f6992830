using System.Diagnostics;

namespace Pyc.Translation.Interpretation;

/// <summary>One thread for the process that stops calls whose time is over, or whose token says so.</summary>
/// <remarks>
/// It looks at the running calls every few milliseconds. A timer and a registration with the token for each call would cost each call more, and locks
/// that all threads share; and their callbacks may wait for a thread of the pool while those run Python code that does not end. It is there
/// only while there are such calls, and a while longer: a thread that runs keeps what it is part of from being unloaded.
/// </remarks>
internal static class Watchdog
{
    // How late a call may be stopped, and how long it goes on to look when there are no calls.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);

    private static readonly Lock s_threadsLock = new();
    private static readonly List<WeakReference<ThreadCalls>> s_threads = [];
    private static int s_isRunning;

    /// <summary>Whether its thread is there.</summary>
    public static bool IsRunning => Volatile.Read(ref s_isRunning) != 0;

    /// <summary>Looks after the calls of a thread, for as long as the thread is there.</summary>
    public static void Add(ThreadCalls thread)
    {
        lock (s_threadsLock)
            s_threads.Add(new WeakReference<ThreadCalls>(thread));
    }

    /// <summary>Makes sure that somebody looks after calls.</summary>
    public static void Wake()
    {
        if (Volatile.Read(ref s_isRunning) != 0 || Interlocked.Exchange(ref s_isRunning, 1) != 0)
            return;
        try
        {
            // It belongs to no call: what a call's context holds, such as an activity, it would keep for as long as it runs.
            new Thread(Run) { IsBackground = true, Name = "PycJit limits" }.UnsafeStart();
        }
        catch
        {
            Volatile.Write(ref s_isRunning, 0);             // the system gives no thread now; the next call asks again
            throw;
        }
    }

    private static void Run()
    {
        var idleSince = Stopwatch.GetTimestamp();
        while (true)
        {
            if (LookAtAll() is { } wait)
            {
                idleSince = Stopwatch.GetTimestamp();
                Thread.Sleep(wait);
                continue;
            }
            if (Stopwatch.GetElapsedTime(idleSince) < s_patience)
            {
                Thread.Sleep(s_interval);
                continue;
            }
            Interlocked.Exchange(ref s_isRunning, 0);
            // A call may have begun before it could see that nobody looks.
            if (LookAtAll() is null || Interlocked.Exchange(ref s_isRunning, 1) != 0)
                return;
        }
    }

    /// <summary>Stops what is to be stopped.</summary>
    /// <returns>When to look again; null where there are no calls.</returns>
    private static TimeSpan? LookAtAll()
    {
        var now = Stopwatch.GetTimestamp();
        var (nearest, isNeeded) = (long.MaxValue, false);
        lock (s_threadsLock)
        {
            for (var i = s_threads.Count - 1; i >= 0; i--)
            {
                if (!s_threads[i].TryGetTarget(out var thread))
                {
                    s_threads[i] = s_threads[^1];
                    s_threads.RemoveAt(s_threads.Count - 1);
                    continue;
                }
                for (var call = thread.Current; call is not null; call = call.Parent)
                {
                    if (!call.IsWatched)
                        continue;
                    isNeeded = true;
                    var deadline = call.Look(now);
                    if (!call.IsStopped)
                        nearest = Math.Min(nearest, deadline);
                }
            }
        }
        if (!isNeeded)
            return null;
        var until = nearest == long.MaxValue ? s_interval : Stopwatch.GetElapsedTime(now, nearest);
        return until < s_shortest ? s_shortest : until > s_interval ? s_interval : until;
    }
}
