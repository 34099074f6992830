namespace Pyc.Translation.Interpretation;

/// <summary>Runs Python code exactly, one instruction after the other.</summary>
/// <remarks>
/// Calls from Python code to Python code stay within one run of the loop and take no stack of the thread; what Python's own functions
/// call back starts another run. CPython: <c>Python/ceval.c</c>.
/// </remarks>
internal static partial class Interpreter
{
    /// <summary>Calls a function that Python code defines.</summary>
    /// <exception cref="PythonError">It raises.</exception>
    public static PyValue Call(PythonRuntime runtime, PyFunction function, in CallArguments arguments)
    {
        runtime.Enter();
        var frame = default(Frame);
        try
        {
            frame = NewFrame(runtime, function);
            ArgumentBinding.Bind(runtime, function, arguments, frame.Values);
        }
        catch
        {
            if (frame is not null)
                frame.Body.ReturnFrame(frame);
            runtime.Leave();
            throw;
        }
        return Run(runtime, frame, null);
    }

    /// <summary>Runs the top level of a module.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="code">The module's code.</param>
    /// <param name="globals">Its globals; <c>__name__</c> and the like are set by the caller.</param>
    /// <param name="recovery">What happens where PycJit cannot go on; null: the exception leaves.</param>
    /// <exception cref="PythonError">It raises.</exception>
    public static void RunModule(PythonRuntime runtime, PyCode code, PyNamespace globals, IFrameRecovery? recovery = null)
    {
        runtime.Enter();
        Frame frame;
        try
        {
            frame = code.Runnable.TakeFrame(runtime, code);
        }
        catch
        {
            runtime.Leave();
            throw;
        }
        frame.Globals = globals;
        frame.Names = globals;
        frame.Recovery = recovery;
        runtime.MainGlobals ??= globals;
        Run(runtime, frame, null);
    }

    /// <summary>Runs the body of a class.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="body">The function that the compiler made of it.</param>
    /// <param name="names">Where it puts its names.</param>
    /// <returns>The cell of <c>__class__</c>, if methods use it; else None (in 2.7, where the body is called otherwise, the names).</returns>
    public static PyValue RunClassBody(PythonRuntime runtime, PyFunction body, PyNamespace names)
    {
        runtime.Enter();
        var frame = default(Frame);
        try
        {
            frame = NewFrame(runtime, body);
            // The body takes the namespace as its argument up to 3.3, and stores it with StoreLocals.
            if (body.Code.Code.ArgumentCount > 0)
                ArgumentBinding.Bind(runtime, body, new CallArguments([new PyNames(names)]), frame.Values);
            frame.Names = names;
        }
        catch
        {
            if (frame is not null)
                frame.Body.ReturnFrame(frame);
            runtime.Leave();
            throw;
        }
        return Run(runtime, frame, null);
    }

    /// <summary>Runs a frame, already counted by <see cref="PythonRuntime.Enter"/>, until it returns or yields.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="first">The frame; it is given back when it ends, but for a generator's.</param>
    /// <param name="thrown">An exception to raise where the frame stands; null to go on there.</param>
    internal static PyValue Run(PythonRuntime runtime, Frame first, PyException? thrown)
    {
        var frame = first;
        var isRaised = thrown is not null;
        var (handledState, handled) = (runtime.HandledState, runtime.HandledState.Value);
        while (true)
        {
            try
            {
                if (isRaised && !Unwind(runtime, ref frame!, thrown!, addsEntry: true))
                    throw new PythonError(thrown!);
                isRaised = false;
                return Execute(runtime, ref frame!);         // null only when the exception has left the first frame
            }
            catch (PythonError error) when (frame is not null)
            {
                thrown = error.Value;
                if (thrown.Traceback.Count == 0)
                    Raising.SetContext(runtime, thrown);
                isRaised = true;
            }
            catch (Exception exception) when (frame is not null && Raising.OfResources(runtime, exception) is not null)
            {
                thrown = Raising.OfResources(runtime, exception)!;
                Raising.SetContext(runtime, thrown);
                isRaised = true;
            }
            catch (Exception exception) when (frame is not null)
            {
                var failure = Failure(frame, exception);
                while (frame is not null && !TryRecover(frame, ref failure))
                    Leave(runtime, ref frame);
                if (frame is null)
                {
                    // Handlers that were running in the frames have not ended as they would have by themselves.
                    handledState.Value = handled;
                    if (ReferenceEquals(failure, exception))
                        throw;
                    throw failure;
                }
                isRaised = false;
            }
        }
    }

    private static bool TryRecover(Frame frame, ref Exception failure)
    {
        try
        {
            return frame.Recovery is { } recovery && failure is PycJitException reason && recovery.TryRecover(frame, reason);
        }
        catch (Exception stop) when (stop is ExecutionLimitException or OperationCanceledException)
        {
            failure = Failure(frame, stop);
            return false;
        }
    }

    /// <summary>A frame for a function, without its arguments.</summary>
    internal static Frame NewFrame(PythonRuntime runtime, PyFunction function)
    {
        var runnable = function.Code.Runnable;
        var frame = (runtime.IsAtRecursionLimit ? runnable.AtRecursionLimit : runnable).TakeFrame(runtime, function.Code);
        frame.Function = function;
        frame.Globals = function.Globals;
        // Class bodies of 2.7 are called like any function.
        if (!frame.Body.HasSlotsOnly)
            frame.Names = new PyNamespace();
        return frame;
    }

    /// <summary>What becomes of an exception that is not Python's, with the place in Python that ran.</summary>
    private static Exception Failure(Frame frame, Exception exception)
    {
        if (exception is UnavailableException unavailable)
            unavailable.Where ??= frame.Location;
        else if (CallControl.TryLocate(exception, frame.Location))
            return exception;
        else if (exception is UnsupportedValueException unsupported)
            unsupported.Where ??= frame.Location;
        // C# code that Python has called may be cancelled as well.
        return exception is PycJitException or OperationCanceledException ? exception : new InternalCompilerException(
            $"{frame.Location}, {frame.Body.Bytecode.Instructions[frame.Index].Opcode}: {exception.GetType().Name}: {exception.Message}",
            exception.StackTrace ?? "", "the interpreter");
    }

    /// <summary>Goes through the frames, outwards, to the one that handles an exception.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="frame">The frame that raised it; then the one that handles it, about to run the handler, or null.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="addsEntry">Whether the frame that raised it comes into the traceback.</param>
    private static bool Unwind(PythonRuntime runtime, ref Frame? frame, PyException exception, bool addsEntry)
    {
        while (frame is not null)
        {
            if (addsEntry)
                Raising.AddEntry(runtime, exception, frame);
            if (frame.Body.TryGetRegion(frame.Index, out var region))
            {
                var end = frame.Body.SlotCount + region.Depth;
                frame.Values[end] = exception;
                frame.Top = end + 1;
                frame.Index = region.Handler;
                return true;
            }
            Leave(runtime, ref frame);
            addsEntry = true;
        }
        return false;
    }

    /// <summary>Ends a frame, and goes to the one that called it.</summary>
    internal static void Leave(PythonRuntime runtime, ref Frame? frame)
    {
        var left = frame!;                                   // callers have a frame
        frame = left.Caller;
        runtime.Leave();
        if (left.RestoresHandled)
            runtime.HandledState.Value = left.HandledBefore;
        if (left.Generator is { } generator)
            generator.End();
        else
            left.Body.ReturnFrame(left);
        runtime.ForgetFrame(left.Body.FrameSize);
    }
}
