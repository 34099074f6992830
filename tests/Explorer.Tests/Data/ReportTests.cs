using System.Text.Json;
using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests.Data;

/// <summary>The documents in a report.</summary>
internal sealed class ReportTests
{
    [Test]
    public void Every_origin_in_ir_and_machine_code_is_an_instruction_of_the_bytecode()
    {
        foreach (var page in (string[])[Reports.Sieve, Reports.BlackScholes])
        {
            var function = Reports.Documents(page)["function-0"];
            var codes = function.GetProperty("codes").EnumerateArray().ToList();
            JsonElement[] lines = [.. function.GetProperty("lines").EnumerateArray(), .. function.GetProperty("assembly").EnumerateArray()];
            var origins = lines.Where(line => line.TryGetProperty("code", out _)).ToList();

            Assert.That(origins, Has.Count.GreaterThan(lines.Length / 2));
            foreach (var origin in origins)
            {
                var instruction = codes[origin.GetProperty("code").GetInt32()].GetProperty("bytecode")[origin.GetProperty("index").GetInt32()];
                Assert.That(instruction.GetProperty("line").GetInt32(), Is.EqualTo(origin.GetProperty("line").GetInt32()));
            }
        }
    }

    [Test]
    public void Machine_code_names_values_of_the_last_snapshot()
    {
        var function = Reports.Documents(Reports.Sieve)["function-0"];
        var unit = function.GetProperty("units")[function.GetProperty("snapshots").EnumerateArray().Last().GetProperty("functions")[0].GetInt32()];
        var values = unit.GetProperty("blocks").EnumerateArray()
            .SelectMany(block => function.GetProperty("blocks")[block.GetInt32()].GetProperty("lines").EnumerateArray())
            .Select(line => function.GetProperty("lines")[line.GetInt32()].GetProperty("value").GetInt32())
            .ToHashSet();
        var named = function.GetProperty("assembly").EnumerateArray().Where(line => line.TryGetProperty("value", out _)).Select(line => line.GetProperty("value").GetInt32()).ToList();

        Assert.That(named, Has.Count.GreaterThan(30));
        Assert.That(named.Where(value => !values.Contains(value)), Is.Empty);
    }

    [Test]
    public void What_a_pass_says_it_did_leads_from_each_snapshot_to_the_next()
    {
        var function = Reports.Documents(Reports.Sieve)["function-0"];
        var snapshots = function.GetProperty("snapshots").EnumerateArray().ToList();
        for (var i = 1; i < snapshots.Count; i++)
        {
            var (before, after) = (Texts(function, snapshots[i - 1]), Texts(function, snapshots[i]));
            var difference = snapshots[i].GetProperty("difference");

            Assert.That(Numbers(difference, "added"), Is.EquivalentTo(after.Keys.Except(before.Keys)));
            Assert.That(Numbers(difference, "changed"), Is.EquivalentTo(after.Keys.Intersect(before.Keys).Where(value => before[value] != after[value])));
            var gone = difference.TryGetProperty("gone", out var list) ? list.EnumerateArray().Select(pair => function.GetProperty("lines")[pair[1].GetInt32()].GetProperty("value").GetInt32()) : [];
            Assert.That(gone, Is.EquivalentTo(before.Keys.Except(after.Keys)));
        }
    }

    [Test]
    public void The_source_is_there_where_it_is_found_beside_the_file()
    {
        var codes = Reports.Documents(Reports.BlackScholes)["function-0"].GetProperty("codes").EnumerateArray().ToList();

        Assert.That(codes.Select(code => code.GetProperty("name").GetString()), Is.EqualTo(new[] { "black_scholes", "normal_cdf" }));
        Assert.That(codes[0].GetProperty("source")[2].GetProperty("text").GetString(), Is.EqualTo("    d2 = d1 - sigma*math.sqrt(years)"));
    }

    [Test]
    public void Without_source_each_line_says_what_names_it_has()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.Pyc("kernels", "3.8"), folder.PathTo("alone.pyc"));

        var code = Documents(folder.PathTo("alone.pyc"), "gcd").GetProperty("codes")[0];

        Assert.That(code.GetProperty("reconstructed").GetBoolean(), Is.True);
        Assert.That(code.GetProperty("source").EnumerateArray().Select(line => line.GetProperty("text").GetString()), Has.Some.EqualTo("b a b % → b → a").Or.Some.EqualTo("b a b % → a → b"));
    }

    [Test]
    public void A_function_that_runs_interpreted_has_its_bytecode_and_the_reason()
    {
        var documents = Reports.Documents(Reports.Lists);
        var functions = documents["module"].GetProperty("functions").EnumerateArray().ToList();
        var index = functions.FindIndex(function => function.GetProperty("name").GetString() == "memo_fib");
        var document = documents[$"function-{index}"];
        var note = document.GetProperty("notes")[0];

        Assert.Multiple(() =>
        {
            Assert.That(functions[index].GetProperty("tier").GetString(), Is.EqualTo("interpreted"));
            Assert.That(note.GetProperty("id").GetString(), Does.StartWith("PYJ1"));
            Assert.That(note.GetProperty("line").GetInt32(), Is.EqualTo(92));
            Assert.That(document.GetProperty("codes")[0].GetProperty("bytecode").GetArrayLength(), Is.GreaterThan(10));
            Assert.That(document.TryGetProperty("assembly", out _), Is.False);
        });
    }

    [Test]
    public void Notes_stand_at_lines_that_are_shown()
    {
        foreach (var page in (string[])[Reports.Sieve, Reports.BlackScholes])
        {
            var function = Reports.Documents(page)["function-0"];
            var notes = function.GetProperty("notes").EnumerateArray().ToList();
            var lines = function.GetProperty("codes").EnumerateArray()
                .Select(code => code.GetProperty("source").EnumerateArray().Select(line => line.GetProperty("line").GetInt32()).ToHashSet()).ToList();

            Assert.That(notes.Select(note => note.GetProperty("kind").GetString()).Distinct(), Is.SupersetOf(new[] { "types", "check", "done" }));
            Assert.That(notes.Where(note => !lines[note.GetProperty("code").GetInt32()].Contains(note.GetProperty("line").GetInt32())), Is.Empty);
        }
    }

    [Test]
    public void Columns_of_an_instruction_count_what_the_page_counts()
    {
        using var folder = new TemporaryFolder();
        var codes = Reports.Documents(Reports.BlackScholes)["function-0"].GetProperty("codes");
        var source = codes[0].GetProperty("source").EnumerateArray().ToDictionary(line => line.GetProperty("line").GetInt32(), line => line.GetProperty("text").GetString() ?? "");
        var call = codes[0].GetProperty("bytecode").EnumerateArray().First(row => row.GetProperty("operation").GetString() == "Call");
        var span = call.GetProperty("span");

        Assert.That(source[call.GetProperty("line").GetInt32()][span[0].GetInt32()..span[2].GetInt32()], Is.EqualTo("math.log(spot/strike)"));
    }

    private static JsonElement Documents(string path, string function) =>
        Reports.Documents(Pyc.Cli.Explorer.ExplorerReport.Make(new(path, function, [], Wrap64: false)).Page)["function-0"];

    private static Dictionary<int, string?> Texts(JsonElement function, JsonElement snapshot) =>
        snapshot.GetProperty("functions").EnumerateArray()
            .SelectMany(unit => function.GetProperty("units")[unit.GetInt32()].GetProperty("blocks").EnumerateArray())
            .SelectMany(block => function.GetProperty("blocks")[block.GetInt32()].GetProperty("lines").EnumerateArray())
            .Select(line => function.GetProperty("lines")[line.GetInt32()])
            .ToDictionary(line => line.GetProperty("value").GetInt32(), line => line.GetProperty("text").GetString());

    private static int[] Numbers(JsonElement difference, string name) =>
        difference.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(number => number.GetInt32())] : [];
}
