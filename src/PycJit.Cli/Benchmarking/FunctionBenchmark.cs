using System.Globalization;
using System.Numerics;
using Pyc.Binding;
using Pyc.Cli.Calls;

namespace Pyc.Cli.Benchmarking;

/// <summary>Measures a function in each tier, after having seen that both give the same.</summary>
internal static class FunctionBenchmark
{
    /// <summary>Measures.</summary>
    /// <exception cref="PythonException">The function raises.</exception>
    /// <exception cref="CommandException">The tiers do not agree.</exception>
    public static BenchResult Run(BenchRequest request)
    {
        using var module = Load(request, Tier.Auto);
        var call = PythonCall.Of(module, request.Function, request.Arguments);
        var types = call.Types;
        var isNative = call.WhyInterpreted is null;
        var code = isNative ? call.Function.Compile(types) : null;              // the first compilation of the process

        using var interpretedModule = Load(request, Tier.InterpreterOnly);
        var interpretedCall = PythonCall.Of(interpretedModule, request.Function, request.Arguments);
        var outcome = CallOutcome.Of(interpretedCall.Interpret);
        if (isNative)
            CheckThatTiersAgree(call.Function, CallOutcome.Of(call.RunNative), outcome);
        if (outcome.Raised is { } raised)
            throw raised;

        var changes = !SameValues.Of(interpretedCall.Typed, call.Renew(request.Arguments)) || !SameValues.Of(call.Typed, call.Renew(request.Arguments));
        var result = isNative ? ResultType(call.Function.ResultTypeFor(types), outcome.Repr!) : typeof(object);     // it has not raised
        return new BenchResult
        {
            Python = module.Version.ToString(),
            Function = call.Function,
            DelegateType = TypeNames.OfDelegate(types, result),
            Result = outcome.Repr!,
            ChangesArguments = changes,
            WhyInterpreted = call.WhyInterpreted,
            Native = isNative ? Measure(call) : null,
            Interpreted = Measure(interpretedCall),
            Compilation = code is null ? null : CompileBenchmark.Run(
                code, () => Load(request, Tier.Auto), request.Function, types, request.Duration / 2),
        };

        Measurement Measure(PythonCall tier) => new TierBenchmark(
            DelegateLoop.Of(tier.Bind(DelegateOf(types, result))), () => tier.Renew(request.Arguments), changes, request.Duration).Run();
    }

    /// <summary>Makes sure that native code and the interpreter end a call in the same way.</summary>
    /// <exception cref="CommandException">They do not: a fault of PycJit.</exception>
    public static void CheckThatTiersAgree(PycFunction function, CallOutcome native, CallOutcome interpreted)
    {
        if (!native.IsLike(interpreted))
        {
            throw new CommandException(
                ExitCode.Fault,
                $"a fault of pycjit itself, please report it: {function.Declaration} {native} as native code and {interpreted} in the interpreter");
        }
    }

    private static PycModule Load(BenchRequest request, Tier tier) => ModuleFile.Load(request.Path, new PycOptions
    {
        Integers = request.Wrap64 ? IntegerMode.Wrap64 : IntegerMode.Exact,
        Tier = tier,
        Fallback = Fallback.Interpreter,
        Output = TextWriter.Null,
    });

    private static Type DelegateOf(Type[] types, Type result) =>
        result == typeof(void) ? System.Linq.Expressions.Expression.GetActionType(types) : PythonCall.FuncOf(types, result);

    // An int that has outgrown native code is one of any size.
    private static Type ResultType(Type natural, string repr) =>
        natural == typeof(long) && !long.TryParse(repr, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? typeof(BigInteger) : natural;
}

/// <summary>What is to be measured.</summary>
/// <param name="Path">The file.</param>
/// <param name="Function">The function.</param>
/// <param name="Arguments">Its arguments, as Python writes them.</param>
/// <param name="Wrap64">Whether ints are computed modulo 2⁶⁴.</param>
/// <param name="Duration">How long each tier is measured.</param>
internal sealed record BenchRequest(string Path, string Function, IReadOnlyList<string> Arguments, bool Wrap64, TimeSpan Duration);
