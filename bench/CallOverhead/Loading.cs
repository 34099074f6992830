using BenchmarkDotNet.Attributes;

namespace Pyc.Benchmarks;

/// <summary>Reading, decoding and verifying every code object of every fixture file, from bytes in memory.</summary>
[MemoryDiagnoser]
public class Loading
{
    private readonly byte[][] _files =
        [.. Directory.GetFiles(Repository.PathTo("fixtures", "pyc"), "*.pyc", SearchOption.AllDirectories).Select(File.ReadAllBytes)];

    /// <summary>The time for all files of 17 CPythons.</summary>
    [Benchmark]
    public int LoadAllFixtures()
    {
        var instructions = 0;
        foreach (var file in _files)
        {
            foreach (var code in Loader.PycFile.Read(file).CodeObjects())
                instructions += Loader.BytecodeDecoder.Decode(code).Instructions.Length;
        }
        return instructions;
    }
}
