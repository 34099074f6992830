using BenchmarkDotNet.Attributes;

namespace Pyc.Benchmarks;

/// <summary>Loading every fixture file of 17 CPythons, from bytes in memory.</summary>
[MemoryDiagnoser]
public class Loading
{
    private readonly byte[][] _files =
        [.. Directory.GetFiles(Repository.PathTo("fixtures", "pyc"), "*.pyc", SearchOption.AllDirectories).Select(File.ReadAllBytes)];

    /// <summary>Reading them, and decoding and verifying each code object.</summary>
    [Benchmark]
    public int DecodeAllFixtures()
    {
        var instructions = 0;
        foreach (var file in _files)
        {
            foreach (var code in Loader.PycFile.Read(file).CodeObjects())
                instructions += Loader.BytecodeDecoder.Decode(code).Instructions.Length;
        }
        return instructions;
    }

    /// <summary>Loading them as modules: what runs is decoded, and the top levels are evaluated.</summary>
    [Benchmark]
    public int LoadAllFixtures()
    {
        var functions = 0;
        foreach (var file in _files)
        {
            using var module = PycJit.Load(file);
            functions += module.Functions.Count;
        }
        return functions;
    }
}
