using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Pyc.Differential.Support;
using Pyc.Execution.Sequences;
using Pyc.X64;

namespace Pyc.Differential;

/// <summary>scratch</summary>
public sealed class MachineCodeScratch
{
    private static readonly string[] s_versions = ["2.7", "3.9", "3.15"];
    private static readonly string[] s_shapes = ["32 bits", "lists", "grids"];

    [Test]
    public void Census()
    {
        var options = new NativeCompilerOptions { RuntimeFunctions = ListHeap.AddressOf, VerifyAllocation = false };
        var watchCompile = new Stopwatch();
        var watchVerify = new Stopwatch();
        var counts = new long[Enum.GetValues<AccessClass>().Length];
        var kinds = new Dictionary<ViolationKind, int>();
        var lines = new List<string>();
        var units = 0;
        long divisions = 0, bytes = 0;
        var only = Environment.GetEnvironmentVariable("ONLY");
        var asm = new List<string>();
        foreach (var name in Directory.GetFiles(Repository.PathTo("fixtures", "expected"), "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)!).Order())
        {
            if (only is not null && only.Split(',')[0] != name)
                continue;
            foreach (var version in s_versions.Where(version => File.Exists(Repository.Pyc(name, version))))
            {
                if (Environment.GetEnvironmentVariable("ONLYV") is { } v && v != version)
                    continue;
                using var module = PycJit.Load(Repository.Pyc(name, version), new PycOptions
                {
                    Output = TextWriter.Null,
                    CodeOf = function =>
                    {
                        units++;
                        MachineCode result = null!;
                        foreach (var variant in Environment.GetEnvironmentVariable("ONE") is not null ? new[] { options } : new[] { options with { ForcibleExits = true }, options with { Convention = CallingConvention.Win64 }, options })
                        {
                            watchCompile.Start();
                            var code = result = NativeCompiler.Compile(function, variant);
                            watchCompile.Stop();
                            bytes += code.Bytes.Length;
                            watchVerify.Start();
                            VerificationReport report;
                            try
                            {
                                report = MachineCodeVerifier.Verify(code, variant);
                            }
                            catch (Exception error)
                            {
                                lines.Add($"CRASH {name} {version} {code.Name}: {error}");
                                watchVerify.Stop();
                                continue;
                            }
                            watchVerify.Stop();
                            for (var i = 0; i < counts.Length; i++)
                                counts[i] += report.Accesses((AccessClass)i);
                            divisions += report.Divisions;
                            foreach (var violation in report.Violations)
                            {
                                kinds[violation.Kind] = kinds.GetValueOrDefault(violation.Kind) + 1;
                                lines.Add($"{name} {version} {code.Name} {variant.Convention}{(variant.ForcibleExits ? "!" : "")} {violation}");
                            }
                            if (only is not null && report.Violations.Count > 0 && only.Split(',') is [_, var f] && code.Name == f)
                            {
                                asm.Add($"### {variant.Convention} forcible {variant.ForcibleExits}\n" + string.Join("\n", report.Violations) + "\n" + MachineCodeListing.Write(code, withBytes: true));
                                asm.Add(string.Join("\n", NativeCompiler.UnitOf(function)));
                            }
                        }
                        return result;
                    },
                });
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
        }
        TestContext.Out.WriteLine($"{units} units, {bytes} bytes, compile {watchCompile.ElapsedMilliseconds} ms, verify {watchVerify.ElapsedMilliseconds} ms, {divisions} divisions");
        for (var i = 0; i < counts.Length; i++)
            TestContext.Out.WriteLine($"  {(AccessClass)i} {counts[i]}");
        foreach (var (kind, count) in kinds)
            TestContext.Out.WriteLine($"  {kind}: {count}");
        File.WriteAllLines("/tmp/walker-census.txt", lines);
        File.WriteAllLines("/tmp/walker-asm.txt", asm);
    }

    private static void Compile(PycFunction function, FixtureSignature signature)
    {
        if (signature.Compiles(function, out _))
            function.Compile(signature.Parameters);
    }
}
