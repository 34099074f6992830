namespace Pyc.Translation.Interpretation;

/// <content>What the frames of Python code share.</content>
internal sealed partial class PythonRuntime
{
    // A frame of a hostile file may have 2^21 values; this many are 512 MB.
    private const long MostLargeFrameValues = 1L << 25;
    private const int LargeFrame = 4096;

    private HandledState _handled = new();

    /// <summary>Where imports find modules; null where nothing can be imported.</summary>
    public IModuleSource? Modules { get; init; }

    /// <summary>The exception that is being handled: what <c>sys.exc_info()</c> gives and a bare <c>raise</c> raises.</summary>
    public PyException? Handled => _handled.Topmost;

    /// <summary>What the running generator, or the code outside of all generators, handles.</summary>
    internal HandledState HandledState => _handled;

    /// <summary>Values in frames that are too large to be counted by the recursion limit alone.</summary>
    internal long LargeFrameValues { get; set; }

    /// <summary>Whether the last <c>print</c> statement ended with a comma (Python 2).</summary>
    internal bool HasSoftSpace { get; set; }

    /// <summary>Whether a call would be one too many, where comparisons count as calls.</summary>
    internal bool IsAtRecursionLimit => _depth >= RecursionLimit && Semantics.Calls.CountedComparisons != CountedComparisons.None;

    /// <summary>How many more calls the recursion limit and that of the call allow.</summary>
    internal int RoomForCalls => _depthLimit - _depth;

    /// <summary>What a call raises that is one too many.</summary>
    internal PythonError RecursionError() => PyErrors.Of(Semantics.Calls.RecursionErrorType, "maximum recursion depth exceeded");

    /// <summary>Counts a call of Python code that takes no stack of the thread.</summary>
    /// <exception cref="PythonError">The limit is reached: RecursionError.</exception>
    /// <exception cref="ExecutionLimitException">The budget is spent.</exception>
    internal void EnterFrame()
    {
        if (_depth >= _depthLimit)
            throw TooDeep();
        Charge();
        _depth++;
    }

    /// <summary>Checks that a new frame may be made.</summary>
    /// <exception cref="PythonError">It is too large: MemoryError.</exception>
    internal void CheckFrame(int size)
    {
        if (size <= LargeFrame)
            return;
        Memory.Check(size, PythonMemory.ValueSize);
        if (LargeFrameValues + size > MostLargeFrameValues)
            throw new PythonError(new PyException(ExceptionTypes.MemoryError, []));
        LargeFrameValues += size;
    }

    /// <summary>Gives back what <see cref="CheckFrame"/> counted.</summary>
    internal void ForgetFrame(int size)
    {
        if (size > LargeFrame)
            LargeFrameValues -= size;
    }

    /// <summary>Starts to run a generator's code, which handles exceptions of its own.</summary>
    internal void EnterHandled(HandledState state)
    {
        state.Outer = _handled;
        _handled = state;
    }

    /// <summary>Ends what <see cref="EnterHandled"/> began.</summary>
    internal void LeaveHandled()
    {
        var outer = _handled.Outer!;                       // EnterHandled set it
        _handled.Outer = null;
        _handled = outer;
    }
}
