using System.Numerics;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

public sealed class RunCommandTests
{
    [TestCase("40\n", "foo", "7", "3")]
    [TestCase("-5\n", "identity", "-5")]
    [TestCase("5\n", "identity", "+5")]
    [TestCase("-9223372036854775808\n", "identity", "-9223372036854775808")]
    [TestCase("1000000\n", "identity", "1_000_000")]
    [TestCase("-255\n", "identity", "-0xFF")]
    [TestCase("255\n", "identity", "0x_ff")]
    [TestCase("8\n", "identity", "0o10")]
    [TestCase("5\n", "identity", "0B101")]
    [TestCase("0\n", "identity", "00_0")]
    [TestCase("True\n", "identity", "True")]
    [TestCase("False\n", "identity", "False")]
    [TestCase("1\n", "keep_sign", "True")]
    [TestCase("True\n", "less", "-1", "0")]
    [TestCase("False\n", "bit_and", "True", "False")]
    [TestCase("None\n", "nothing", "1")]
    [TestCase("42\n", "constant")]
    [TestCase("0\n", "foo", "4611686018427387904", "4611686018427387904")]
    [TestCase("-1267650600228229401496703205376\n", "shift_left", "-1", "100")]
    [TestCase("85070591730234615847396907784232501249\n", "power", "9223372036854775807", "2")]
    public void Prints_what_Python_would_print(string expected, string function, params string[] arguments)
    {
        var result = Tool.Run(["run", Tool.Fixture("straight"), function, .. arguments]);
        Assert.That(result, Is.EqualTo(new ToolResult(0, expected, "")));
    }

    [Test]
    public void Every_version_gives_the_same_number([ValueSource(nameof(Versions))] string version) =>
        Assert.That(Tool.Run("run", Tool.Fixture("straight", version), "mixed_terms", "-7", "3", "11").Output, Is.EqualTo("1178\n"));

    [Test]
    public void Arguments_may_stand_behind_two_dashes() =>
        Assert.That(Tool.Run("run", Tool.Fixture("straight"), "--", "identity", "-5").Output, Is.EqualTo("-5\n"));

    [TestCase("before")]
    [TestCase("behind")]
    public void Wrap64_computes_as_machine_integers_do(string place)
    {
        string[] words = ["run", Tool.Fixture("straight"), "cube", "10_000_000"];
        var result = Tool.Run(place == "before" ? [.. words[..1], "--wrap64", .. words[1..]] : [.. words, "--wrap64"]);
        var cube = BigInteger.Pow(10_000_000, 3);
        Assert.That(result, Is.EqualTo(new ToolResult(0, $"{unchecked((long)(ulong)(cube & ulong.MaxValue))}\n", "")));
    }

    [Test]
    public void A_Python_exception_is_a_traceback_with_the_source_line()
    {
        var result = Tool.Run("run", Tool.Fixture("straight"), "floor_divide", "1", "0");
        Assert.That(result, Is.EqualTo(new ToolResult(1, "", """
            Traceback (most recent call last):
              File "src/straight.py", line 129, in floor_divide
                return a // b
            ZeroDivisionError: integer division or modulo by zero

            """)));
    }

    [Test]
    public void The_message_and_the_line_are_those_of_the_CPython_that_compiled_the_file() =>
        Assert.That(Tool.Run("run", Tool.Fixture("arity", "3.14"), "raise_on_third_line", "1", "1").Error, Does
            .Contain("File \"src/arity.py\", line 79, in raise_on_third_line\n    return c % d\n").And
            .EndWith("ZeroDivisionError: division by zero\n"));

    [Test]
    public void A_negative_shift_is_a_ValueError() =>
        Assert.That(Tool.Run("run", Tool.Fixture("straight"), "shift_right", "1", "-1").Error, Does.EndWith("ValueError: negative shift count\n"));

    [Test]
    public void A_power_that_is_a_float_in_Python_is_an_error() => ExpectError(
        1, "src/straight.py:153 in power: an int to a negative power is a float, which a function of integers cannot return. "
        + "Pass a power that is not negative.", "power", "2", "-1");

    [Test]
    public void An_argument_beyond_64_bits_is_an_error() => ExpectError(
        1, "The argument 9223372036854775808 does not fit a signed 64-bit integer.", "identity", "0x8000000000000000");

    [Test]
    public void A_number_of_more_than_a_million_bits_is_an_error() => ExpectError(
        1, "src/straight.py:121 in shift_left: << needs integers too large to compute with: one may have up to 1048576 "
        + "bits, and those of a call together take 32 MB and about a second. Pass smaller numbers.",
        "shift_left", "1", "1_000_000_000_000");

    [TestCase("foo(a, b) takes 2 arguments, 1 was given.", "foo", "1")]
    [TestCase("foo(a, b) takes 2 arguments, 3 were given.", "foo", "1", "2", "3")]
    [TestCase("constant() takes no arguments, 1 was given.", "constant", "1")]
    [TestCase("identity(n) takes 1 argument, 0 were given.", "identity")]
    [TestCase("straight.pyc has no function fo. Did you mean foo?", "fo", "1", "2")]
    [TestCase("straight.pyc has no function shift_lift. Did you mean shift_left or shift_right?", "shift_lift", "1", "2")]
    public void Wrong_use_ends_with_code_2(string message, string function, params string[] arguments) =>
        ExpectError(2, message, [function, .. arguments]);

    [TestCase("1.5")]
    [TestCase("")]
    [TestCase("-")]
    [TestCase("true")]
    [TestCase("None")]
    [TestCase("010")]
    [TestCase("1__0")]
    [TestCase("_1")]
    [TestCase("1_")]
    [TestCase("0x")]
    [TestCase("0x_")]
    [TestCase("0o8")]
    [TestCase("0b2")]
    [TestCase("0xG")]
    [TestCase(" 1")]
    [TestCase("1L")]
    [TestCase("٣")]
    public void An_argument_that_is_no_Python_integer_is_refused(string text) => ExpectError(
        2, $"'{text}' cannot be passed for n: an int such as 42, -1_000 or 0xFF, True or False is expected.", "identity", text);

    [Test]
    public void An_unsupported_function_ends_with_code_4_whatever_the_arguments([Values(0, 1, 2)] int count)
    {
        var result = Tool.Run(["run", Tool.Fixture("arity"), "branch", .. Enumerable.Repeat("1", count)]);
        Assert.That(result.Code, Is.EqualTo(4));
        Assert.That(result.Error, Does.StartWith("pycjit: error: src/arity.py:167 in branch, offset 10: POP_JUMP_IF_FALSE is not supported: "));
    }

    [Test]
    public void A_function_that_is_not_certain_ends_with_code_4()
    {
        var result = Tool.Run("run", Tool.Fixture("arity"), "guarded", "1");
        Assert.That(result.Code, Is.EqualTo(4));
        Assert.That(result.Error, Does.StartWith("pycjit: error: src/arity.py:134: guarded of arity.pyc cannot be used: it is defined in a try"));
    }

    [Test]
    public void Seventeen_parameters_are_too_many()
    {
        var result = Tool.Run(["run", Tool.Fixture("arity"), "take17", .. Enumerable.Repeat("1", 17)]);
        Assert.That(result.Code, Is.EqualTo(4));
        Assert.That(result.Error, Does.EndWith("has 17 parameters, and at most 16 can be passed.\n"));
    }

    [Test]
    public void Sixteen_parameters_can_be_passed() => Assert.That(
        Tool.Run(["run", Tool.Fixture("arity"), "take16", .. Enumerable.Range(1, 16).Select(n => $"{n}")]).Output,
        Is.EqualTo($"{Enumerable.Range(1, 16).Sum(n => n == 1 ? 1 : n % 2 == 0 ? -n * n : n * n)}\n"));

    private static IEnumerable<string> Versions() =>
        Repository.PythonVersions;

    private static void ExpectError(int code, string message, params string[] words) => Assert.That(
        Tool.Run(["run", Tool.Fixture("straight"), .. words]), Is.EqualTo(new ToolResult(code, "", $"pycjit: error: {message}\n")));
}
