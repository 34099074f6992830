using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

public sealed class DisCommandTests
{
    [TestCase("bytecode")]
    [TestCase("ir")]
    [TestCase("optimised")]
    [TestCase("asm")]
    public void Shows_a_stage_with_the_source_beside_it(string stage)
    {
        var result = Tool.Run("dis", Tool.Fixture("straight"), "foo", "--stage", stage);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.Contain("straight.py:9  return a*a - b*b\n"));
        // Windows passes arguments in other registers.
        if (stage != "asm" || !OperatingSystem.IsWindows())
            Golden.Check($"dis-foo-{stage}.txt", result.Output);
    }

    [Test]
    public void Machine_code_is_what_is_shown_unless_asked_otherwise() => Assert.That(
        Tool.Run("dis", Tool.Fixture("straight"), "foo"), Is.EqualTo(Tool.Run("dis", Tool.Fixture("straight"), "foo", "--stage", "asm")));

    [TestCase("double[],double[]", "([f64], [f64]) -> f64")]
    [TestCase("Span<float>, ReadOnlySpan<int>", "([f32], readonly [i32]) -> f64")]
    [TestCase("List<long>,Memory<byte>", "(list[i64], [u8]) -> f64")]
    [TestCase("double[][],double[,]", "([[f64]], [f64, 2]) -> f64")]
    public void Types_of_parameters_can_be_said(string types, string signature)
    {
        var result = Tool.Run("dis", Tool.Fixture("arrays"), "dot", "--types", types);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.StartWith("; dot(xs, ys) of src/arrays.py:18, CPython 3.12, " + signature));
        Assert.That(Tool.Run("dis", Tool.Fixture("arrays"), "dot", "--types", types, "--stage", "ir").Output, Does.StartWith("function dot(v0: sequence, v1: sequence)"));
    }

    [TestCase("dot", "double[],string", "'string' in --types is no type that native code takes")]
    [TestCase("dot", "double[,,],long", "'double[,,]' in --types")]
    [TestCase("dot", "double[]", "dot(xs, ys) takes 2 parameters, --types says 1 type\n")]
    [TestCase(null, "double[]", "--types says the types of the parameters of one function: name it\n")]
    public void Types_that_do_not_fit_are_refused(string? function, string types, string error)
    {
        var result = Tool.Run(["dis", Tool.Fixture("arrays"), .. function is null ? Array.Empty<string>() : [function], "--types", types]);
        Assert.That((result.Code, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.StartWith("pycjit: error: " + error));
    }

    [Test]
    public void Wrap64_shows_code_without_checks()
    {
        var text = Tool.Run("dis", Tool.Fixture("straight"), "foo", "--wrap64").Output;
        Assert.That(text, Does.Contain("imul").And.Not.Contain("jo "));
    }

    [Test]
    public void All_functions_are_shown_without_a_name_and_those_not_compiled_say_why()
    {
        var result = Tool.Run("dis", Tool.Fixture("arity"));
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.Contain("; src/arity.py").Or.Contain("arity.py:8"));
        Assert.That(result.Output, Does.Contain("\n; generator(n) is not compiled: src/arity.py:162 in generator: PYJ1602: the function is not compiled: it is a generator"));
    }

    [Test]
    public void The_bytecode_of_every_fixture_can_be_shown([ValueSource(nameof(Versions))] string version)
    {
        foreach (var file in Directory.GetFiles(Repository.PathTo("fixtures", "pyc", version), "*.pyc"))
        {
            var result = Tool.Run("dis", file, "--stage", "bytecode");
            Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        }
    }

    [Test]
    public void Without_the_source_the_line_numbers_remain()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Tool.Fixture("straight"), folder.PathTo("straight.pyc"));
        var text = Tool.Run("dis", folder.PathTo("straight.pyc"), "foo", "--stage", "ir").Output;
        Assert.That(text, Does.Contain("straight.py:9\n"));
    }

    [TestCase("straight.py", "straight.pyc")]
    [TestCase("straight.py", "__pycache__/straight.cpython-312.pyc")]
    [TestCase("src/straight.py", "straight.pyc")]
    [TestCase("src/straight.py", "out/deep/straight.pyc")]
    public void The_source_is_found_at(string source, string pyc)
    {
        using var folder = new TemporaryFolder();
        folder.Copy("fixtures/src/straight.py", source);
        folder.Copy(Tool.Fixture("straight"), pyc);
        Assert.That(
            Tool.Run("dis", folder.PathTo(pyc), "foo", "--stage", "ir").Output, Does.Contain("straight.py:9  return a*a - b*b\n"));
    }

    [Test]
    public void A_source_of_another_size_is_not_the_one_that_was_compiled()
    {
        using var folder = new TemporaryFolder();
        folder.Copy(Tool.Fixture("straight"), "straight.pyc");
        folder.Copy("fixtures/src/straight.py", "straight.py");
        File.AppendAllText(folder.PathTo("straight.py"), "\n");
        Assert.That(Tool.Run("dis", folder.PathTo("straight.pyc"), "foo", "--stage", "ir").Output, Does.Contain("straight.py:9\n"));
    }

    [Test]
    public void An_unknown_stage_is_wrong_use() => Assert.That(
        Tool.Run("dis", Tool.Fixture("straight"), "foo", "--stage", "c"),
        Is.EqualTo(new ToolResult(2, "", "pycjit: error: --stage takes bytecode, ir, optimised or asm, not 'c'\n")));

    [Test]
    public void A_function_that_is_not_supported_ends_with_code_4_but_shows_its_bytecode()
    {
        Assert.That(Tool.Run("dis", Tool.Fixture("arity"), "generator").Code, Is.EqualTo(4));
        Assert.That(Tool.Run("dis", Tool.Fixture("arity"), "generator", "--stage", "bytecode").Code, Is.Zero);
    }

    [TestCase("ir", "\n\nfunction is_odd(v0: i64) -> bool\n")]
    [TestCase("optimised", "\n\nfunction is_odd(v0: i64) -> bool\n")]
    [TestCase("asm", "\nis_odd:\n")]
    public void What_a_function_calls_natively_is_shown_behind_it_with_its_source(string stage, string start)
    {
        var text = Tool.Run("dis", Tool.Fixture("calls"), "is_even", "--stage", stage).Output;
        Assert.That(text, Does.Contain("calls.py:32  return is_odd(n - 1)\n"));
        Assert.That(text, Does.Contain(start));
        Assert.That(text[text.IndexOf(start, StringComparison.Ordinal)..], Does.Contain("calls.py:38  return is_even(n - 1)\n"));
    }

    [TestCase("pair", "(i64, i64) -> (i64, i64), ")]
    [TestCase("text", "(i64) -> str, ")]
    public void The_line_above_the_code_says_what_is_returned(string function, string signature) =>
        Assert.That(Tool.Run("dis", Tool.Fixture("arity"), function).Output.Split('\n')[0], Does.Contain($"CPython 3.12, {signature}"));

    private static IEnumerable<string> Versions() =>
        Repository.PythonVersions;
}
