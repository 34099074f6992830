using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Raises exceptions, and finds who handles them.</summary>
/// <remarks>CPython: <c>do_raise</c> in <c>Python/ceval.c</c>, <c>_PyErr_SetObject</c> in <c>Python/errors.c</c>.</remarks>
internal static class Raising
{
    // Code that catches and raises one exception again and again would fill the memory with its traceback.
    private const int LongestTraceback = 100_000;

    /// <summary>The exception that a raise statement raises.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="step">Raise or Reraise.</param>
    /// <param name="addsEntry">Whether the frame comes into the traceback (again).</param>
    public static PyException Raise(PythonRuntime runtime, Frame frame, in Step step, out bool addsEntry)
    {
        addsEntry = false;
        if (step.Op == StepOp.Reraise)
            return frame.Pop().As<PyException>() ?? throw NoException(runtime, frame.Values[frame.Top]);
        if (step.Argument == 0)
            return runtime.Handled ?? throw runtime.Semantics.Execution.NothingToRaise();

        addsEntry = true;
        var arguments = frame.PopMany(step.Argument);
        if (runtime.Semantics.Execution.RaiseStartsTraceback)
        {
            var old = OfPython2(runtime, arguments);
            old.Traceback.Clear();
            return old;
        }
        var exception = Normalise(runtime, arguments[0]);
        if (arguments.Length > 1)
            SetCause(runtime, exception, arguments[1]);
        SetContext(runtime, exception);
        return exception;
    }

    /// <summary>The exception of <c>raise value</c>: an instance, or a class that is called for one.</summary>
    public static PyException Normalise(PythonRuntime runtime, PyValue value)
    {
        if (value.As<PyException>() is { } exception)
            return exception;
        if (value.As<PyType>() is not { } type || !type.IsSubtypeOf(ExceptionTypes.BaseException))
            throw NoException(runtime, value);
        var made = Operators.Call(runtime, value);
        return made.As<PyException>() ?? throw PyErrors.TypeError(
            $"calling {Operators.Repr(runtime, value)} should have returned an instance of BaseException, not {Operators.Repr(runtime, made.Type)}");
    }

    /// <summary>Sets <c>__context__</c> to what is being handled, without making a circle.</summary>
    public static void SetContext(PythonRuntime runtime, PyException exception)
    {
        if (!runtime.Semantics.Execution.ChainsExceptions || runtime.Handled is not { } handled || ReferenceEquals(handled, exception))
            return;
        // Code can set __context__ to a circle that does not pass the exception; a second pointer at half the speed notices it.
        var (one, slow, isOdd) = (handled, handled, false);
        while (one.Context is { } context)
        {
            if (ReferenceEquals(context, exception))
            {
                one.Context = null;
                break;
            }
            one = context;
            if (ReferenceEquals(one, slow))
                break;
            if (isOdd)
                slow = slow.Context!;                        // the first pointer went there before
            isOdd = !isOdd;
        }
        exception.Context = handled;
    }

    /// <summary>Notes in a traceback that the exception passed a frame.</summary>
    public static void AddEntry(PythonRuntime runtime, PyException exception, Frame frame)
    {
        if (exception.Traceback.Count == 0 && exception.Fields?.ContainsKey("name") == true
            && runtime.Semantics.Tracebacks.Suggestions != SuggestionKind.None)
        {
            exception.RaisedIn = new RaisingFrame(frame);
        }
        if (exception.Traceback.Count < LongestTraceback)
        {
            exception.Traceback.Add(
                new TracebackEntry(frame.Code.Code, frame.Index, frame.Body.Bytecode.Instructions[frame.Index].Position));
        }
    }

    /// <summary>The Python exception for .NET's lack of memory or stack; null for any other exception.</summary>
    public static PyException? OfResources(PythonRuntime runtime, Exception exception) => exception switch
    {
        OutOfMemoryException => new PyException(ExceptionTypes.MemoryError, []),
        InsufficientExecutionStackException =>
            PyErrors.Of(runtime.Semantics.Calls.RecursionErrorType, "maximum recursion depth exceeded").Value,
        _ => null,
    };

    /// <summary>Whether an <c>except</c> clause takes an exception.</summary>
    /// <exception cref="PythonError">The clause names no class of exceptions: TypeError (Python 3).</exception>
    public static bool Matches(PythonRuntime runtime, PyValue exception, PyValue pattern)
    {
        var items = pattern.As<PyTuple>() is { } tuple ? tuple.Items : new ReadOnlySpan<PyValue>(ref pattern);
        if (!runtime.Semantics.Execution.MatchesAnything)
        {
            foreach (var item in items)
            {
                if (item.As<PyType>() is not { } type || !type.IsSubtypeOf(ExceptionTypes.BaseException))
                    throw PyErrors.TypeError("catching classes that do not inherit from BaseException is not allowed");
            }
        }
        foreach (var item in items)
        {
            if (item.As<PyType>() is { } type ? exception.Type.IsSubtypeOf(type) : item.IsSame(exception))
                return true;
            // Python 2 looks into tuples in tuples, a hostile one as deep as the stack allows.
            if (item.As<PyTuple>() is not null && runtime.Semantics.Execution.MatchesAnything)
            {
                runtime.Enter();
                try
                {
                    if (Matches(runtime, exception, item))
                        return true;
                }
                finally
                {
                    runtime.Leave();
                }
            }
        }
        return false;
    }

    /// <summary>exception → what was handled before, exception.</summary>
    public static void PushHandled(PythonRuntime runtime, Frame frame)
    {
        var exception = frame.Pop();
        var state = runtime.HandledState;
        frame.Push(state.Value is { } before ? before : PyValue.None);
        frame.Push(exception);
        state.Value = exception.As<PyException>();
    }

    /// <summary>what was handled before → .</summary>
    public static void PopHandled(PythonRuntime runtime, Frame frame) =>
        runtime.HandledState.Value = frame.Pop().As<PyException>();

    /// <summary>exception → exception; until the frame is left.</summary>
    public static void SetHandled(PythonRuntime runtime, Frame frame)
    {
        if (!frame.RestoresHandled)
        {
            frame.RestoresHandled = true;
            frame.HandledBefore = runtime.HandledState.Value;
        }
        runtime.HandledState.Value = frame.Peek(1).As<PyException>();
    }

    /// <summary>Calls the exit of a <c>with</c> for an exception.</summary>
    public static void CallExit(PythonRuntime runtime, Frame frame, int place)
    {
        var exception = frame.Peek(1);
        frame.Push(Operators.Call(runtime, frame.Peek(place), exception.Type, exception, new PyTraceback([.. exception.As<PyException>()?.Traceback ?? []])));
    }

    /// <summary>iterator, value, exception → iterator, value of the exception if it is a StopIteration; else it is raised.</summary>
    public static void CleanupThrow(PythonRuntime runtime, Frame frame)
    {
        var exception = frame.Pop();
        if (exception.As<PyException>() is not { } raised)
            throw NoException(runtime, exception);
        if (!raised.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
            throw new PythonError(raised);
        frame.Peek(1) = PyGenerator.ValueOf(raised);
    }

    /// <summary>exception → the RuntimeError that a StopIteration becomes when it leaves a generator.</summary>
    public static PyException ConvertStopIteration(PyException exception)
    {
        if (!exception.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
            return exception;
        var converted = PyErrors.RuntimeError("generator raised StopIteration").Value;
        converted.Cause = exception;
        converted.Context = exception;
        converted.SuppressContext = true;
        return converted;
    }

    private static void SetCause(PythonRuntime runtime, PyException exception, PyValue cause)
    {
        UnavailableObject.Check(cause);
        exception.Cause = cause.IsNone ? null
            : cause.As<PyException>() is not null || cause.As<PyType>()?.IsSubtypeOf(ExceptionTypes.BaseException) == true
                ? Normalise(runtime, cause)
                : throw PyErrors.TypeError("exception causes must derive from BaseException");
        exception.SuppressContext = true;
    }

    /// <summary><c>raise class, value, traceback</c> of Python 2.</summary>
    private static PyException OfPython2(PythonRuntime runtime, PyValue[] arguments)
    {
        var (what, value) = (arguments[0], arguments.Length > 1 ? arguments[1] : PyValue.None);
        while (what.As<PyTuple>() is { Count: > 0 } tuple)
            what = tuple[0];
        UnavailableObject.Check(what);
        if (what.As<PyException>() is not null && !value.IsNone)
            throw PyErrors.TypeError("instance exception may not have a separate value");
        if (what.As<PyType>() is not { } type || !type.IsSubtypeOf(ExceptionTypes.BaseException))
            return Normalise(runtime, what);
        if (value.As<PyException>() is { } instance && instance.Type.IsSubtypeOf(type))
            return instance;
        var made = value.IsNone ? Operators.Call(runtime, what)
            : value.As<PyTuple>() is { } several ? Operators.Call(runtime, what, several.Items)
            : Operators.Call(runtime, what, value);
        return made.As<PyException>() ?? throw NoException(runtime, made);
    }

    private static PythonError NoException(PythonRuntime runtime, PyValue value)
    {
        UnavailableObject.Check(value);                         // it would be an exception if it were there
        return PyErrors.TypeError(runtime.Semantics.Execution.RaisedNoException(value));
    }
}
