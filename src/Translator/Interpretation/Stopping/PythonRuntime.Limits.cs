using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <content>What may stop the call that runs, and its limits.</content>
internal sealed partial class PythonRuntime
{
    private static readonly TimeSpan s_gateInterval = TimeSpan.FromMilliseconds(5);

    private int _depthLimit = DefaultRecursionLimit; // RecursionLimit, or less where the call may not go as deep
    private nint _stackEnd;                         // the address that the call's stack must not go below; 0 for that of the thread

    /// <summary>What may stop the call that runs, and its limits; null where it has none.</summary>
    public CallControl? Control { get; private set; }

    /// <summary>Waits until no other thread runs Python code of this runtime, no longer than the call of this thread may; <see cref="Lock.Exit"/> lets others in.</summary>
    /// <param name="where">The place that waits, for the error; null where there is none.</param>
    /// <exception cref="OperationCanceledException">The call's token has cancelled it.</exception>
    /// <exception cref="ExecutionLimitException">Its time is over.</exception>
    public void EnterGate(SourceLocation? where = null)
    {
        if (CallControl.Current is not { } control)
        {
            Gate.Enter();
            return;
        }
        while (!Gate.TryEnter(s_gateInterval))
            control.ThrowIfStopped(where);
    }

    /// <summary>Likewise, until the scope ends.</summary>
    /// <inheritdoc cref="EnterGate" path="/exception"/>
    public GateScope HoldGate()
    {
        EnterGate();
        return new GateScope(Gate);
    }

    /// <summary>Ends the call here if it is to end: for work that takes longer than a step, between its pieces.</summary>
    /// <exception cref="OperationCanceledException">Its token has cancelled it.</exception>
    /// <exception cref="ExecutionLimitException">Its time is over.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Poll() => Control?.ThrowIfStopped();

    /// <summary>Refuses an int of too many bits, before it is made.</summary>
    /// <exception cref="ExecutionLimitException">The call may have none as large.</exception>
    /// <exception cref="PythonError">Nothing may be as large: MemoryError.</exception>
    public void CheckBits(long bits)
    {
        CheckInteger(bits);
        Memory.Check(bits >> 3, 1);
    }

    /// <summary>Refuses an int of more bits than an int of the call may have.</summary>
    /// <exception cref="ExecutionLimitException">It has more.</exception>
    public void CheckInteger(long bits)
    {
        if (Control is { } control && bits > control.IntegerBits)
            throw control.Note(ExecutionLimitException.OfIntegerBits(control.IntegerBits));
    }

    /// <summary>
    /// Begins to run code for a call; <see cref="EndCall"/> ends that, whatever comes of it. The gate is held. A call within one that runs, as where C#
    /// that Python has called calls Python, takes its steps from what that one has left.
    /// </summary>
    /// <param name="control">What may stop it; null for nothing.</param>
    internal SavedCall BeginCall(CallControl? control)
    {
        var saved = new SavedCall(Control, Budget, _unspent, _granted, _slice, _depthLimit, _stackEnd, Memory.Call, _depth);
        if (IsRunning && control == Control)
            return saved;
        var steps = Math.Min(control?.StepsLeft ?? long.MaxValue, IsRunning && saved.Budget is { } left ? left : long.MaxValue);
        Budget = steps == long.MaxValue ? null : steps;
        Control = control;
        if (control is null)
            return saved;
        _depthLimit = (int)Math.Min(_depthLimit, (long)_depth + control.RecursionDepth);
        if (control.StackBytes != long.MaxValue)
            _stackEnd = Math.Max(_stackEnd, StackHere - (nint)Math.Min(control.StackBytes, StackHere - 1));
        if (control.ListBytes != long.MaxValue)
            Memory.Call = new CallAccount(control);
        return saved;
    }

    /// <summary>Ends what <see cref="BeginCall"/> began.</summary>
    internal void EndCall(in SavedCall saved)
    {
        var isSame = saved.Depth > 0 && saved.Control == Control;
        var used = isSame || Budget is not { } left ? 0 : _granted - left;
        if (!isSame && Control is { } control && control.StepsLeft != long.MaxValue)
            control.StepsLeft -= used;
        (Control, _depthLimit, _stackEnd, Memory.Call) = (saved.Control, saved.DepthLimit, saved.StackEnd, saved.Account);
        if (isSame)
            return;
        (_unspent, _granted, _slice) = (saved.Unspent, saved.Granted, saved.Slice);
        if (used > 0 && saved.Budget is { } before)
            (_unspent, _slice) = (before - used, 0);
    }

    private static unsafe nint StackHere
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get
        {
            byte here;
            return (nint)(&here);
        }
    }

    private void CheckStack()
    {
        if (StackHere < _stackEnd && Control is { } control)
            throw control.Note(ExecutionLimitException.OfStack(control.StackBytes));
    }

    /// <summary>What a call raises that goes deeper than Python allows.</summary>
    /// <param name="purpose">The end of the message, which says what for.</param>
    /// <exception cref="ExecutionLimitException">It goes deeper than the call may.</exception>
    private PythonError TooDeep(string purpose = "")
    {
        if (Control is { } control && _depth < RecursionLimit && _depth >= _depthLimit)
            throw control.Note(ExecutionLimitException.OfRecursion(control.RecursionDepth));
        return PyErrors.Of(Semantics.Calls.RecursionErrorType, "maximum recursion depth exceeded" + purpose);
    }

    /// <summary>Likewise, of a frame that native code has left.</summary>
    /// <exception cref="ExecutionLimitException">It goes deeper than the call may.</exception>
    internal PythonError TooDeep(Frame innermost)
    {
        try
        {
            return TooDeep();
        }
        catch (Exception stop) when (CallControl.TryLocate(stop, innermost.Location))
        {
            throw;
        }
    }

    /// <summary>Holds the gate.</summary>
    internal readonly ref struct GateScope(Lock gate)
    {
        /// <summary>Lets others in.</summary>
        public void Dispose() => gate.Exit();
    }

    /// <summary>What a call had that another has interrupted.</summary>
    internal readonly record struct SavedCall(
        CallControl? Control, long? Budget, long Unspent, long Granted, int Slice, int DepthLimit, nint StackEnd, CallAccount? Account, int Depth);
}
