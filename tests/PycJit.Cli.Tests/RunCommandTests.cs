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
    public void A_call_ends_when_its_time_is_over()
    {
        var result = Tool.Run("run", "fixtures/limits/pyc/3.13/hostile.pyc", "greet", "1_000_000_000_000", "--timeout", "0.5");
        Assert.That(result.Code, Is.EqualTo(124));
        Assert.That(result.Output, Does.StartWith("0\n1\n2\n"));
        Assert.That(result.Error, Does.Match(@"pycjit: error: limits/hostile\.py:\d+ in greet: the code was stopped, because it did not end within 500 ms\."));
    }

    [Test]
    public void A_call_ends_at_the_size_of_its_ints_and_lists()
    {
        var ints = Tool.Run("run", "fixtures/limits/pyc/3.13/hostile.pyc", "doubled", "40", "--int-bits", "1000");
        Assert.That((ints.Code, ints.Output), Is.EqualTo((124, "")));
        Assert.That(ints.Error, Does.Contain("an int would have more than 1,000 bits"));
        // A dict is nothing for native code.
        var lists = Tool.Run("run", Tool.Fixture("lists"), "memo_fib", "90", "--list-bytes", "1");
        Assert.That(lists.Code, Is.EqualTo(124));
        Assert.That(lists.Error, Does.Contain("its lists would take more than 1 bytes"));
    }

    [TestCase("--timeout takes a number of seconds above 0, not -1", "--timeout", "-1")]
    [TestCase("--int-bits takes a number from 64, not 8", "--int-bits", "8")]
    [TestCase("--list-bytes takes a number from 1, not 0", "--list-bytes", "0")]
    public void A_limit_that_is_none_is_an_error(string message, string option, string value) => Assert.That(
        Tool.Run("run", Tool.Fixture("straight"), "foo", "7", "3", option, value), Is.EqualTo(new ToolResult(2, "", $"pycjit: error: {message}\n")));

    [Test]
    public void A_Python_exception_is_a_traceback_with_the_source_line()
    {
        var result = Tool.Run("run", Tool.Fixture("straight"), "floor_divide", "1", "0");
        Assert.That(result, Is.EqualTo(new ToolResult(1, "", """
            Traceback (most recent call last):
              File "src/straight.py", line 129, in floor_divide
                return a // b
                       ~~^^~~
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
    public void A_power_that_is_a_float_in_Python_is_one() => Assert.That(
        Tool.Run("run", Tool.Fixture("straight"), "power", "2", "-1"), Is.EqualTo(new ToolResult(0, "0.5\n", "")));

    [Test]
    public void A_float_is_passed_to_native_code() => Assert.That(
        Tool.Run("run", Tool.Fixture("straight"), "identity", "1.5", "--native-only"), Is.EqualTo(new ToolResult(0, "1.5\n", "")));

    [Test]
    public void An_argument_beyond_64_bits_runs_interpreted() => Assert.That(
        Tool.Run("run", Tool.Fixture("straight"), "identity", "0x8000000000000000"),
        Is.EqualTo(new ToolResult(
            0, "9223372036854775808\n",
            "identity runs interpreted: native code takes bools, floats, ints within 64 bits and lists of one of them, and 0x8000000000000000 is none of these\n")));

    [TestCase("3.12", "9223372036854775808\n")]
    [TestCase("2.7", "9223372036854775808L\n")]
    public void Integers_beyond_64_bits_are_printed_as_their_version_prints_them(string version, string expected)
    {
        Assert.That(Tool.Run("run", Tool.Fixture("straight", version), "shift_left", "1", "63").Output, Is.EqualTo(expected));
        Assert.That(Tool.Run("run", Tool.Fixture("straight", version), "identity", "9223372036854775808").Output, Is.EqualTo(expected));
    }

    [TestCase("1.5\n", "1.5")]
    [TestCase("1000.0\n", "1e3")]
    [TestCase("-0.5\n", "-.5")]
    [TestCase("1e-07\n", "1_0.E-8")]
    [TestCase("-inf\n", "-inf")]
    [TestCase("nan\n", "nan")]
    [TestCase("None\n", "None")]
    [TestCase("'text'\n", "\"text\"")]
    [TestCase("\"it's\"\n", "'it\\'s'")]
    [TestCase("'a\\n'\n", "'a\\n'")]
    [TestCase("[]\n", "[]")]
    [TestCase("[1, 2.5, 'x', [None, True]]\n", "[1, 2.5,'x' , [None,True,] ]")]
    [TestCase("(1,)\n", "(1,)")]
    [TestCase("()\n", "( )")]
    [TestCase("1\n", "(1)")]
    [TestCase("(1, (2, 'a, b'))\n", "(1, (2, 'a, b'))")]
    public void What_is_no_int_is_read_and_printed_as_Python_does(string expected, string text)
    {
        var result = Tool.Run("run", Tool.Fixture("straight"), "identity", text);
        Assert.That((result.Code, result.Output), Is.EqualTo((0, expected)));
    }

    [Test]
    public void What_native_code_cannot_hold_runs_interpreted_and_says_so()
    {
        var result = Tool.Run("run", Tool.Fixture("lists"), "digits", "123");
        Assert.That((result.Code, result.Output), Is.EqualTo((0, "6\n")));
        Assert.That(result.Error, Does.StartWith("digits runs interpreted: src/lists.py:").And.EndWith("\n"));
        Assert.That(result.Error.Count(character => character == '\n'), Is.EqualTo(1));
    }

    [Test]
    public void An_argument_that_native_code_does_not_take_runs_interpreted() => Assert.That(
        Tool.Run("run", Tool.Fixture("arrays"), "total", "[1, 2.5, 3]"),
        Is.EqualTo(new ToolResult(
            0, "6.5\n", "total runs interpreted: native code takes bools, floats, ints within 64 bits and lists of one of them, and [1, 2.5, 3] is none of these\n")));

    [TestCase("6\n", "arrays", "total", "[1, 2, 3]")]
    [TestCase("3.5\n", "arrays", "total", "[1.0, 2.5]")]
    [TestCase("11.0\n", "arrays", "dot", "[1.0, 2.0]", "[3.0, 4.0]")]
    [TestCase("None\n", "arrays", "store", "[1, 2]", "0", "5")]
    [TestCase("0\n", "arrays", "total", "[]")]
    [TestCase("5\n", "lists", "squares", "3")]
    public void A_list_of_numbers_is_passed_to_native_code_and_comes_back(string expected, string fixture, string function, params string[] arguments)
    {
        var result = Tool.Run(["run", "--native-only", Tool.Fixture(fixture), function, .. arguments]);
        Assert.That(result, Is.EqualTo(new ToolResult(0, expected, "")));
    }

    [Test]
    public void A_list_is_a_list_whatever_Python_does_with_it()
    {
        const string Lending = "fixtures/facade/pyc/3.12/lending.pyc";
        Assert.That(Tool.Run("run", Lending, "push", "[1]", "2").Output, Is.EqualTo("2\n"));
        Assert.That(Tool.Run("run", Lending, "push", "[]", "2.5").Output, Is.EqualTo("1\n"));
        Assert.That(Tool.Run("run", Lending, "scale_to", "[1, 9223372036854775807]", "2").Output, Is.EqualTo("[2, 18446744073709551614]\n"));
        Assert.That(Tool.Run("run", Lending, "item", "[1]", "1").Error, Does.EndWith("IndexError: list index out of range\n"));
    }

    [TestCase("(5, True)\n", "pair", "5", "True")]
    [TestCase("3\n", "with_default", "5")]
    [TestCase("4\n", "with_default", "5", "1")]
    [TestCase("1\n", "variadic", "1", "2.5", "3")]
    [TestCase("1\n", "variadic")]
    [TestCase("7\n", "take0")]
    [TestCase("'a piece of text that is longer than forty characters, and then some'\n", "text", "1")]
    public void Native_code_gives_tuples_and_takes_defaults(string expected, string function, params string[] arguments)
    {
        var result = Tool.Run(["run", "--native-only", Tool.Fixture("arity"), function, .. arguments]);
        Assert.That(result, Is.EqualTo(new ToolResult(0, expected, "")));
    }

    [Test]
    public void Native_only_refuses_what_would_run_interpreted([Values("[1]", "1.5", "1")] string text)
    {
        var result = Tool.Run("run", Tool.Fixture("lists"), "digits", text, "--native-only");
        Assert.That((result.Code, result.Output), Is.EqualTo((4, "")));
        Assert.That(result.Error, Does.StartWith("pycjit: error: src/lists.py:"));
        Assert.That(Tool.Run("run", Tool.Fixture("straight"), "identity", "5", "--native-only"), Is.EqualTo(new ToolResult(0, "5\n", "")));
        Assert.That(Tool.Run("run", Tool.Fixture("straight"), "power", "2", "-1", "--native-only"), Is.EqualTo(new ToolResult(0, "0.5\n", "")));
    }

    [Test]
    public void The_traceback_of_interpreted_code_has_all_frames_and_their_source()
    {
        var result = Tool.Run("run", Tool.Fixture("errors", "3.8"), "reraise", "-11");
        Assert.That((result.Code, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.EndWith("""
            Traceback (most recent call last):
              File "src/errors.py", line 125, in reraise
                return check_positive(n)
              File "src/errors.py", line 39, in check_positive
                raise ValueError("n must not be negative")
            ValueError: n must not be negative

            """));
    }

    [Test]
    public void What_the_program_prints_goes_to_standard_output()
    {
        var result = Tool.Run("run", "fixtures/facade/pyc/2.7/binding.pyc", "say", "'hello'");
        Assert.That((result.Code, result.Output), Is.EqualTo((0, "hello\nNone\n")));
    }

    [Test]
    public void A_file_whose_top_level_raises_ends_with_code_1()
    {
        var result = Tool.Run("run", "fixtures/facade/pyc/3.12/failing.pyc", "f", "1");
        Assert.That((result.Code, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.StartWith("pycjit: error: failing.pyc cannot be loaded, its top level raises ZeroDivisionError: "));
    }

    [Test]
    public void A_number_that_no_memory_holds_is_a_MemoryError()
    {
        var result = Tool.Run("run", Tool.Fixture("straight"), "shift_left", "1", "1_000_000_000_000");
        Assert.That((result.Code, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.StartWith("Traceback (most recent call last):\n").And.EndWith("MemoryError\n"));
    }

    [TestCase("foo(a, b) takes 2 arguments, 1 was given.", "foo", "1")]
    [TestCase("foo(a, b) takes 2 arguments, 3 were given.", "foo", "1", "2", "3")]
    [TestCase("constant() takes no arguments, 1 was given.", "constant", "1")]
    [TestCase("identity(n) takes 1 argument, 0 were given.", "identity")]
    [TestCase("straight.pyc has no function fo. Did you mean foo?", "fo", "1", "2")]
    [TestCase("straight.pyc has no function shift_lift. Did you mean shift_left or shift_right?", "shift_lift", "1", "2")]
    public void Wrong_use_ends_with_code_2(string message, string function, params string[] arguments) =>
        ExpectError(2, message, [function, .. arguments]);

    [TestCase("")]
    [TestCase("-")]
    [TestCase("true")]
    [TestCase("none")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase(".")]
    [TestCase("1.5.2")]
    [TestCase("1__0.5")]
    [TestCase("[1,,2]")]
    [TestCase("[1)")]
    [TestCase("(1,2)x")]
    [TestCase("'a\\q'")]
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
    public void An_argument_that_is_no_Python_literal_is_refused(string text) => ExpectError(
        2, $"'{text}' cannot be passed for parameter n: an int such as 42, -1_000 or 0xFF, a float, True, False, None, "
        + "a 'string', a [list] or a (tuple) is expected.", "identity", text);

    [TestCase("{1: 2}", "dicts and sets cannot be written here")]
    [TestCase("n=1", "arguments are passed by position, not by name")]
    [TestCase("[1", "a bracket is not closed")]
    [TestCase("(1, [2]", "a bracket is not closed")]
    [TestCase("'open", "the string is not closed")]
    public void An_argument_that_is_nearly_a_Python_literal_is_refused_with_what_is_wrong(string text, string what) => ExpectError(
        2, $"'{text}' cannot be passed for parameter n: {what}; an int such as 42, -1_000 or 0xFF, a float, True, False, None, "
        + "a 'string', a [list] or a (tuple) is expected.", "identity", text);

    [Test]
    public void A_name_that_is_no_function_ends_with_code_4()
    {
        var result = Tool.Run("run", Tool.Fixture("arity"), "replaced", "1");
        Assert.That(result.Code, Is.EqualTo(4));
        Assert.That(result.Error, Is.EqualTo("pycjit: error: PYJ2102: replaced of arity.pyc cannot be used: it is an int, 5, and not a function. Name a function of the module.\n"));
    }

    [Test]
    public void Seventeen_arguments_are_passed_in_the_interpreter()
    {
        var result = Tool.Run(["run", Tool.Fixture("arity"), "take17", .. Enumerable.Repeat("1", 17)]);
        Assert.That(result, Is.EqualTo(new ToolResult(0, "9\n", "take17 runs interpreted: native code takes at most 16 arguments\n")));
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
