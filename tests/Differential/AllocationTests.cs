using System.Collections.Immutable;
using Pyc.Differential.Support;
using Pyc.Execution.Sequences;
using Pyc.X64;
using static Pyc.X64.X64Register;

namespace Pyc.Differential;

/// <summary>Every function of the fixtures, compiled for the types of its calls, has its values where instructions and exits look for them.</summary>
/// <remarks>The checker stands behind the allocator in each compilation, and the verifier of machine code behind all: with all registers, with few under the other convention, and with an exit to be forced at each check.</remarks>
public sealed class AllocationTests
{
    /// <summary>Versions whose bytecode differs most; all of them would find little more.</summary>
    private static readonly string[] s_versions = ["2.7", "3.9", "3.15"];

    // The same IR comes from several versions and for several types; these read and write memory each in another way.
    private static readonly string[] s_shapes = ["32 bits", "lists", "grids"];

    private static readonly ImmutableArray<X64Register> s_few = [Rcx, Rdx, Rax, Rbx, Xmm1, Xmm0, Xmm9];

    private static readonly NativeCompilerOptions s_verified = new() { VerifyAllocation = true, VerifyMachineCode = true, RuntimeFunctions = ListHeap.AddressOf };

    private static IEnumerable<string> Modules =>
        Directory.GetFiles(Repository.PathTo("fixtures", "expected"), "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    private static IEnumerable<TestCaseData> RandomModules =>
        from kind in new[] { "scalars", "functions", "sequences" }
        from module in RandomPrograms.Modules(Repository.PathTo("fixtures", "random", kind))
        where module.Version == s_versions[^1]
        select new TestCaseData(kind, module.Name, module.Version);

    [TestCaseSource(nameof(Modules))]
    public void Each_function_of_the_fixtures_has_its_values_in_place(string name)
    {
        var compiled = 0;
        foreach (var version in s_versions.Where(version => File.Exists(Repository.Pyc(name, version))))
        {
            using var module = Load(Repository.Pyc(name, version), () => compiled++);
            var signatures = ExpectedCall.Read(name).Where(call => call.Versions.Contains(version))
                .Select(call => (call.Function, Signature: FixtureSignature.Of(call, name, version))).Distinct();
            foreach (var (function, signature) in signatures)
            {
                Compile(module[function], new FixtureSignature(signature, big: false));
                foreach (var shape in SequenceShape.All.Where(shape => s_shapes.Contains(shape.Name)))
                {
                    var changed = new FixtureSignature(signature, big: false, shape);
                    if (changed.DelegateType != new FixtureSignature(signature, big: false).DelegateType)
                        Compile(module[function], changed);
                }
            }
        }
        TestContext.Out.WriteLine($"{compiled} units");
    }

    [TestCaseSource(nameof(RandomModules))]
    public void Each_random_function_has_its_values_in_place(string kind, string name, string version)
    {
        var compiled = 0;
        var folder = Repository.PathTo("fixtures", "random", kind);
        using var module = Load(Path.Combine(folder, "pyc", version, name + ".pyc"), () => compiled++);
        foreach (var call in ScalarCall.Read(folder, name, version).DistinctBy(call => (call.Function, call.Signature)))
        {
            if (module[call.Function].IsCompilable(out _, call.Parameters))
                module[call.Function].Compile(call.Parameters);
        }
        Assert.That(compiled, Is.GreaterThan(10));
    }

    private static void Compile(PycFunction function, FixtureSignature signature)
    {
        if (signature.Compiles(function, out _))
            function.Compile(signature.Parameters);
    }

    private static PycModule Load(string path, Action compiled) => PycJit.Load(path, new PycOptions
    {
        Output = TextWriter.Null,
        CodeOf = function =>
        {
            compiled();
            NativeCompiler.Compile(function, s_verified with { ForcibleExits = true });
            NativeCompiler.Compile(function, s_verified with { Convention = CallingConvention.Win64, AllocationOrder = s_few });
            return NativeCompiler.Compile(function, s_verified);
        },
    });
}
