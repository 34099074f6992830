using System.Diagnostics;

namespace Pyc.Differential.Support;

/// <summary>The CPythons that pyenv has, and the scripts of fixtures/random under them.</summary>
internal static class InstalledPythons
{
    /// <summary>The programs, by version.</summary>
    public static SortedDictionary<Version, string> Find()
    {
        var root = Environment.GetEnvironmentVariable("PYENV_ROOT")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pyenv");
        var folder = Path.Combine(root, "versions");
        var found = new SortedDictionary<Version, string>();
        foreach (var version in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            var python = Path.Combine(version, "bin", "python");
            if (Version.TryParse(Path.GetFileName(version), out var number) && File.Exists(python))
                found[new Version(number.Major, number.Minor)] = python;
        }
        return found;
    }

    /// <summary>Runs a script of fixtures/random, which has to succeed.</summary>
    public static void Run(string python, string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python, ["-B", Repository.PathTo("fixtures", "random", script), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["PYTHONHASHSEED"] = "0" },
        })!;                                                    // null only where a running process is used again
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
    }
}
