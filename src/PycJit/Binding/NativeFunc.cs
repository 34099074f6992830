using System.Runtime.CompilerServices;
using Pyc.Execution;

namespace Pyc.Binding;

/// <summary>The object that a delegate is closed over: it holds the native code alive and compiles it at the first call.</summary>
internal abstract class NativeFunc(FunctionVersion version)
{
    private nint _code;

    /// <summary>The start of a call: a clean context, and the address of the code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected CallContext Enter(out nint code)
    {
        code = _code;
        if (code == 0)
            code = Compile();
        return default;
    }

    /// <summary>The result of a call that ran to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected TResult Result<TResult>(long word) =>
        // Only a nullable type asks whether it is None: for the others no load is left of this in the compiled call.
        NativeWord.To<TResult>(word, isNone: default(TResult) is null && version.ReturnsNone);

    /// <summary>What a call gives whose native code left early: Python's answer all the same, or the exception it ends with.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected TResult Recover<TResult>(ReadOnlySpan<long> arguments) => version.Recover<TResult>(arguments);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint Compile() => _code = version.EnsureCompiled();
}
