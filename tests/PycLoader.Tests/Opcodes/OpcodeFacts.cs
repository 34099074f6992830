using System.Text.Json;

namespace Pyc.Loader.Tests;

/// <summary>What a CPython says about its own opcodes: <c>fixtures/opcodes/&lt;version&gt;.json</c>.</summary>
internal static class OpcodeFacts
{
    internal static JsonElement Of(PythonVersion version)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Fixtures.PathOf($"opcodes/{version}.json")));
        return document.RootElement.Clone();
    }

    internal static string[] Strings(this JsonElement facts, string table) => facts.TryGetProperty(table, out var rows)
        ? [.. rows.EnumerateArray().Select(row => row.GetString()!)]              // a table of names holds no null
        : [];
}
