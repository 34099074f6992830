using System.Text.RegularExpressions;
using Pyc.Binding;
using Pyc.Execution.Sequences;
using Pyc.Loader;
using Pyc.Tests.Support;
using Pyc.Translation;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;
using Pyc.X64;

namespace Pyc.Tests;

/// <summary>What <see cref="PycFunction.Explain"/> says: texts in full, and what holds for every function.</summary>
public sealed partial class ExplanationTests
{
    private static IEnumerable<string> Modules() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "fixtures", "src"), "*.py").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(module => File.Exists(Repository.Pyc(module, "3.13"))).Order();

    private static IEnumerable<TestCaseData> Texts() =>
    [
        Text("straight", "foo"),
        Text("kernels", "dot"),
        Text("kernels", "sieve", typeof(bool[])),
        Text("kernels", "saxpy", typeof(double), typeof(double[]), typeof(double[])),
        Text("kernels", "fibonacci_mod"),
        Text("kernels", "gcd_recursive"),
        Text("kernels", "isqrt_sum"),
        Text("mathfns", "black_scholes", typeof(double), typeof(double), typeof(double), typeof(double), typeof(double)),
        Text("calls", "fib"),
        Text("lists", "slice_sum"),
        Text("lists", "memo_fib"),
        Text("arity", "replaced"),
    ];

    /// <summary>The text, but for what depends on the machine: sizes and times.</summary>
    [TestCaseSource(nameof(Texts))]
    public void The_text_is_as_it_was_read(string module, string name, Type[] types)
    {
        if (NativeCompilerOptions.Native.Features.VectorLanes < 4)
            Assert.Ignore("This processor has no vectors that loops run in.");
        using var loaded = PycJit.Load(Repository.Pyc(module, "3.13"), new PycOptions { MaximumVectorLanes = 4 });
        var text = loaded.Explain(name, types).ToString();
        Golden.Check($"explain-{module}-{name}.txt", Machine().Replace(text, "") + "\n");
    }

    [TestCaseSource(nameof(Modules))]
    public void Every_function_is_explained_in_full(string module)
    {
        using var loaded = PycJit.Load(Repository.Pyc(module, "3.13"), new PycOptions { Output = TextWriter.Null });
        foreach (var explanation in loaded.Explain())
        {
            Assert.That(explanation.ToString(), Is.Not.Empty);
            if (explanation.Tier != ExecutionTier.Native)
            {
                Assert.That(explanation.WhyNot, Is.Not.Null, explanation.Name);
                Assert.That(explanation.Code, Is.Null, explanation.Name);
                continue;
            }
            using (Assert.EnterMultipleScope())
                CheckNative(explanation);
        }
    }

    private static void CheckNative(Explanation explanation)
    {
        // Each exit of the code belongs to one check, those of calls to calls.
        var exits = explanation.Exits.Where(exits => exits.Reason != ExitReason.Call).ToDictionary(exits => exits.Reason, exits => exits.Count);
        var ofChecks = explanation.Checks.Where(check => check.Exits > 0).GroupBy(check => check.Reason).ToDictionary(group => group.Key, group => group.Sum(check => check.Exits));
        Assert.That(ofChecks, Is.EquivalentTo(exits), $"{explanation.Name}: exits by reason");
        Assert.That(explanation.Checks.Where(check => check.Exits == 0 && !exits.ContainsKey(check.Reason)), Is.Empty, $"{explanation.Name}: what shares an exit");
        Assert.That(explanation.Checks.Select(check => (check.Where, check.Reason)), Is.Unique, explanation.Name);
        Assert.That(explanation.Checks.Where(check => check.Where.Line == 0 || check.Why.Length == 0), Is.Empty, explanation.Name);
        Assert.That(explanation.Loops.Select(loop => (loop.Where, loop.Within)), Is.Unique, $"{explanation.Name}: one verdict for each loop");
        foreach (var loop in explanation.Loops)
        {
            Assert.That(loop.Where.Line, Is.Positive, explanation.Name);
            Assert.That(loop.Form == LoopForm.InLanes, Is.EqualTo(loop.Lanes > 0), explanation.Name);
            Assert.That(loop.WhyNotInLanes is null, Is.EqualTo(loop.Form == LoopForm.InLanes), $"{explanation.Name}: {loop.Where}");
            Assert.That(loop.WhyChecked is not null, Is.EqualTo(loop.Form == LoopForm.Checked), $"{explanation.Name}: {loop.Where}");
        }
        // What is made in each round is in a loop that is said to check.
        Assert.That(
            explanation.Checks.Any(check => check.Frequency == CheckFrequency.InRest) && explanation.Loops.All(loop => loop.Form is LoopForm.Checked or LoopForm.NoChecks),
            Is.False, $"{explanation.Name}: no copy has left anything");
        Assert.That(explanation.Signature, Is.EqualTo(explanation.Code!.Signature));     // native code has one
    }

    [Test]
    public void Remarks_do_not_change_the_code([Values("kernels", "lists")] string module)
    {
        using var loaded = PycJit.Load(Repository.Pyc(module, "3.13"));
        foreach (var function in loaded.Functions.Where(function => function.IsCompilable(out _)))
            Assert.That(CodeOf(loaded, function, collect: true), Is.EqualTo(CodeOf(loaded, function, collect: false)), function.Name);
    }

    private static byte[] CodeOf(PycModule module, PycFunction function, bool collect)
    {
        ParameterType[] types = [.. function.DefaultTypes().Select(NativeWord.ParameterTypeOf)];
        var entry = IrBuilder.Build((PyFunction)function.Callable, BytecodeDecoder.Decode(function.Code!), module.Scope, types, IntegerMode.Exact);   // it is compiled
        var options = NativeCompilerOptions.Native with { RuntimeFunctions = ListHeap.AddressOf };
        UnitPipeline.Run(entry, new PipelineOptions { VectorLanes = options.Features.VectorLanes, CollectRemarks = collect });
        return [.. NativeCompiler.Compile(entry, options).Bytes];
    }

    [Test]
    public void Ranges_and_expressions_say_why_a_check_is_left()
    {
        using var module = PycJit.Load(Repository.Pyc("straight", "3.13"));
        var checks = module["foo"].Explain().Checks;
        Assert.That(checks.Select(check => (check.Kind, check.Expression, check.Why)), Is.EqualTo(new[]
        {
            (CheckKind.Overflow, "a*a", "a is in -2^63..2^63-1, so a*a may exceed 64 bits"),
            (CheckKind.Overflow, "b*b", "b is in -2^63..2^63-1, so b*b may exceed 64 bits"),
            (CheckKind.Overflow, "a*a - b*b", "a*a is in -2^63..2^63-1 and b*b is in -2^63..2^63-1, so a*a - b*b may exceed 64 bits"),
        }));
        // As small as the types that are passed.
        Assert.That(module["foo"].Explain(typeof(int), typeof(int)).Checks, Has.Length.EqualTo(checks.Length), "native code passes words");
    }

    [Test]
    public void What_the_options_rule_out_is_said()
    {
        using var forbidden = PycJit.Load(Repository.Pyc("straight", "3.13"), new PycOptions { ExecutableMemory = ExecutableMemory.Forbid });
        var explanation = forbidden["foo"].Explain();
        Assert.That(explanation.Tier, Is.EqualTo(ExecutionTier.Interpreted));
        Assert.That(explanation.WhyNot!.Descriptor.Id, Does.StartWith("PYJ19"));
        using var interpreted = PycJit.Load(Repository.Pyc("straight", "3.13"), new PycOptions { Tier = Tier.InterpreterOnly });
        Assert.That(interpreted["foo"].Explain().Tier, Is.EqualTo(ExecutionTier.Interpreted));
        Assert.That(() => interpreted.Explain("fooo"), Throws.TypeOf<FunctionNotFoundException>());
        Assert.That(() => forbidden["foo"].Explain(typeof(long)), Throws.Nothing, "why comes first");
    }

    [Test]
    public void Damaged_code_is_no_error_of_who_asks()
    {
        var damaged = new FunctionBytes(0).Add().Return().ToPyc();          // adds what is not there
        using var module = PycJit.Load(damaged);
        var explanation = module["f"].Explain();
        Assert.That(explanation.Tier, Is.EqualTo(ExecutionTier.Unavailable));
        Assert.That(explanation.Damage, Is.Not.Empty);
        using var forbidden = PycJit.Load(damaged, new PycOptions { ExecutableMemory = ExecutableMemory.Forbid });
        Assert.That(forbidden["f"].Explain().WhyNot!.Descriptor.Id, Does.StartWith("PYJ19"));
    }

    private static TestCaseData Text(string module, string name, params Type[] types) => new TestCaseData(module, name, types).SetArgDisplayNames(module, name);

    [GeneratedRegex(@"\n  \d+ bytes of code[^\n]*|\n  compiled in [^\n]*")]
    private static partial Regex Machine();
}
