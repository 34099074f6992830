namespace Pyc.Translation.Interpretation;

/// <summary>The calls of one thread that have a token or limits: the innermost, from which the others can be reached.</summary>
internal sealed class ThreadCalls
{
    [ThreadStatic]
    private static ThreadCalls? s_known;

    private CallControl? _current;

    /// <summary>Those of this thread; null where it has never made such a call.</summary>
    public static ThreadCalls? Known => s_known;

    /// <summary>The innermost; null for none. The watchdog reads it as well.</summary>
    public CallControl? Current => Volatile.Read(ref _current);

    /// <summary>Those of this thread.</summary>
    public static ThreadCalls OfThisThread()
    {
        if (s_known is { } known)
            return known;
        s_known = new ThreadCalls();
        Watchdog.Add(s_known);
        return s_known;
    }

    /// <summary>A call has begun.</summary>
    public void Enter(CallControl control)
    {
        // Either the watchdog that is about to go sees the call, or the call sees that it has gone.
        Interlocked.Exchange(ref _current, control);
        if (!control.IsWatched)
            return;
        try
        {
            Watchdog.Wake();
        }
        catch
        {
            Leave(control);                                 // the system gives no thread: there is no such call
            throw;
        }
    }

    /// <summary>The innermost has ended.</summary>
    public void Leave(CallControl control) => Volatile.Write(ref _current, control.Parent);
}
