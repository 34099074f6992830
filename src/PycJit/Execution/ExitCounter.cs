using Pyc.Translation.Ir;

namespace Pyc.Execution;

/// <summary>Counts how a version leaves native code, and says when it does so too often.</summary>
/// <remarks>
/// Calls that return cost nothing: they are not counted. Once <see cref="FewestFailures"/> assumptions have failed, the next
/// <see cref="SampleSize"/> calls are counted, the good ones too. Where more than half of them fail, the version runs interpreted from
/// then on; where not, twice as many failures bring the next sample, so that samples become rare.
/// </remarks>
internal sealed class ExitCounter
{
    /// <summary>Failed assumptions before calls are counted for the first time.</summary>
    public const int FewestFailures = 1000;

    /// <summary>Calls that are counted then.</summary>
    public const int SampleSize = 1000;

    private readonly Lock _lock = new();
    private volatile State _state;
    private long _exits;
    private long _failures;
    private long _failuresOfLastSample;
    private long _failuresBetween = FewestFailures;
    private int _calls;
    private int _failedCalls;

    private enum State
    {
        Trusted,
        Sampled,
        GivenUp,
    }

    /// <summary>Calls that left native code.</summary>
    public long Exits => Interlocked.Read(ref _exits);

    /// <summary>Those of them in which an assumption failed: where Python raises, the stack has no more room or the call was stopped, none did.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Whether calls need not be counted.</summary>
    public bool IsTrusted => _state == State.Trusted;

    /// <summary>Whether the version is to run interpreted.</summary>
    public bool HasGivenUp => _state == State.GivenUp;

    /// <summary>Whether a reason means that Python raises, so that no code could have gone on.</summary>
    public static bool IsPythonsOwn(ExitReason reason) => reason
        is ExitReason.DivisionByZero or ExitReason.ModuloByZero or ExitReason.NegativeShift
        or ExitReason.FloatDivisionByZero or ExitReason.Unbound or ExitReason.Raise;

    /// <summary>Whether a reason means that the code assumed what was not so, and might have been better off interpreted.</summary>
    public static bool IsFailure(ExitReason reason) => !IsPythonsOwn(reason) && reason is not (ExitReason.Call or ExitReason.StackLimit or ExitReason.Stop);

    /// <summary>Notes a call that returned, if calls are counted.</summary>
    public void NoteReturn()
    {
        if (_state == State.Sampled)
            NoteCall(hasFailed: false, mayGiveUp: true);
    }

    /// <summary>Notes a call that left.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="mayGiveUp">Whether the version may be given up at all.</param>
    /// <returns>Whether it has been given up by this.</returns>
    public bool NoteExit(ExitReason reason, bool mayGiveUp)
    {
        Interlocked.Increment(ref _exits);
        var hasFailed = IsFailure(reason);
        if (hasFailed)
            Interlocked.Increment(ref _failures);
        return (hasFailed || _state == State.Sampled) && NoteCall(hasFailed, mayGiveUp);
    }

    private bool NoteCall(bool hasFailed, bool mayGiveUp)
    {
        lock (_lock)
        {
            if (_state == State.Trusted && mayGiveUp && Failures - _failuresOfLastSample >= _failuresBetween)
            {
                _state = State.Sampled;
                (_calls, _failedCalls) = (0, 0);
            }
            else if (_state == State.Sampled)
            {
                _calls++;
                _failedCalls += hasFailed ? 1 : 0;
                if (_calls < SampleSize)
                    return false;
                _failuresOfLastSample = Failures;
                _failuresBetween *= 2;
                _state = 2 * _failedCalls > _calls ? State.GivenUp : State.Trusted;
                return _state == State.GivenUp;
            }
            return false;
        }
    }
}
