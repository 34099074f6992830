using System.Collections.Concurrent;
using System.Collections.Frozen;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>
/// Shows of the finished bytes of machine code that they can do no harm, whatever they compute: only allowed instructions run, each from where it begins; memory is read and
/// written within the frame, the call context, the constants and the elements of sequences; nothing outside is called but what is known; registers and stack are
/// given back as they were.
/// </summary>
/// <remarks>
/// <para>It trusts nothing of the compiler that made them: it decodes them and goes through them by itself, as the verifiers of Google's Native Client and of WebAssembly do
/// (B. Yee and others, "Native Client: A Sandbox for Portable, Untrusted x86 Native Code", 2009). What it does trust are the caller, that
/// parameters are what their types say, the functions of the runtime, and itself.</para>
/// <para>Has no state: any number of threads may verify at once. The time is in proportion to the code, times the depth of its loops.</para>
/// </remarks>
public static class MachineCodeVerifier
{
    private static readonly ConcurrentDictionary<Func<RuntimeFunction, nint>, FrozenDictionary<long, RuntimeFunction?>> s_outside = new();
    private static readonly Lazy<FrozenDictionary<long, RuntimeFunction?>> s_floats = new(() => OutsideOf(null));

    /// <summary>Verifies machine code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="options">How it was made: the convention, and the functions of the runtime.</param>
    /// <returns>What was found; there is no violation where the code is safe.</returns>
    public static VerificationReport Verify(MachineCode code, NativeCompilerOptions options)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(options);
        var outside = options.RuntimeFunctions is { } runtime ? s_outside.GetOrAdd(runtime, OutsideOf) : s_floats.Value;
        return new CodeWalk(code, options.Convention, outside).Run();
    }

    private static FrozenDictionary<long, RuntimeFunction?> OutsideOf(Func<RuntimeFunction, nint>? runtime)
    {
        var addresses = new Dictionary<long, RuntimeFunction?> { [CFunctions.Power] = null, [CFunctions.Remainder] = null };
        foreach (var function in FloatFunctionInfo.All)
        {
            if (function.NameInC is not null || function.Unary is not null)
                addresses[FloatFunctionAddresses.Of(function, 1)] = null;
            if (function.Binary is not null)
                addresses[FloatFunctionAddresses.Of(function, 2)] = null;
            if (function.Ternary is not null)
                addresses[FloatFunctionAddresses.Of(function, 3)] = null;
        }
        if (runtime is not null)
        {
            foreach (var function in Enum.GetValues<RuntimeFunction>())
                addresses[runtime(function)] = function;
        }
        return addresses.ToFrozenDictionary();
    }
}
