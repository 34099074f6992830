using System.Runtime.CompilerServices;
using Pyc.Binding;
using Pyc.Binding.Values;
using Pyc.Execution;
using Pyc.Translation.Interpretation;

namespace Pyc;

/// <content>Calls whose arguments are objects.</content>
public sealed partial class PycFunction
{
    private readonly VersionTable _invoked = new();

    /// <summary>Calls it with arguments of whatever types.</summary>
    /// <param name="arguments">
    /// Values for its parameters, in their order, of the types that a delegate can pass; null for None. Those that Python takes by name only
    /// need <see cref="InvokeWith(IReadOnlyDictionary{string, object?}, ReadOnlySpan{object?})"/>. An array of a class, <c>string[]</c>, is taken for all the arguments, and a bare <c>null</c> for none: write
    /// <c>Invoke([null])</c>.
    /// </param>
    /// <returns>
    /// A <see cref="long"/>, or a <see cref="System.Numerics.BigInteger"/> beyond 64 bits, a <see cref="double"/>, <see cref="bool"/> or
    /// <see cref="string"/>, null for None, a <c>List&lt;object></c> for a list; for a tuple of up to seven items a value tuple of their types
    /// (<c>(long, double)</c>, with <c>object</c> for None and for tuples in it), else an <c>ImmutableArray&lt;object></c>.
    /// </returns>
    /// <remarks>
    /// Numbers, bools, None, and arrays, lists and memory of numbers and bools choose native code by their types, which is made once for each combination; where there is none, the call is
    /// interpreted, whatever <see cref="PycOptions.Fallback"/> says. A delegate is faster: it knows the types.
    /// </remarks>
    /// <exception cref="PythonException">Python raises; also where the number of arguments is wrong.</exception>
    /// <exception cref="ArgumentException">An argument cannot be passed to Python.</exception>
    /// <exception cref="ResultTypeException">The result is nothing that C# can hold.</exception>
    public object? Invoke(params ReadOnlySpan<object?> arguments) => Invoke(default(PyCallContext), arguments);

    /// <summary>Likewise, with what may stop the call.</summary>
    /// <param name="context">The call's token and limits.</param>
    /// <param name="arguments">As for <see cref="Invoke(ReadOnlySpan{object?})"/>.</param>
    /// <inheritdoc cref="Invoke(ReadOnlySpan{object?})"/>
    /// <exception cref="OperationCanceledException">The token has cancelled the call.</exception>
    /// <exception cref="ExecutionLimitException">The call has exceeded a limit.</exception>
    public object? Invoke(in PyCallContext context, params ReadOnlySpan<object?> arguments)
    {
        var control = Limits.Begin(context);
        try
        {
            return Root.TryInvokeNative(arguments, out var result) ? result : InvokeInterpreted(arguments, []);
        }
        finally
        {
            Limits.End(control);
        }
    }

    /// <summary>Calls it with arguments by their places and by their names.</summary>
    /// <inheritdoc cref="Invoke(ReadOnlySpan{object?})" path="/returns"/>
    /// <inheritdoc cref="Invoke(ReadOnlySpan{object?})" path="/exception"/>
    /// <param name="named">Values for parameters by their names.</param>
    /// <param name="arguments">Values for the first parameters, in their order.</param>
    public object? InvokeWith(IReadOnlyDictionary<string, object?> named, params ReadOnlySpan<object?> arguments) =>
        InvokeWith(default, named, arguments);

    /// <summary>Likewise, with what may stop the call.</summary>
    /// <param name="context">The call's token and limits.</param>
    /// <param name="named">Values for parameters by their names.</param>
    /// <param name="arguments">Values for the first parameters, in their order.</param>
    /// <inheritdoc cref="Invoke(in PyCallContext, ReadOnlySpan{object?})" path="/returns"/>
    /// <inheritdoc cref="Invoke(in PyCallContext, ReadOnlySpan{object?})" path="/exception"/>
    public object? InvokeWith(in PyCallContext context, IReadOnlyDictionary<string, object?> named, params ReadOnlySpan<object?> arguments)
    {
        ArgumentNullException.ThrowIfNull(named);
        var control = Limits.Begin(context);
        try
        {
            return TryArrange(named, arguments, out var arranged) && Root.TryInvokeNative(arranged, out var result)
                ? result
                : InvokeInterpreted([.. arguments, .. named.Values], [.. named.Keys]);
        }
        finally
        {
            Limits.End(control);
        }
    }

    private bool TryInvokeNative(ReadOnlySpan<object?> arguments, out object? result)
    {
        result = null;
        if (_code is null || arguments.Length != Parameters.Count || arguments.Length > DelegateShape.MaximumParameters || !_module.RunsNativeCode)
            return false;
        Span<Argument> chosen = new Argument[arguments.Length];
        Span<long> words = stackalloc long[DelegateShape.MaximumParameters];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is { } argument && !NativeWord.IsArgumentType(argument.GetType()))
                return BoxedCall.Find(arguments) is { } passers && new BoxedCall(this, _invoked, arguments.ToArray(), passers).TryRun(out result);
            chosen[i] = Argument.Of(arguments[i]);
            words[i] = chosen[i].Word;
        }
        if (_invoked.Find(this, chosen) is not { } version)
            return false;
        result = version.Call<Natural>(words[..arguments.Length]).Value;
        return true;
    }

    /// <summary>Puts arguments into the order of the parameters, if each parameter has one.</summary>
    private bool TryArrange(IReadOnlyDictionary<string, object?> named, ReadOnlySpan<object?> arguments, out object?[] arranged)
    {
        arranged = [];
        if (_code is null || arguments.Length > _code.ArgumentCount || arguments.Length + named.Count != Parameters.Count)
            return false;
        var all = new object?[Parameters.Count];
        arguments.CopyTo(all);
        for (var i = arguments.Length; i < all.Length; i++)
        {
            // Python has an error for a name that is not to be used.
            if (i < _code.PositionalOnlyCount || !named.TryGetValue(Parameters[i], out all[i]))
                return false;
        }
        arranged = all;
        return true;
    }

    private object? InvokeInterpreted(ReadOnlySpan<object?> arguments, string[] names)
    {
        var call = new InterpretedCall(_module, this, names);
        var values = arguments.ToArray();
        var converter = _module.Converters.Of<object?>();
        return call.Run(marshalling => call.Invoke(
            marshalling, Array.ConvertAll(values, value => converter.ToPython(marshalling, value)), _module.Converters.Of<Natural>())).Value;
    }
}
