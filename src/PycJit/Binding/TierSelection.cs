using Pyc.Translation;

namespace Pyc.Binding;

/// <summary>Decides where a function runs that is asked for as a delegate.</summary>
internal static class TierSelection
{
    private const string Hint = "Or load with Fallback = Interpreter, which runs it in the interpreter.";

    /// <summary>Makes the delegate, native where the options and the function allow that.</summary>
    /// <exception cref="SignatureMismatchException">The delegate type does not fit.</exception>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do, and must not run interpreted.</exception>
    /// <exception cref="NativeCodeUnavailableException">There is no native code, and it must not run interpreted.</exception>
    public static TDelegate Bind<TDelegate>(PycModule module, PycFunction function)
        where TDelegate : Delegate => (TDelegate)Bind(module, function, DelegateShape.Of<TDelegate>());

    /// <summary>Likewise, for a signature that is known at run time.</summary>
    /// <inheritdoc cref="Bind{TDelegate}" path="/exception"/>
    public static Delegate Bind(PycModule module, PycFunction function, DelegateShape shape) =>
        shape.Context == ContextParameter.None && function.Limits.AreNone
            ? BindWithoutLimits(module, function, shape)
            : LimitedBinder.Bind(function, shape, inner => BindWithoutLimits(module, function.Root, inner));

    private static Delegate BindWithoutLimits(PycModule module, PycFunction function, DelegateShape shape)
    {
        if (module.Options.Tier == Tier.InterpreterOnly)
            return InterpretedBinder.Bind(module, function, shape);
        var canFallBack = module.Options.Fallback == Fallback.Interpreter;
        try
        {
            if (canFallBack)
                module.EnsureCodeCanRun();
            return DelegateBinder.Bind(module, function, shape);
        }
        catch (PycJitException reason) when (reason is UnsupportedBytecodeException or NativeCodeUnavailableException && !canFallBack)
        {
            throw WithHint(reason);
        }
        catch (SignatureMismatchException mismatch) when (!canFallBack && HoldsWhatNativeCodeDoesNot(module, function, shape))
        {
            throw new SignatureMismatchException(mismatch, Hint);
        }
        catch (PycJitException reason) when (canFallBack && IsReasonToInterpret(reason, module, function, shape))
        {
            function.NoteFallback(reason);
            return InterpretedBinder.Bind(module, function, shape);
        }
    }

    private static bool IsReasonToInterpret(PycJitException reason, PycModule module, PycFunction function, DelegateShape shape) =>
        reason is UnsupportedBytecodeException or NativeCodeUnavailableException
        || reason is SignatureMismatchException && HoldsWhatNativeCodeDoesNot(module, function, shape);

    /// <summary>Whether a delegate does not fit because of native code alone: the interpreter could serve it.</summary>
    private static bool HoldsWhatNativeCodeDoesNot(PycModule module, PycFunction function, DelegateShape shape)
    {
        if (!function.Accepts(shape) || !Array.TrueForAll(shape.Parameters, type => InterpretedBinder.Takes(module, type)))
            return false;
        // What native code returns for parameters that it takes fits there as here, or nowhere.
        return (shape.Result == typeof(void) || module.Converters.Find(shape.Result) is not null)
            && (!function.TakesInOrder(shape) || shape.Parameters.Length != function.Parameters.Count || shape.Parameters.Length > DelegateShape.MaximumParameters
                || !Array.TrueForAll(shape.Parameters, Passers.AreNative));
    }

    private static PycJitException WithHint(PycJitException reason) => reason switch
    {
        UnsupportedBytecodeException unsupported => new UnsupportedBytecodeException(WithHint(unsupported.Diagnostic)),
        NativeCodeUnavailableException unavailable => new NativeCodeUnavailableException(unavailable.Function, WithHint(unavailable.Diagnostic)),
        _ => reason,
    };

    private static Diagnostic WithHint(Diagnostic reason) =>
        reason.Descriptor.IsOfNativeCodeAlone ? reason with { Remedy = $"{reason.Remedy} {Hint}" } : reason;
}
