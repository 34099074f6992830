namespace Pyc.Translation.Interpretation;

/// <summary>A generator: a frame that waits to go on.</summary>
/// <remarks>CPython: <c>Objects/genobject.c</c>.</remarks>
internal sealed class PyGenerator : PyIterator
{
    private readonly HandledState _handled = new();
    private Frame? _frame;
    private bool _hasStarted;
    private bool _isRunning;

    private PyGenerator(Frame frame)
    {
        _frame = frame;
        Code = frame.Code;
        Name = frame.Function?.Name ?? frame.Code.Code.Name;
        QualifiedName = frame.Function?.QualifiedName ?? frame.Code.Code.QualifiedName;
    }

    /// <summary>Its code.</summary>
    public PyCode Code { get; }

    /// <summary><c>__name__</c>.</summary>
    public string Name { get; }

    /// <summary><c>__qualname__</c>.</summary>
    public string QualifiedName { get; }

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Generator;

    /// <summary>Makes a generator of a frame that stands at its ReturnGenerator.</summary>
    public static PyGenerator Of(Frame frame)
    {
        var flags = frame.Code.Code.Flags;
        if ((flags & (Loader.CodeFlags.Coroutine | Loader.CodeFlags.AsyncGenerator)) != 0)
        {
            throw Unsupported.Here(
                frame, DiagnosticDescriptors.EventLoop, "it makes a coroutine, and there is no event loop here", "Write the function without async.");
        }
        if (frame.Generator is not null)
            throw Unsupported.Malformed(frame, "the generator makes itself once more");
        var generator = new PyGenerator(frame);
        frame.Generator = generator;
        return generator;
    }

    /// <summary>A generator that has yielded.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="function">Its function.</param>
    /// <param name="places">What lies in its frame from the first slot on; the variables of enclosing functions come with the function.</param>
    /// <param name="index">The instruction that it goes on with, when it has been sent a value.</param>
    public static PyGenerator Suspended(PythonRuntime runtime, PyFunction function, PyValue[] places, int index)
    {
        var frame = Interpreter.NewFrame(runtime, function);
        places.CopyTo(frame.Values, 0);
        if (function.Closure.Length is > 0 and var count)
            Variables.CopyFreeVariables(frame, count);
        frame.Top = places.Length;
        frame.Index = index - 1;                                // as if the yield had just been run
        var generator = Of(frame);
        generator._hasStarted = true;
        return generator;
    }

    /// <summary>The value of a StopIteration.</summary>
    public static PyValue ValueOf(PyException stop) => stop.Args.Length > 0 ? stop.Args[0] : PyValue.None;

    /// <summary>A StopIteration that carries a generator's result.</summary>
    public static PyException StopOf(PythonRuntime runtime, PyValue result) => result.IsNone
        ? new PyException(ExceptionTypes.StopIteration, [])
        : Raising.Normalise(runtime, Operators.Call(runtime, ExceptionTypes.StopIteration, result));

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item) => TrySend(runtime, PyValue.None, out item);

    /// <summary>Goes on with a value.</summary>
    /// <returns>True and what it yields; false and what it returns.</returns>
    public bool TrySend(PythonRuntime runtime, PyValue value, out PyValue result)
    {
        try
        {
            return TryResume(runtime, value, null, out result);
        }
        catch (PythonError error) when (error.Value.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
        {
            // Up to 3.6 a StopIteration that the code raises ends the generator like any other end.
            result = ValueOf(error.Value);
            return false;
        }
    }

    /// <summary><c>send</c>, or <c>__next__</c>: what it yields.</summary>
    /// <exception cref="PythonError">It ends: StopIteration.</exception>
    public PyValue Send(PythonRuntime runtime, PyValue value) =>
        TryResume(runtime, value, null, out var result) ? result : throw new PythonError(StopOf(runtime, result));

    /// <summary><c>throw</c>: raises an exception where it stands.</summary>
    public PyValue Throw(PythonRuntime runtime, PyException exception)
    {
        if (TryGetDelegate(out var receiver))
        {
            if (exception.Type.IsSubtypeOf(ExceptionTypes.GeneratorExit))
            {
                if (TryClose(runtime, receiver) is { } raised)
                    exception = raised;
            }
            else if (TryForward(runtime, receiver, ref exception, out var yielded))
            {
                return yielded;
            }
        }
        return TryResume(runtime, default, exception, out var result) ? result : throw new PythonError(StopOf(runtime, result));
    }

    /// <summary><c>close</c>: raises GeneratorExit where it stands.</summary>
    public PyValue Close(PythonRuntime runtime)
    {
        if (_isRunning)
            throw PyErrors.ValueError("generator already executing");
        if (!_hasStarted)
            End();
        if (_frame is null)
            return PyValue.None;

        var exception = new PyException(ExceptionTypes.GeneratorExit, []);
        if (TryGetDelegate(out var receiver) && TryClose(runtime, receiver) is { } raised)
            exception = raised;
        try
        {
            if (TryResume(runtime, default, exception, out var result))
                throw PyErrors.RuntimeError("generator ignored GeneratorExit");
            return runtime.Semantics.Execution.CloseGivesResult ? result : PyValue.None;
        }
        catch (PythonError error) when (
            error.Value.Type.IsSubtypeOf(ExceptionTypes.GeneratorExit) || error.Value.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
        {
            return PyValue.None;
        }
    }

    /// <summary>Its code has come to an end.</summary>
    public void End() => _frame = null;

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"<generator object {QualifiedName}>";

    private bool TryResume(PythonRuntime runtime, PyValue value, PyException? thrown, out PyValue result)
    {
        if (_isRunning)
            throw PyErrors.ValueError("generator already executing");
        if (_frame is not { } frame)
        {
            if (thrown is not null)
                throw new PythonError(thrown);
            result = PyValue.None;
            return false;
        }
        if (!_hasStarted && thrown is null && !value.IsNone)
            throw PyErrors.TypeError("can't send non-None value to a just-started generator");

        runtime.Enter();
        if (thrown is null)
        {
            frame.Push(value);
            frame.Index++;
        }
        _hasStarted = true;
        _isRunning = true;
        runtime.EnterHandled(_handled);
        try
        {
            result = Interpreter.Run(runtime, frame, thrown);
            return _frame is not null;
        }
        catch (PythonError error) when (
            error.Value.Type.IsSubtypeOf(ExceptionTypes.StopIteration) && runtime.Semantics.Execution.ConvertsStopIteration(Code.Code))
        {
            throw new PythonError(Raising.ConvertStopIteration(error.Value));
        }
        finally
        {
            runtime.LeaveHandled();
            _isRunning = false;
        }
    }

    /// <summary>The iterator of the <c>yield from</c> that it stands in.</summary>
    private bool TryGetDelegate(out PyValue receiver)
    {
        receiver = default;
        if (_isRunning || !_hasStarted || _frame is not { } frame)
            return false;
        var step = frame.Body.Steps[frame.Index];
        if (step.Op != StepOp.Yield || step.Argument == 0)
            return false;
        receiver = frame.Peek(1);
        return true;
    }

    /// <summary>Closes an iterator; gives what it raises.</summary>
    private PyException? TryClose(PythonRuntime runtime, PyValue receiver)
    {
        _isRunning = true;
        try
        {
            if (receiver.Object is PyGenerator generator)
                generator.Close(runtime);
            else if (Attributes.TryGet(runtime, receiver, "close", out var close))
                Operators.Call(runtime, close);
            return null;
        }
        catch (PythonError error)
        {
            return error.Value;
        }
        finally
        {
            _isRunning = false;
        }
    }

    /// <summary>Throws an exception into an iterator: true and what it yields, or false and the exception that came back.</summary>
    private bool TryForward(PythonRuntime runtime, PyValue receiver, ref PyException exception, out PyValue yielded)
    {
        yielded = default;
        _isRunning = true;
        runtime.Enter();
        try
        {
            if (receiver.Object is PyGenerator generator)
                yielded = generator.Throw(runtime, exception);
            else if (Attributes.TryGet(runtime, receiver, "throw", out var method))
                yielded = Operators.Call(runtime, method, exception);
            else
                return false;
            return true;
        }
        catch (PythonError error)
        {
            exception = error.Value;
            return false;
        }
        finally
        {
            runtime.Leave();
            _isRunning = false;
        }
    }
}
