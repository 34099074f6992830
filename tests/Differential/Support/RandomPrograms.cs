using System.Text.Json;
using Pyc.Translation.Tests.Support;

namespace Pyc.Differential.Support;

/// <summary>Random programs with what CPython made of them, in a folder as fixtures/random/record.py leaves it.</summary>
internal static class RandomPrograms
{
    /// <summary>The compiled modules: name and version.</summary>
    public static IEnumerable<(string Name, string Version)> Modules(string folder) =>
        from path in Directory.GetFiles(Path.Combine(folder, "pyc"), "*.pyc", SearchOption.AllDirectories)
        let version = Path.GetFileName(Path.GetDirectoryName(path))!
        let name = Path.GetFileNameWithoutExtension(path)
        orderby Version.Parse(version), name
        select (name, version);

    /// <summary>Interprets the programs of a module.</summary>
    /// <returns>The number of programs, and a text for each whose outcome is not CPython's.</returns>
    public static (int Count, IReadOnlyList<string> Differences) Compare(string folder, string name, string version)
    {
        var (count, differences) = (0, new List<string>());
        InterpretedModule module;
        try
        {
            module = new InterpretedModule(Path.Combine(folder, "pyc", version, name + ".pyc"));
        }
#pragma warning disable CA1031 // A module that does not run is a difference, whatever the reason; the other modules run all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (0, [$"{version} {name} does not run: {exception.Message}"]);
        }
        foreach (var line in File.ReadLines(Path.Combine(folder, "expected", name + ".jsonl")))
        {
            using var record = JsonDocument.Parse(line);
            if (!PythonVersions.IsAmong(version, record.RootElement.GetProperty("versions").GetString()!))
                continue;
            var program = record.RootElement.GetProperty("program").GetString()!;
            var expected = FixtureValue.MessageHere(record.RootElement.GetProperty("outcome").GetString()!);
            var actual = OutcomeOf(module, program);
            count++;
            if (actual != expected)
                differences.Add($"{version} {name} {program}, {Where(expected, actual)}");
        }
        return (count, differences);
    }

    private static string OutcomeOf(InterpretedModule module, string program)
    {
        try
        {
            return module.Outcome(program);
        }
#pragma warning disable CA1031 // What must not leave the interpreter is the difference of this program; the others run all the same.
        catch (Exception exception) when (exception is not AssertionException)
#pragma warning restore CA1031
        {
            var stack = (exception.StackTrace ?? "").Split('\n').Take(4).Select(text => text.Trim());
            return $"{exception.GetType().Name} left the interpreter: {exception.Message} {string.Join(" ", stack)}";
        }
    }

    /// <summary>Both from a little before the first difference.</summary>
    private static string Where(string expected, string actual)
    {
        var common = expected.AsSpan().CommonPrefixLength(actual);
        var start = Math.Max(0, common - 60);
        return $"at {common}:{Environment.NewLine}    expected {Part(expected)}{Environment.NewLine}    actual   {Part(actual)}";

        string Part(string text) => text[start..Math.Min(text.Length, common + 120)];
    }
}
