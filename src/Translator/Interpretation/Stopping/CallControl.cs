using System.Diagnostics;

namespace Pyc.Translation.Interpretation;

/// <summary>What may stop one call, and the limits of it: there is one for each call that has a token or limits.</summary>
/// <remarks>
/// The thread that calls makes it, in <see cref="Begin"/>, and ends it; the <see cref="Watchdog"/> stops it. A call that begins within another on the
/// same thread, as where <c>print</c> writes to a writer that calls Python, is stopped with that one.
/// </remarks>
internal sealed unsafe class CallControl
{
    // In the place of an address while the word behind it is written.
    private const nint Writing = -1;

    private readonly CancellationToken _token;
    private readonly long _deadline;                        // a time stamp; the largest number for none
    private readonly ThreadCalls _thread;
    private CallControl? _inner;
    private Stop? _stop;
    private nint _word;                                     // the address to tell native code of a stop at; 0 for none

    private CallControl(CallBounds bounds, ThreadCalls thread, CancellationToken token)
    {
        Bounds = bounds;
        _token = token;
        _thread = thread;
        Parent = thread.Current;
        StepsLeft = bounds.Steps;
        RecursionDepth = Math.Min(bounds.RecursionDepth, Parent?.RecursionDepth ?? int.MaxValue);
        StackBytes = Math.Min(bounds.StackBytes, Parent?.StackBytes ?? long.MaxValue);
        IntegerBits = Math.Min(bounds.IntegerBits, Parent?.IntegerBits ?? long.MaxValue);
        ListBytes = Math.Min(bounds.ListBytes, Parent?.ListBytes ?? long.MaxValue);
        _deadline = bounds.Time is { } time ? DeadlineIn(time) : long.MaxValue;
    }

    /// <summary>That of the call that this thread runs; null where it has neither a token nor limits.</summary>
    public static CallControl? Current => ThreadCalls.Known?.Current;

    /// <summary>The limits of the call.</summary>
    public CallBounds Bounds { get; }

    /// <summary>The call within which this one has begun; null for none.</summary>
    public CallControl? Parent { get; }

    /// <summary>Python calls that may be within each other: the least of this call and those around it; the largest number for any.</summary>
    public int RecursionDepth { get; }

    /// <summary>Bytes of the thread's stack that it may take: likewise.</summary>
    public long StackBytes { get; }

    /// <summary>Bits that an int may have: likewise.</summary>
    public long IntegerBits { get; }

    /// <summary>Bytes that containers may take together: likewise.</summary>
    public long ListBytes { get; }

    /// <summary>Steps that the interpreter may still take; the largest number for any. A runtime takes them out while it runs.</summary>
    public long StepsLeft { get; set; }

    /// <summary>Whether the call is to end. Any thread may ask.</summary>
    public bool IsStopped => Volatile.Read(ref _stop) is not null;

    /// <summary>Whether the watchdog has to look after it.</summary>
    public bool IsWatched => _deadline != long.MaxValue || _token.CanBeCanceled;

    /// <summary>The exception that the call ends with, once it is known.</summary>
    public Exception? End { get; private set; }

    /// <summary>Is told of each look whether the call is to end, before it; null: nobody is. Tests count them.</summary>
    public Action? Looked { get; set; }

    /// <summary>Begins a call of this thread. Whoever begins it calls <see cref="Leave"/>, whatever comes of it.</summary>
    /// <param name="bounds">Its limits.</param>
    /// <param name="token">What cancels it.</param>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public static CallControl Begin(CallBounds bounds, CancellationToken token)
    {
        if (token.IsCancellationRequested)
            throw new CallCanceledException(token);
        var thread = ThreadCalls.OfThisThread();
        var control = new CallControl(bounds, thread, token);
        if (control.Parent is { } parent)
        {
            Interlocked.Exchange(ref parent._inner, control);
            // It was stopped before it could see the inner one.
            if (Volatile.Read(ref parent._stop) is { } stop)
                control.StopBy(stop);
        }
        try
        {
            thread.Enter(control);
        }
        catch
        {
            control.Leave();                                // the system has no thread to look after it
            throw;
        }
        return control;
    }

    /// <summary>Ends the call.</summary>
    public void Leave()
    {
        if (Parent is not null)
            Volatile.Write(ref Parent._inner, null);
        _thread.Leave(this);
    }

    /// <summary>Throws if the call is to end.</summary>
    /// <param name="where">The place in Python that runs; null where a frame will say it.</param>
    /// <exception cref="OperationCanceledException">The token has cancelled it.</exception>
    /// <exception cref="ExecutionLimitException">Its time is over.</exception>
    public void ThrowIfStopped(SourceLocation? where = null)
    {
        Looked?.Invoke();
        // The watchdog sees it a little later.
        if (_stop is null && _token.IsCancellationRequested)
            StopBy(new Stop(null, _token));
        if (IsStopped)
            throw StopReason(where);
    }

    /// <summary>The exception for a call that is stopped.</summary>
    /// <param name="where">The place in Python that runs; null where a frame will say it.</param>
    public Exception StopReason(SourceLocation? where = null)
    {
        var stop = Volatile.Read(ref _stop) ?? throw new InternalCompilerException("A call that nobody has stopped has ended as if it was.");
        return Note<Exception>(stop.Time is { } time
            ? ExecutionLimitException.OfTime(time, where)
            : new CallCanceledException(stop.Token) { Where = where });
    }

    /// <summary>Says where a call was that was stopped, if nobody has said so: no frame was there yet.</summary>
    /// <returns>Whether the exception is one of a stop.</returns>
    public static bool TryLocate(Exception error, SourceLocation where)
    {
        if (error is ExecutionLimitException limit)
            limit.Where ??= where;
        else if (error is CallCanceledException canceled)
            canceled.Where ??= where;
        else
            return false;
        return true;
    }

    /// <summary>Notes what a call ends with that has exceeded a limit.</summary>
    public T Note<T>(T error)
        where T : Exception
    {
        End = error;
        return error;
    }

    /// <summary>Lets a stop write <see cref="nint.MaxValue"/> to a word, until <see cref="Detach"/>; at once where the call is stopped already.</summary>
    /// <param name="stopWord">The word, which native code reads as the end of its stack.</param>
    public void Attach(nint* stopWord)
    {
        Debug.Assert(stopWord is not null);
        // Who stops it just now has found no word, and is done in an instant.
        while (Interlocked.CompareExchange(ref _word, (nint)stopWord, 0) == Writing)
            Thread.SpinWait(1);
        if (IsStopped)
            *stopWord = nint.MaxValue;
    }

    /// <summary>Ends what <see cref="Attach"/> began: nothing is written to the word any more once it has returned.</summary>
    public void Detach()
    {
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if (word != Writing && Interlocked.CompareExchange(ref _word, 0, word) == word)
                return;
            Thread.SpinWait(1);
        }
    }

    /// <summary>Stops the call if its time is over or its token says so. The watchdog calls it.</summary>
    /// <param name="now">The time, as a time stamp.</param>
    /// <returns>The time stamp at which it is over; the largest number for none.</returns>
    public long Look(long now)
    {
        if (_stop is null)
        {
            if (_token.IsCancellationRequested)
                StopBy(new Stop(null, _token));
            else if (_deadline <= now)
                StopBy(new Stop(Bounds.Time, default));
        }
        return _deadline;
    }

    private void StopBy(Stop stop)
    {
        if (Interlocked.CompareExchange(ref _stop, stop, null) is not null)
            return;
        var word = Interlocked.Exchange(ref _word, Writing);
        if (word != 0)
            *(nint*)word = nint.MaxValue;
        Volatile.Write(ref _word, 0);
        Volatile.Read(ref _inner)?.StopBy(stop);
    }

    private static long DeadlineIn(TimeSpan time)
    {
        var ticks = time.TotalSeconds * Stopwatch.Frequency;
        return ticks < long.MaxValue / 2 ? Stopwatch.GetTimestamp() + (long)ticks : long.MaxValue;
    }

    /// <summary>Why a call is to end.</summary>
    /// <param name="Time">The time that is over; null where the token cancels it.</param>
    /// <param name="Token">The token that cancels it.</param>
    private sealed record Stop(TimeSpan? Time, CancellationToken Token);
}
