using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Passes;

namespace Pyc.Differential.Support;

/// <summary>The IR of random scalar functions.</summary>
internal static class ScalarBuild
{
    private static readonly PipelineOptions s_verified = new() { VerifyEachPass = true };

    /// <summary>Builds and optimises the IR of every function of a module, for the types of its signature, and verifies every step.</summary>
    /// <returns>The number of functions, those that the builder refuses and those that fail, each with the reason.</returns>
    public static (int Count, IReadOnlyList<string> Refused, IReadOnlyList<string> Failed) Run(string folder, string name, string version)
    {
        var file = PycFile.Read(Path.Combine(folder, "pyc", version, name + ".pyc"));
        var runtime = new PythonRuntime(file.Version) { Modules = new StandardModules() };
        var globals = new PyNamespace();
        Interpreter.RunModule(runtime, new PyCode(file.Code), globals);
        var scope = new ModuleScope(file, runtime, globals);
        var codes = file.CodeObjects().ToLookup(code => code.Name);

        var (count, refused, failed) = (0, new List<string>(), new List<string>());
        foreach (var call in ScalarCall.Read(folder, name, version).DistinctBy(call => call.Function))
        {
            count++;
            try
            {
                var bytecode = BytecodeDecoder.Decode(codes[call.Function].Single());
                UnitPipeline.Run(IrBuilder.Build(bytecode, scope, call.IrParameters, IntegerMode.Exact), s_verified);
            }
            catch (UnsupportedBytecodeException refusal)
            {
                refused.Add($"{version} {name} {call.Function}: {refusal.Message}");
            }
#pragma warning disable CA1031 // What fails otherwise fails for this function, whatever the reason; the others are built all the same.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                // Behind the first line comes all of the IR.
                failed.Add($"{version} {name} {call.Function}: {exception.GetType().Name}: {exception.Message.Split('\n')[0]}");
            }
        }
        return (count, refused, failed);
    }
}
