namespace Pyc.Tests.Tracing;

/// <summary>The traces of functions of the fixtures of one CPython that compile for the parameter types that are assumed for them.</summary>
internal static class FixtureTraces
{
    public const string Version = "3.13";

    // All of them would take half a minute. Those next to each other are much alike.
    private const int Stride = 7;

    private static readonly Lazy<IReadOnlyList<FixtureTrace>> s_all = new(Make);

    /// <summary>Every seventh function.</summary>
    public static IReadOnlyList<FixtureTrace> All => s_all.Value;

    /// <summary>The trace of one function.</summary>
    public static CompilationTrace Of(string module, string function, params Type[] types)
    {
        using var loaded = PycJit.Load(Repository.Pyc(module, Version));
        return loaded[function].Trace(types);
    }

    private static List<FixtureTrace> Make()
    {
        var traces = new List<FixtureTrace>();
        var count = 0;
        foreach (var path in Directory.GetFiles(Repository.PathTo("fixtures", "pyc", Version), "*.pyc").Order(StringComparer.Ordinal))
        {
            using var module = PycJit.Load(path);
            foreach (var function in module.Functions.Where(_ => count++ % Stride == 0).Where(function => function.IsCompilable(out _)))
            {
                traces.Add(new FixtureTrace(
                    $"{Path.GetFileNameWithoutExtension(path)}.{function.Name}", function.Trace(), function.Dump(CompilationStage.Bytecode),
                    function.Dump(CompilationStage.Ir), function.Dump(CompilationStage.OptimisedIr), function.Disassemble()));
            }
        }
        return traces;
    }
}

/// <summary>A trace, and the texts of the same function.</summary>
internal sealed record FixtureTrace(string Name, CompilationTrace Trace, string Bytecode, string Ir, string OptimisedIr, string Assembly);
