using System.Runtime.CompilerServices;
using Pyc.Execution;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding;

/// <summary>The object that a delegate is closed over: it holds the native code alive and compiles it at the first call.</summary>
/// <param name="function">The Python function.</param>
/// <param name="version">The version of it that nearly all calls run: for arguments that are neither null nor large.</param>
internal abstract unsafe class NativeFunc(PycFunction function, FunctionVersion version)
{
    private readonly CurrentVersion _current = new(function, version);
    private VersionTable? _versions;
    private FunctionVersion? _leaf;

    /// <summary>
    /// The version whose code may be called at once: it is a leaf, and its result is one that <see cref="Result"/> knows. Null where
    /// that is not so, or not known yet.
    /// </summary>
    /// <remarks>
    /// The version and not its address: another thread may set a global at any time, and whoever has begun to call the code must keep it
    /// alive. That the call goes on with the version afterwards does so.
    /// </remarks>
    protected FunctionVersion? Leaf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _leaf;
    }

    /// <summary>Calls a version at once from now on: <see cref="FunctionVersion.Admit"/>.</summary>
    public void CallAtOnce(FunctionVersion leaf) => Volatile.Write(ref _leaf, leaf);     // behind all that the version has written

    /// <summary>Does not call a version at once any more.</summary>
    public void Forget(FunctionVersion stale) => Interlocked.CompareExchange(ref _leaf, null, stale);

    /// <summary>The result of a call of a leaf that ran to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TResult Result<TResult>(FunctionVersion leaf, long word) =>
        // Few types look at that of the word: for the others no load is left of this in the compiled call.
        NativeWord.TryTo<TResult>(word, leaf.ResultType, out var result) ? result : Refuse<TResult>(leaf, word);

    /// <summary>A call of any code with arguments for its parameters.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected TResult Call<TResult>(ReadOnlySpan<long> arguments)
    {
        if (_current.Get() is not { } current)
            return _current.Last.Interpret<TResult>(arguments);
        current.EnsureCompiled();
        if (current.IsLeaf && current.Exits.IsTrusted && NativeWord.Holds<TResult>(current.ResultType))
            current.Admit(this);
        return current.Call<TResult>(arguments);
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
    protected TResult Recover<TResult>(FunctionVersion leaf, CallContext* context, ReadOnlySpan<long> arguments)
    {
        // Where it leaves often, calls go the way on which they are counted.
        if (!leaf.Exits.IsTrusted)
            Forget(leaf);
        return leaf.Recover<TResult>(context, arguments);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult Refuse<TResult>(FunctionVersion leaf, long word) => leaf.Convert<TResult>(leaf.ResultType, word);

    private TResult Interpret<TResult>(ReadOnlySpan<Argument> arguments)
    {
        var values = new PyValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].ToPython(function.Runtime);
        return function.Interpret<TResult>(values);
    }
}
