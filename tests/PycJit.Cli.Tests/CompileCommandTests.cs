using System.Text.Json;
using Pyc.Cli.Tests.Support;
using Pyc.Translation;

namespace Pyc.Cli.Tests;

public sealed class CompileCommandTests
{
    [Test]
    public void A_folder_is_gone_through_and_summed_up_with_the_reasons()
    {
        using var folder = new TemporaryFolder();
        folder.Copy(Tool.Fixture("modern310"), "a.pyc");
        folder.Copy(Tool.Fixture("modern312"), "deep/down/b.pyo");
        folder.Copy("fixtures/src/lists.py", "deep/lists.py");
        var result = Tool.Run("compile", folder.PathTo("."));
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        var lines = result.Output.Split('\n');
        Assert.That(lines[0], Is.EqualTo("2 files of CPython 3.12, 11 functions"));
        Assert.That(lines[1], Does.Match(@"^  native +8 +72\.7 %$"));
        Assert.That(lines[2], Does.Match(@"^  native, in the function around +1 +9\.1 %$"));
        Assert.That(lines[3], Does.Match(@"^  interpreted +2 +18\.2 %$"));
        Assert.That(lines[5], Does.Match(@"^[\d,]+ bytes of machine code; compiling took \d+\.\d\d s, all together \d+\.\d\d s$"));
        Assert.That(lines[7], Does.Match("^code +functions  why not native +first$"));
        Assert.That(lines, Has.One.Match("^PYJ1610 +1  Code of annotations +src/modern312.py:10 in <generic parameters of generic>$"));
    }

    [Test]
    public void Every_function_of_a_file_has_its_outcome()
    {
        var functions = FunctionsOf("arity");
        Assert.Multiple(() =>
        {
            Expect("take0", "compiled", null);
            Expect("closure.<locals>.<lambda>", "interpreted", "PYJ1607");
            Expect("bound_twice", "interpreted", "PYJ1608");
            Expect("decorated", "interpreted", "PYJ1604");
            Expect("Box.method", "interpreted", "PYJ1606");
            Expect("<lambda>", "interpreted", "PYJ1609");
        });
        Assert.That(functions.Select(function => function.GetProperty("code").GetString()), Has.None.Matches<string?>(code => code is not null && !Known(code)));

        void Expect(string name, string tier, string? code) => Assert.That(
            functions.Where(function => function.GetProperty("name").GetString() == name)
                .Select(function => (function.GetProperty("tier").GetString(), function.GetProperty("code").GetString())),
            Does.Contain((tier, code)), name);
    }

    [Test]
    public void What_stands_in_a_native_function_is_compiled_with_it()
    {
        var inner = FunctionsOf("modern310").Single(function => function.GetProperty("name").GetString() == "many_zip.<locals>.<genexpr>");
        Assert.That((inner.GetProperty("tier").GetString(), inner.GetProperty("codeSize").GetInt32()), Is.EqualTo(("within", 0)));
    }

    [Test]
    public void A_name_that_could_not_be_evaluated_makes_its_function_unavailable()
    {
        // random.random is not there, and a decorator that needs it is not either.
        var document = Json("fixtures/modules/pyc/3.13/unknowns.pyc", "--verbose");
        var unavailable = document.GetProperty("functions").GetProperty("unavailable").GetInt32();
        var functions = FunctionsOf(document);
        Assert.That(functions.Count(function => function.GetProperty("tier").GetString() == "unavailable"), Is.EqualTo(unavailable));
        Assert.That(functions.Where(function => function.GetProperty("tier").GetString() == "unavailable")
            .Select(function => function.GetProperty("code").GetString()), Has.All.StartsWith("PYJ2"));
    }

    [TestCase("a module that raises", "fixtures/hostile/3.13/raises.pyc")]
    [TestCase("a top level that takes too many steps", "fixtures/modules/pyc/3.13/unknowns.pyc", "--load-budget", "1")]
    public void A_file_that_cannot_be_loaded_has_unavailable_functions_and_is_no_error(string what, params string[] words)
    {
        var document = Json([.. words, "--verbose"]);
        var functions = FunctionsOf(document);
        Assert.That(functions, Is.Not.Empty, what);
        Assert.That(functions.Select(function => function.GetProperty("tier").GetString()), Has.All.EqualTo("unavailable"), what);
        Assert.That(functions.Select(function => function.GetProperty("code").GetString()), Has.All.EqualTo("PYJ2103"), what);
        Assert.That(document.GetProperty("reasons")[0].GetProperty("title").GetString(), Is.EqualTo(DiagnosticDescriptors.LoadFailed.Title));
    }

    [Test]
    public void A_file_that_cannot_be_read_ends_with_code_3_behind_all_the_others()
    {
        var result = Tool.Run("compile", "no/such.pyc", Tool.Fixture("modern310"), "fixtures/src/lists.py");
        Assert.That(result.Code, Is.EqualTo(3));
        Assert.That(result.Error, Does.Match(@"^pycjit: error: no/such\.pyc: no such file\npycjit: error: fixtures/src/lists\.py: at byte 0: this is text.*\n$"));
        Assert.That(result.Output, Does.StartWith("3 files of CPython 3.12, 5 functions\n"));
    }

    [Test]
    public void A_folder_without_files_ends_with_code_3() => Assert.That(
        Tool.Run("compile", "fixtures/src"), Is.EqualTo(new ToolResult(3, "", "pycjit: error: fixtures/src: no .pyc or .pyo file in this folder\n")));

    [TestCase(0, "modern310")]
    [TestCase(4, "modern312")]
    public void Strict_wants_all_native(int code, string module) =>
        Assert.That(Tool.Run("compile", Tool.Fixture(module), "--strict").Code, Is.EqualTo(code));

    [TestCase("--load-budget")]
    [TestCase("--threads")]
    public void Numbers_begin_with_1(string option) => Assert.That(
        Tool.Run("compile", "x.pyc", option, "0"), Is.EqualTo(new ToolResult(2, "", $"pycjit: error: {option} takes a number from 1, not 0\n")));

    [Test]
    public void Verbose_is_a_line_a_function()
    {
        var output = Tool.Run("compile", Tool.Fixture("modern312"), "--verbose").Output;
        Assert.That(output, Does.Contain($"{Tool.Fixture("modern312")}: CPython 3.12\n").And.Contain("PYJ1610: ").And.Match(@"\n +\d+  \w+: native, \(i64\) -> i64, \d+ bytes\n"));
    }

    [Test]
    public void In_a_window_the_table_fits()
    {
        var result = Tool.Run(isInteractive: true, "compile", Tool.Fixture("arity"));
        var table = result.Output.Split('\n').Where(line => line.StartsWith('│')).ToList();
        Assert.That(table, Has.Count.GreaterThan(5));
        Assert.That(table.Max(line => line.Length), Is.LessThanOrEqualTo(80));
        Assert.That(result.Error, Is.Empty, "progress where nobody looks");
    }

    [Test]
    public void The_order_is_that_of_the_names_however_many_threads_there_are()
    {
        string[] Paths(string threads) => [.. Json("fixtures/modules/pyc/3.13", "fixtures/modules/pyc/2.7", "--threads", threads)
            .GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()!)];
        var one = Paths("1");
        Assert.That(one, Has.Length.GreaterThan(4));
        Assert.That(one, Is.EqualTo(one.Where(path => path.Contains("3.13")).Order(StringComparer.Ordinal).Concat(one.Where(path => path.Contains("2.7")).Order(StringComparer.Ordinal))));
        Assert.That(Paths("7"), Is.EqualTo(one));
    }

    [Test]
    public void Every_function_of_the_fixtures_is_native_or_has_a_reason_with_a_line()
    {
        var document = Json([.. FixtureSample.Files(9), "fixtures/facade/pyc/3.13", "--verbose"]);
        Assert.That(document.GetProperty("functions").GetProperty("faults").GetInt32(), Is.Zero);
        var functions = FunctionsOf(document);
        Assert.That(functions, Has.Count.GreaterThan(1000));
        Assert.Multiple(() =>
        {
            foreach (var function in functions.Where(function => function.GetProperty("message").ValueKind != JsonValueKind.Null))
            {
                var message = function.GetProperty("message").GetString();
                Assert.That(Known(function.GetProperty("code").GetString()!), message);          // it has a message
                Assert.That(message, Does.Match(@"\.py:\d+").And.Contain(function.GetProperty("code").GetString()));
            }
        });
    }

    private static bool Known(string code) => DiagnosticDescriptors.All.Any(descriptor => descriptor.Id == code);

    private static List<JsonElement> FunctionsOf(string module) => FunctionsOf(Json(Tool.Fixture(module), "--verbose"));

    private static List<JsonElement> FunctionsOf(JsonElement document) =>
        [.. document.GetProperty("files").EnumerateArray().SelectMany(file => file.GetProperty("functions").EnumerateArray())];

    private static JsonElement Json(params string[] words)
    {
        var result = Tool.Run(["compile", .. words, "--json"]);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
