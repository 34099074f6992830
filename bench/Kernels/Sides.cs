namespace Pyc.Benchmarks;

/// <summary>Finds what is installed.</summary>
internal static class Sides
{
    private const int RoundsApartOfCPython = 7;

    /// <summary>PycJit first, CPython last; what is not there is named on the console.</summary>
    public static IReadOnlyList<Side> Installed(bool withPythons)
    {
        var csharp = new CSharpSide("C#", "Kernels.CSharp");
        var sides = new List<Side?>
        {
            new PycJitSide("PycJit", IntegerMode.Exact, csharp), new PycJitSide("Wrap64", IntegerMode.Wrap64, csharp), csharp, new CSharpSide("checked", "Kernels.Checked"),
            Named("gcc", CSide.TryCompile("gcc", csharp)), Named("clang", CSide.TryCompile("clang", csharp)),
        };
        if (withPythons)
        {
            sides.Add(Named("Numba", Pythons("python3").Select(python => PythonSide.TryStart("Numba", python, warmUpCalls: 3, sort: "numba")).FirstOrDefault(side => side is not null)));
            sides.Add(Named("PyPy", Pythons("pypy3").Select(python => PythonSide.TryStart("PyPy", python, warmUpCalls: 30)).FirstOrDefault(side => side is not null)));
            sides.Add(Named("CPython", Pythons("python3.13", "python3").Select(python => PythonSide.TryStart("CPython", python, warmUpCalls: 0, RoundsApartOfCPython)).FirstOrDefault(side => side is not null)));
        }
        return [.. sides.OfType<Side>()];
    }

    private static Side? Named(string name, Side? side)
    {
        if (side is null)
            Console.WriteLine($"{name} is not installed: left out.");
        return side;
    }

    // Those on PATH, those of pyenv with the newest first, and those of the system, which others may hide.
    private static IEnumerable<string> Pythons(params string[] names)
    {
        var pyenv = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pyenv", "versions");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists(pyenv) ? Directory.GetDirectories(pyenv).Select(folder => Path.Combine(folder, "bin")).OrderDescending() : [])
            .Append("/usr/bin").Append("/usr/local/bin");
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).Where(File.Exists).Distinct();
    }
}
