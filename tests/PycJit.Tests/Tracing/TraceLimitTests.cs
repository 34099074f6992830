using Pyc.Loader;
using Pyc.Loader.Tests;
using Pyc.Tests.Support;
using Pyc.Tracing;
using Pyc.Translation;
using Pyc.Translation.Build;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Tests.Tracing;

/// <summary>What a trace makes of functions that are large, damaged or not to be compiled.</summary>
public sealed class TraceLimitTests
{
    [Test]
    public void Of_too_many_snapshots_the_first_ones_and_the_last_one_are_taken()
    {
        var function = BuildLoop();
        var recorder = new IrRecorder(function, new TraceCodes(), mostCharacters: 5_000);
        UnitPipeline.Run(function, afterPass: recorder.Note);
        var snapshots = recorder.ToSnapshots();
        Assert.That(recorder.LeftOut, Is.GreaterThan(0));
        Assert.That(snapshots, Has.Length.GreaterThan(2));
        Assert.That(snapshots[0].Title, Is.EqualTo("built"));
        Assert.That(snapshots[^1].Functions.Single().Blocks.SelectMany(block => block.Lines).Select(line => line.Text),
            Is.EqualTo(IrPrinter.Lines(function).Where(line => line.Value is not null).Select(line => line.Text)));

        var all = BuildLoop();
        var unlimited = new IrRecorder(all, new TraceCodes());
        UnitPipeline.Run(all, afterPass: unlimited.Note);
        Assert.That(unlimited.ToSnapshots(), Has.Length.EqualTo(snapshots.Length + recorder.LeftOut));
        Assert.That(snapshots[^1].Round, Is.EqualTo(unlimited.ToSnapshots()[^1].Round));
    }

    [Test]
    public void A_large_function_takes_memory_in_proportion_to_what_passes_change()
    {
        var code = new FunctionBytes(2).Load(0).Repeat(3_000, (f, i) => f.Constant(i * 17).Xor().Load(1).Add()).Return();
        using var module = PycJit.Load(code.ToPyc());
        var trace = module["f"].Trace(typeof(long), typeof(long));
        var lines = trace.Snapshots.SelectMany(snapshot => snapshot.Functions).Distinct().SelectMany(function => function.Blocks).SelectMany(block => block.Lines).ToList();
        Assert.That(lines.Select(line => line.ValueId).Distinct().Count(), Is.GreaterThan(9_000));
        Assert.That(lines.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.LessThan(30_000), $"of {lines.Count} in {trace.Snapshots.Length} snapshots");
    }

    [Test]
    public void A_function_that_is_not_compiled_says_why()
    {
        using var module = PycJit.Load(Repository.Pyc("lists", FixtureTraces.Version));
        var refused = module.Functions.Where(function => !function.IsCompilable(out _)).ToList();
        foreach (var function in refused)
            Assert.That(() => function.Trace(), Throws.InstanceOf<PycJitException>(), function.Name);
        Assert.That(refused, Is.Not.Empty);
        Assert.That(() => module.Functions[0].Trace(new Type[17]), Throws.ArgumentException);
    }

    [Test]
    public void It_needs_no_executable_memory()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { ExecutableMemory = ExecutableMemory.Forbid });
        Assert.That(module["foo"].Trace().Assembly, Is.Not.Empty);
    }

    [Test]
    public void Damaged_files_give_a_trace_or_a_typed_error()
    {
        var files = new[] { "calls", "loops", "arrays", "functions" }.Select(name => File.ReadAllBytes(Repository.Pyc(name, FixtureTraces.Version))).ToArray();
        var (mutator, traced) = (new Mutator(20311), 0);
        for (var i = 0; i < 60; i++)
        {
            try
            {
                using var module = PycJit.Load(mutator.Mutate(files[i % 4], files[(i + 1) % 4], from: 16), new PycOptions { LoadLimits = new ExecutionLimits { Steps = 100_000 } });
                foreach (var function in module.Functions.Take(3))
                    traced += IsTraced(function) ? 1 : 0;
            }
            catch (PycJitException)
            {
                continue;       // it was not even loaded
            }
        }
        TestContext.Out.WriteLine($"{traced} traces");
        Assert.That(traced, Is.GreaterThan(5));
    }

    private static bool IsTraced(PycFunction function)
    {
        try
        {
            return function.Trace().Snapshots.Length > 0;
        }
        catch (PycJitException)
        {
            return false;
        }
    }

    private static Function BuildLoop()
    {
        var file = PycFile.Read(Repository.Pyc("kernels", FixtureTraces.Version));
        var code = file.Code.Constants.OfType<CodeObject>().First(code => code.Name == "fibonacci_mod");
        return IrBuilder.Build(BytecodeDecoder.Decode(code), new ModuleScope(file), [IrType.Int64, IrType.Int64], IntegerMode.Exact);
    }
}
