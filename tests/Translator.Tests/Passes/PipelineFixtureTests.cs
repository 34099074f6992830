using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>The pipeline changes no outcome of what Python code becomes, for arguments of several types.</summary>
public sealed class PipelineFixtureTests
{
    private static readonly string[] s_versions = ["2.7", "3.8", "3.13"];

    private static IEnumerable<string> Modules() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "fixtures", "src"), "*.py").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    [TestCaseSource(nameof(Modules))]
    public void Functions_keep_their_outcome(string module)
    {
        var built = 0;
        foreach (var version in s_versions.Where(version => File.Exists(Repository.Pyc(module, version))))
        {
            var file = PycFile.Read(Repository.Pyc(module, version));
            foreach (var code in file.Code.Constants.OfType<CodeObject>())
            {
                foreach (var type in new[] { IrType.Int64, IrType.Float64, IrType.UInt64 })
                    built += Check(file, code, type) ? 1 : 0;
            }
        }
        TestContext.Out.WriteLine($"{built} functions");
    }

    private static bool Check(PycFile file, CodeObject code, IrType type)
    {
        if (Build(file, code, type) is not { } before || Build(file, code, type) is not { } after)
            return false;
        Pipeline.Standard.Run(after, new PipelineOptions { VerifyEachPass = true });
        if (TestContext.Parameters["show"] == code.Name)
            TestContext.Out.WriteLine($"{before}\n{after}");
        Outcomes.AssertRight(before, after, calls: 40, new Random(1));
        return true;
    }

    private static Function? Build(PycFile file, CodeObject code, IrType type)
    {
        try
        {
            ParameterType[] types = [.. Enumerable.Repeat((ParameterType)type, code.ParameterCount)];
            return IrBuilder.Build(BytecodeDecoder.Decode(code), new ModuleScope(file), types, IntegerMode.Exact);
        }
        catch (UnsupportedBytecodeException)
        {
            return null;   // the interpreter's
        }
    }
}
