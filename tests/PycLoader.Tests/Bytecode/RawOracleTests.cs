using System.Diagnostics;

namespace Pyc.Loader.Tests;

/// <summary>Whole standard libraries, compiled and described by the CPythons that are installed.</summary>
[Explicit("Needs CPythons, from pyenv or the PATH, and minutes for each: dotnet test --filter FullyQualifiedName~RawOracleTests")]
public sealed class RawOracleTests
{
    private static IEnumerable<PythonVersion> Versions => Fixtures.Versions;

    [TestCaseSource(nameof(Versions))]
    public void The_standard_library_decodes_to_what_its_interpreter_says(PythonVersion version)
    {
        if (FindInterpreter(version) is not { } python)
        {
            Assert.Inconclusive($"No CPython {version} is installed.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("pycjit-oracle-");
        try
        {
            var library = Path.Combine(folder.FullName, "lib");
            Run(python, "-c", CopySources, library);
            _ = Run(python, "-m", "compileall", "-q", "-f", library);       // some files are wrong on purpose, so it may fail
            var description = Path.Combine(folder.FullName, "decoded.txt");
            Assert.That(Run(python, Fixtures.PathOf("describe.py"), library, description), Is.Zero);

            var result = RawDecodedFile.Compare(description, library);
            TestContext.Out.WriteLine($"{File.ReadLines(description).First()[2..]}: {result.Files} files, "
                + $"{result.CodeObjects} code objects, {result.Instructions} instructions, {result.Mismatches} mismatches");
            Assert.That(result.Mismatches, Is.Zero, result.Differences);
            Assert.That(result.Files, Is.GreaterThan(500));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Installed packages are not the library; __pycache__ may hold files of another optimisation level.
    private const string CopySources = """
        import shutil, sys, sysconfig
        shutil.copytree(sysconfig.get_paths()["stdlib"], sys.argv[1],
                        ignore=shutil.ignore_patterns("site-packages", "__pycache__", "*.py[co]", "*.so", "*.a", "config-*"))
        """;

    private static string? FindInterpreter(PythonVersion version)
    {
        var pyenv = Environment.GetEnvironmentVariable("PYENV_ROOT")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pyenv");
        var versions = Path.Combine(pyenv, "versions");
        var candidates = Directory.Exists(versions)
            ? Directory.GetDirectories(versions, $"{version}.*").Select(one => Path.Combine(one, "bin", $"python{version}"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(one => Path.Combine(one, $"python{version}"));

        // A shim of pyenv on the PATH exists for versions that are not the chosen one, and fails.
        return candidates.Concat(onPath).FirstOrDefault(one => File.Exists(one) && Run(one, "-c", "import dis") == 0);
    }

    private static int Run(string python, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONDONTWRITEBYTECODE"] = null, ["PYTHONHASHSEED"] = "0" },
        })!;                                                                // null only where a running process is used again
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode;
    }
}
