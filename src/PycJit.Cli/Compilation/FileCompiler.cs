using System.Diagnostics;
using Pyc.Loader;
using Pyc.Translation;

namespace Pyc.Cli.Compilation;

/// <summary>Compiles all functions of a file, and says what became of each.</summary>
/// <param name="loadBudget">Steps that the top level may take.</param>
/// <param name="integers">How ints are computed.</param>
internal sealed class FileCompiler(long loadBudget, IntegerMode integers)
{
    /// <summary>Compiles a file.</summary>
    public CompiledFile Compile(string path)
    {
        var start = Stopwatch.GetTimestamp();
        PycFile file;
        try
        {
            file = ModuleFile.Read(path, () => PycFile.Read(path));
        }
        catch (Exception problem) when (problem is CommandException or PycJitException)
        {
            return new CompiledFile(path, null, [], problem.Message, Stopwatch.GetElapsedTime(start));
        }
        var functions = FunctionInventory.Of(file.Code).ToList();
        IReadOnlyList<CompiledFunction> compiled;
        try
        {
            using var module = PycModule.Create(() => file, new PycOptions { LoadLimits = new ExecutionLimits { Steps = loadBudget }, Integers = integers, Output = TextWriter.Null });
            compiled = new ModuleCompiler(module).Compile(functions);
        }
        catch (Exception problem)
        {
            compiled = [.. functions.Select(function => OfFailedLoad(function, problem))];
        }
        return new CompiledFile(path, file.Version, compiled, null, Stopwatch.GetElapsedTime(start));
    }

    private static CompiledFunction OfFailedLoad(InventoriedFunction function, Exception problem)
    {
        var outcome = ModuleCompiler.Describe(function, CompiledTier.Unavailable);
        if (!ModuleCompiler.IsRefusal(problem))
            return outcome with { Tier = CompiledTier.Fault, Fault = $"{problem.GetType().Name}: {problem.Message}" };
        return outcome with
        {
            WhyNot = problem is IDiagnosed { Diagnostic: var diagnostic } ? ModuleCompiler.WithPlace(diagnostic, function) : new Diagnostic
            {
                Descriptor = DiagnosticDescriptors.LoadFailed,
                Where = ModuleCompiler.PlaceOf(function),
                Reason = problem.Message.TrimEnd('.'),
                Remedy = "Load it with what it needs, or leave that out.",
            },
        };
    }
}
