using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class IrParserTests
{
    private const string EveryForm =
        """
        function outer.<locals>.f(v0: i64, v1: bool) -> i64
        b0:
            v2 = int -9223372036854775808
            v3 = bool true
            v4 = none
            check.nonzero v0 else division_by_zero
            v6 = int.div v2, v0
            branch v1, b3, b1
        b1:
            v7: i64 = phi b0 v6, b2 v8
            v9: bool = phi b0 v3, b2 v1
            branch v9, b2, b4
        b2:
            v8 = int.sub v7, v2
            jump b1
        b3:
            exit negative_power
        b4:
            return v7

        """;

    [Test]
    public void Reads_what_the_printer_writes() =>
        Assert.That(IrParser.Parse(EveryForm).ToString(), Is.EqualTo(EveryForm.ReplaceLineEndings("\n")));

    [Test]
    public void What_it_reads_is_correct_IR() => IrVerifier.Verify(IrParser.Parse(EveryForm));

    [Test]
    public void A_function_fits_one_line()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: check.nonzero v0 else modulo_by_zero; jump b1 b1: return v0");
        Assert.That(function.ToString(), Is.EqualTo(
            "function f(v0: i64) -> i64\nb0:\n    check.nonzero v0 else modulo_by_zero\n    jump b1\nb1:\n    return v0\n"));
    }

    [Test]
    public void Comments_are_dropped() => Assert.That(
        IrParser.Parse("# first\nfunction f(v0: i64) -> i64 # ; more\nb0: # b1:\n return v0 # f.py:3").ToString(),
        Is.EqualTo("function f(v0: i64) -> i64\nb0:\n    return v0\n"));

    [Test]
    public void Source_lines_stand_in_comments()
    {
        var function = new Function("f", IrType.None);
        var location = new SourceLocation("/srv/rules/f\n.py", new SourcePosition(12), "f", 0);
        var none = function.NewBlock().Append(function.NewValue(Op.NoneConstant, [], location));
        function.Entry.Append(function.NewValue(Op.Return, [none], location));
        var text = IrPrinter.Print(function, withSource: true);
        Assert.That(text, Does.Contain("v0 = none").And.Contain(" # f?.py:12\n    return v0\n"));
        Assert.That(IrParser.Parse(text).ToString(), Is.EqualTo(function.ToString()));
    }

    [TestCase("<lambda>")]
    [TestCase("größe")]
    [TestCase("")]
    [TestCase("a(b) \"c\" \\ # ; \n\r\t\0 d")]
    [TestCase("\u2028 \ud800 \ud83d\ude00 b0:")]
    public void Any_name_survives(string name)
    {
        var function = new Function(name, IrType.None);
        var none = function.NewBlock().Append(function.NewValue(Op.NoneConstant, [], SourceLocation.None));
        function.Entry.Append(function.NewValue(Op.Return, [none], SourceLocation.None));
        var parsed = IrParser.Parse(function.ToString());
        Assert.That(parsed.Name, Is.EqualTo(name));
        Assert.That(parsed.ToString(), Is.EqualTo(function.ToString()));
    }

    [Test]
    public void Every_operation_can_be_read()
    {
        foreach (var info in OpInfo.All.ToArray().Where(info => info.Arity > 0 && (info.Effects & Effects.Terminator) == 0))
        {
            var result = info.ResultType == IrType.Void ? "" : "v2 = ";
            var operands = string.Join(", ", Enumerable.Repeat(info.OperandType == IrType.Bool ? "v1" : "v0", info.Arity));
            var text = $"function f(v0: i64, v1: bool) -> i64\nb0:\n    {result}{info.Name} {operands}\n    return v0\n";
            Assert.That(IrParser.Parse(text).ToString(), Is.EqualTo(text));
        }
    }

    [TestCase("", 1, 1, "'function' is expected")]
    [TestCase("function f() -> i64", 1, 20, "a block is expected")]
    [TestCase("function f() -> int b0: exit overflow", 1, 17, "a type is expected: i64, bool, none")]
    [TestCase("function f() -> i64 exit overflow", 1, 21, "the label of a block")]
    [TestCase("function f() -> i64\nb0: v0 = int.plus v0, v0", 2, 10, "an operation is expected")]
    [TestCase("function f() -> i64\nb0:\n  v0 = int 9223372036854775808", 3, 12, "a 64-bit integer is expected")]
    [TestCase("function f() -> i64 b0: return v7", 1, 32, "there is no such value")]
    [TestCase("function f() -> i64 b0: jump b7", 1, 30, "there is no such block")]
    [TestCase("function f() -> i64 b0: jump b0 b0: jump b0", 1, 33, "the block is there already")]
    [TestCase("function f(v0: i64) -> i64 b0: v0 = int 1; return v0", 1, 32, "the value is there already")]
    [TestCase("function f(v0: i64) -> i64 b0: return v0 v0", 1, 42, "the end of the statement is expected")]
    [TestCase("function f(v0: i64) -> i64 b0: v1 = int.add v0; return v0", 1, 47, "',' is expected")]
    [TestCase("function f(v0: i64) -> i64 b0: int.add v0, v0; return v0", 1, 32, "which needs a name")]
    [TestCase("function f(v0: i64) -> i64 b0: v1 = return v0", 1, 37, "gives no value")]
    [TestCase("function f(v0: i64) -> i64 b0: jump b1 b1: v1 = phi b0 v0; return v1", 1, 49, "a phi says its type")]
    [TestCase("function f(v0: i64) -> i64 b0: jump b1 b1: v1: i64 = phi b1 v0; return v1", 1, 54, "the predecessors of b1, which are b0")]
    [TestCase("function f(v0: i64) -> i64 b0: check.nonzero v0 else boredom; return v0", 1, 54, "a reason is expected")]
    [TestCase("function f(v0: i64) -> i64 b0: v1 = int.neg v0 else overflow; return v0", 1, 53, "only checks and exit have a reason")]
    [TestCase("function f(v99999999: i64) -> i64 b0: return v99999999", 1, 12, "a number below")]
    [TestCase("function \"f", 1, 10, "no closing quote")]
    [TestCase("function \"\\n\"", 1, 12, "A backslash")]
    [TestCase("function f(v0: i64) -> i64 b0: return $", 1, 39, "'$' has no meaning here")]
    public void An_error_says_where_and_what(string text, int line, int column, string problem)
    {
        var exception = Assert.Throws<IrParseException>(() => IrParser.Parse(text));
        Assert.That(exception.Message, Does.Contain(problem));
        Assert.That((exception.Line, exception.Column), Is.EqualTo((line, column)));
    }
}
