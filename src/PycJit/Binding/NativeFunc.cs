using System.Runtime.CompilerServices;
using Pyc.Execution;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>The object that a delegate is closed over: it holds the native code alive and compiles it at the first call.</summary>
/// <param name="function">The Python function.</param>
/// <param name="version">The version of it that nearly all calls run: for arguments that are neither null nor large.</param>
internal abstract unsafe class NativeFunc(PycFunction function, FunctionVersion version)
{
    private readonly IrType _resultType = version.ResultType;
    private VersionTable? _versions;
    private nint _leaf;

    /// <summary>
    /// The address of code that may be called at once: it is a leaf, and its result is one that <see cref="Result"/> knows. 0 where
    /// that is not so, or not known yet.
    /// </summary>
    protected nint Leaf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _leaf;
    }

    /// <summary>The result of a call of a leaf that ran to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected TResult Result<TResult>(long word) =>
        // Few types look at that of the word: for the others no load is left of this in the compiled call.
        NativeWord.TryTo<TResult>(word, _resultType, out var result) ? result : Refuse<TResult>(word);

    /// <summary>A call of any code with arguments for its parameters.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected TResult Call<TResult>(ReadOnlySpan<long> arguments)
    {
        var address = version.EnsureCompiled();
        if (version.IsLeaf && version.Exits.IsTrusted && NativeWord.Holds<TResult>(_resultType))
            Volatile.Write(ref _leaf, address);                     // behind all that the version has written
        return version.Call<TResult>(arguments);
    }

    /// <summary>A call whose arguments choose another version, or the interpreter.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected TResult Dispatch<TResult>(ReadOnlySpan<Argument> arguments)
    {
        var chosen = (_versions ??= new VersionTable()).Find(function, arguments);
        if (chosen is null)
            return Interpret<TResult>(arguments);
        Span<long> words = stackalloc long[DelegateShape.MaximumParameters];
        for (var i = 0; i < arguments.Length; i++)
            words[i] = arguments[i].Word;
        return chosen.Call<TResult>(words[..arguments.Length]);
    }

    /// <summary>What a call of a leaf gives that left early: Python's answer all the same, or the exception it ends with.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected TResult Recover<TResult>(CallContext* context, ReadOnlySpan<long> arguments)
    {
        // Where it leaves often, calls go the way on which they are counted.
        if (!version.Exits.IsTrusted)
            _leaf = 0;
        return version.Recover<TResult>(context, arguments);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult Refuse<TResult>(long word) => version.Convert<TResult>(_resultType, word);

    private TResult Interpret<TResult>(ReadOnlySpan<Argument> arguments)
    {
        var values = new PyValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].ToPython(function.Runtime);
        return function.Interpret<TResult>(values);
    }
}
