using Pyc.Binding;
using Pyc.Binding.Values;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Execution;

/// <summary>Calls one Python function in the interpreter: what interpreted delegates are closed over.</summary>
/// <param name="module">The module, which owns the runtime.</param>
/// <param name="function">The function.</param>
/// <param name="names">Names of the last arguments, which Python takes by name only.</param>
/// <remarks>
/// A call is <see cref="Begin"/>, the conversion of its arguments, <see cref="Invoke{TResult}"/> and, whatever comes of it,
/// <see cref="End"/>: from the first to the last the thread holds the runtime, so that no other changes a list under conversion.
/// </remarks>
internal sealed class InterpretedCall(PycModule module, PycFunction function, string[] names)
{
    /// <summary>Waits until no other thread runs Python code of the module.</summary>
    public Marshalling Begin()
    {
        module.Runtime.EnterGate(function.Where);
        return new Marshalling(module.Runtime);
    }

    /// <summary>Lets other threads in.</summary>
    public void End() => module.Runtime.Gate.Exit();

    /// <summary>A whole call from C# code.</summary>
    public T Run<T>(Func<Marshalling, T> body)
    {
        var marshalling = Begin();
        return Run(marshalling, body);
    }

    /// <summary>A whole call whose conversions have begun.</summary>
    public T Run<T>(CallValues values, Func<Marshalling, T> body)
    {
        module.Runtime.EnterGate(function.Where);
        return Run(values.Marshalling, body);
    }

    private T Run<T>(Marshalling marshalling, Func<Marshalling, T> body)
    {
        try
        {
            return body(marshalling);
        }
        catch (Exception error) when (error is PythonError or InsufficientExecutionStackException or OutOfMemoryException)
        {
            throw Translate(error);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Calls the function and converts its result and the lists that it changed.</summary>
    /// <exception cref="PythonError">Python raises.</exception>
    public TResult Invoke<TResult>(Marshalling marshalling, PyValue[] arguments, ValueConverter<TResult> converter) =>
        Convert(marshalling, Call(marshalling, arguments), converter);

    /// <summary>Goes on with a call of Python code that native code has left, and converts its result.</summary>
    /// <param name="values">The values of the call, which starts again with its arguments where going on would not be what Python does.</param>
    /// <param name="called">The function as Python knows it.</param>
    /// <param name="frames">The frames that were left, the outermost first.</param>
    /// <param name="converter">Converts the result.</param>
    /// <inheritdoc cref="Invoke" path="/exception"/>
    public TResult Resume<TResult>(CallValues values, PyFunction called, LeftFrame[] frames, ValueConverter<TResult> converter)
    {
        return Convert(values.Marshalling, Run(values.Marshalling, Go), converter);

        // Beyond the limit native code has written what Python would not have come to.
        PyValue Go() => FrameResumption.IsExact(module.Runtime, called, frames) && !(values.HasWritten && frames.Length > module.Runtime.RoomForCalls)
            ? FrameResumption.Run(module.Runtime, called, frames)
            : CallFunction(values.Start());
    }

    /// <summary>Converts a result that native code gave as words.</summary>
    /// <param name="marshalling">The conversions of the call.</param>
    /// <param name="shape">What the words are.</param>
    /// <param name="words">Their values.</param>
    /// <param name="converter">Converts the result.</param>
    public TResult ResultOf<TResult>(Marshalling marshalling, FrameShape shape, PyValue[] words, ValueConverter<TResult> converter) =>
        Convert(marshalling, SlotValues.Single(module.Runtime, shape, words), converter);

    /// <summary>Calls the function and converts the lists that it changed.</summary>
    /// <inheritdoc cref="Invoke" path="/exception"/>
    public void InvokeVoid(Marshalling marshalling, PyValue[] arguments) => Call(marshalling, arguments);

    /// <summary>Calls the function and gives what Python prints for the result at its prompt.</summary>
    /// <inheritdoc cref="Invoke" path="/exception"/>
    public string InvokeForRepr(Marshalling marshalling, PyValue[] arguments)
    {
        // The repr is Python code as well, which what stops the call stops.
        var text = "";
        Run(marshalling, () =>
        {
            var result = CallFunction(arguments);
            text = Operators.Repr(module.Runtime, result);
            return result;
        });
        return text;
    }

    /// <summary>What a caller in C# gets for an exception.</summary>
    public Exception Translate(Exception error) => module.Translate(error);

    private TResult Convert<TResult>(Marshalling marshalling, PyValue value, ValueConverter<TResult> converter)
    {
        if (converter.TryFromPython(marshalling, value, out var result))
            return result;
        throw Unfit(marshalling, value);
    }

    private PyValue Call(Marshalling marshalling, PyValue[] arguments) =>
        Run(marshalling, () => CallFunction(arguments));

    private PyValue CallFunction(PyValue[] arguments) => Operators.Call(module.Runtime, function.Callable, new CallArguments(arguments, names));

    private PyValue Run(Marshalling marshalling, Func<PyValue> body)
    {
        var outer = module.Runtime.BeginCall(CallControl.Current);
        try
        {
            return RunAndWriteBack(marshalling, body);
        }
        catch (Exception stop) when (CallControl.TryLocate(stop, function.Where))
        {
            throw;
        }
        finally
        {
            module.Runtime.EndCall(outer);
        }
    }

    private PyValue RunAndWriteBack(Marshalling marshalling, Func<PyValue> body)
    {
        PyValue value;
        try
        {
            value = body();
        }
        catch (PythonError)
        {
            // The exception is what the caller has to know; the lists hold what they can of what Python did before it.
            marshalling.TryWriteBack();
            throw;
        }
        if (!marshalling.TryWriteBack())
            throw UnfitList(marshalling);
        return value;
    }

    // The conversion that failed has said so. The text shows values, which code of the module may write.
    private Exception Unfit(Marshalling marshalling, PyValue value) =>
        module.Runtime.Ask(() => ConversionErrors.OfResult(module.Runtime, function.Where, marshalling.Failure!, value));

    private Exception UnfitList(Marshalling marshalling) =>
        module.Runtime.Ask(() => ConversionErrors.OfPassedList(module.Runtime, function.Where, marshalling.Failure!));
}
