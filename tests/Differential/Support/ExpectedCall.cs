using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Pyc.Differential.Support;

/// <summary>One call of a fixture and what the CPythons of some versions made of it.</summary>
/// <remarks>The format is described at the top of fixtures/generate.py and fixtures/merge.py.</remarks>
internal sealed record ExpectedCall(
    string Function, string Signature, IReadOnlyList<JsonElement> Arguments, IReadOnlySet<string> Versions,
    JsonElement? Result, string? Error, string? Message, IReadOnlyList<JsonElement>? After)
{
    // Every version of a module, in every mode, has the same file.
    private static readonly ConcurrentDictionary<string, IReadOnlyList<ExpectedCall>> s_read = new();

    /// <summary>The first argument that is the same list as this one: the index itself for all others.</summary>
    public required IReadOnlyList<int> FirstSame { get; init; }

    /// <summary>All calls of a module's functions.</summary>
    public static IReadOnlyList<ExpectedCall> Read(string module) => s_read.GetOrAdd(module, Parse);

    /// <summary>The integer of <c>{"i": "123"}</c>, or the truth of <c>{"b": true}</c>.</summary>
    public static BigInteger IntegerOf(JsonElement value) => value.TryGetProperty("b", out var truth)
        ? truth.GetBoolean() ? 1 : 0
        : BigInteger.Parse(value.GetProperty("i").GetString()!, CultureInfo.InvariantCulture);

    public override string ToString() =>
        $"{Function}({string.Join(", ", Arguments.Select(FixtureValue.Describe))})";

    private static List<ExpectedCall> Parse(string module)
    {
        var calls = new List<ExpectedCall>();
        foreach (var line in File.ReadLines(Repository.PathTo("fixtures", "expected", module + ".jsonl")))
        {
            var record = JsonDocument.Parse(line).RootElement;
            JsonElement[] written = [.. record.GetProperty("args").EnumerateArray()];
            int[] firstSame = [.. written.Select((value, index) => value.TryGetProperty("s", out var same) ? same.GetInt32() : index)];
            calls.Add(new ExpectedCall(
                record.GetProperty("function").GetString()!,
                record.GetProperty("signature").GetString()!,
                [.. firstSame.Select(index => written[index])],
                ExpandRanges(record.GetProperty("versions").GetString()!),
                record.TryGetProperty("result", out var result) ? result : null,
                record.TryGetProperty("error", out var error) ? error.GetString() : null,
                record.TryGetProperty("message", out var message) ? message.GetString() : null,
                record.TryGetProperty("after", out var after) ? [.. after.EnumerateArray()] : null)
            {
                FirstSame = firstSame,
            });
        }
        return calls;
    }

    private static HashSet<string> ExpandRanges(string ranges)
    {
        var versions = new HashSet<string>();
        foreach (var range in ranges.Split(' '))
        {
            var ends = range.Split('-');
            var first = IndexOf(ends[0]);
            versions.UnionWith(Repository.PythonVersions.Take(IndexOf(ends[^1]) + 1).Skip(first));
        }
        return versions;
    }

    private static int IndexOf(string version)
    {
        var index = Repository.PythonVersions.ToList().IndexOf(version);
        return index >= 0 ? index : throw new FormatException($"{version} is no version of the fixtures.");
    }
}
