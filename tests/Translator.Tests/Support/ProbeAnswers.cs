using System.Text.Json;

namespace Pyc.Translation.Tests.Support;

/// <summary>What the CPythons answered to the probes of one area.</summary>
/// <remarks>The format is described at the top of fixtures/probes/generate.py.</remarks>
internal static class ProbeAnswers
{
    /// <summary>The lines of one version, by probe.</summary>
    public static IReadOnlyDictionary<string, string[]> Read(string area, string version)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("fixtures", "probes", "expected", area + ".json")));
        var answers = new Dictionary<string, string[]>();
        foreach (var probe in document.RootElement.EnumerateObject())
        {
            foreach (var group in probe.Value.EnumerateArray())
            {
                if (PythonVersions.IsAmong(version, group.GetProperty("versions").GetString()!))
                    answers[probe.Name] = [.. group.GetProperty("lines").EnumerateArray().Select(line => LineOf(line, version))];
            }
        }
        return answers;
    }

    private static string LineOf(JsonElement line, string version) =>
        line.ValueKind == JsonValueKind.String
            ? line.GetString()!
            : line.EnumerateObject().Single(entry => PythonVersions.IsAmong(version, entry.Name)).Value.GetString()!;
}
