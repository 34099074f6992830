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
        foreach (var info in OpInfo.All.ToArray().Where(info => info.Arity > 0 && info.OperandType != IrType.Result && (info.Effects & Effects.Terminator) == 0))
        {
            var result = info.ResultType == IrType.Void ? "" : "v2 = ";
            if (info.Op is Op.LoadTable or Op.Select or Op.LoadField or Op.FixedField or Op.LoadElement or Op.VectorLoad or Op.Broadcast or Op.Lane)
                result = "v2: i64 = ";
            var operands = string.Join(", ", Enumerable.Repeat(NameOf(info.OperandType), info.Arity))
                + info.Op switch { Op.LoadTable => ", 5, -7", Op.Lane => " 3", _ => "" };
            var function = info.Op switch
            {
                Op.FixedField or Op.LoadField => "columns ",
                Op.LoadElement or Op.StoreElement or Op.VectorLoad or Op.VectorStore or Op.VectorStoreMasked => "mixed ",
                _ => info.IsFloatCall ? FloatFunctionInfo.Of(FloatCalls.Of(info.Arity)[0]).Name + " " : "",
            };
            var lanes = info.Op is Op.VectorStore or Op.VectorStoreMasked ? " lanes 4" : "";
            var text = $"function f(v0: i64, v1: bool, v3: u64, v4: f64) -> i64{lanes}\nb0:\n    {result}{info.Name} {function}{operands}\n    return v0\n";
            Assert.That(IrParser.Parse(text).ToString(), Is.EqualTo(text));
        }

        static string NameOf(IrType type) => type switch
        {
            IrType.Bool => "v1",
            IrType.UInt64 => "v3",
            IrType.Float64 => "v4",
            _ => "v0",
        };
    }

    [Test]
    public void Tables_are_read_as_they_are_written()
    {
        const string Text = "function f(v0: i64) -> f64\nb0:\n    v1: bool = table v0, true, false\n    v2: i64 = table v0, -1, 9223372036854775807\n"
            + "    v3: f64 = table v0, 0.5, -0, nan, inf\n    return v3\n";
        var function = IrParser.Parse(Text);
        IrVerifier.Verify(function);
        Assert.That(function.ToString(), Is.EqualTo(Text));
        Assert.That(function.Entry.First(value => value.Type == IrType.Bool).Table!.Words, Is.EqualTo(new long[] { 1, 0 }));
    }

    private const string Sequences =
        """
        function f(v0: sequence, v1: i64, v2: f64) -> mixed
        b0:
            v3: address = field.fixed data v0
            v4: i64 = field.fixed columns v0
            v5: address = field data v0
            v6: i64 = field count v0
            v7: i64 = field capacity v0
            count.store v0, v1
            v8: i64 = load u8 v3, v1
            v9: f64 = load f32 v5, v6
            v10: bool = load bool v3, v4
            v11: u64 = load u64 v3, v4
            v12: sequence = load sequence v3, v7
            store f32 v5, v1, v2
            store u64 v5, v1, v11
            store sequence v5, v1, v12
            v13 = sequence.eq v0, v12
            v14: sequence = runtime new_list v1, v6
            v15 = state 3 depth 1, 0: v0, 1: v14
            check.sequence v14, v15 else memory
            v16: i64 = runtime append_items v14, v0, v1, v1, v6
            runtime reverse v0
            v17 = call f v14, v16, v9, v15
            v18: sequence = call.word v17 0
            branch v13, b1, b2
        b1:
            v19: sequence = phi b0 v18, b1 v14
            v20: address = phi b0 v3, b1 v5
            v21: i64 = load i16 v20, v8
            branch v10, b1, b3
        b2:
            return v18
        b3:
            return v19, v21

        """;

    [Test]
    public void Operations_of_sequences_survive_printing_and_parsing()
    {
        var function = IrParser.ParseUnit(Sequences)[0];
        IrVerifier.Verify(function);
        Assert.That(function.ToString(), Is.EqualTo(Sequences.ReplaceLineEndings("\n")));
        Assert.That(function.Results.Select(result => result.ToString()), Is.EqualTo(["sequence", "(sequence, i64)"]));
    }

    [TestCase("v1: i64 = field length v0", "a field is expected: data, count, capacity, columns")]
    [TestCase("v1 = field count v0", "a field says its type")]
    [TestCase("v1: i64 = load i65 v0, v0", "a kind of elements is expected: i8, u8")]
    [TestCase("v1 = runtime sort v0, v0", "a runtime says its type")]
    [TestCase("runtime shuffle v0", "a function of the runtime is expected: new_list, reserve")]
    public void What_is_wrong_about_a_sequence_is_said(string statement, string problem) => Assert.That(
        () => IrParser.Parse($"function f(v0: sequence) -> sequence b0: {statement}; return v0"),
        Throws.TypeOf<IrParseException>().With.Message.Contains(problem));

    private const string Unit =
        """
        function even(v0: i64, v1: bool) -> mixed
        b0:
            v2 = state 0 depth 0, 0: v0
            check.stack v2 else stack_limit
            v3 = int.neg v0, v2
            v4 = state 3 awaits depth 0, function: object 1, 0: v0, 1: object 2
            v5 = state 9 awaits depth 1, 0: v3, caller v4
            v6 = call "even and odd" v3, v1, v5
            v7: i64 = call.word v6 0
            v8: f64 = call.word v6 1
            v9 = call.shape v6
            v10 = state 11 depth 0, 0: v7, caller v4
            v11 = int.add v7, v9, v10
            branch v1, b1, b2
        b1:
            return v11, v8
        b2:
            return

        function "even and odd"(v0: i64, v1: bool) -> mixed
        b0:
            branch v1, b1, b2
        b1:
            v2 = call "even and odd" v0, v1
            v3: i64 = call.word v2 0
            v4 = float 0.5
            return v3, v4
        b2:
            check.stack else stack_limit
            return v0

        """;

    [Test]
    public void Functions_that_call_each_other_survive_printing_and_parsing()
    {
        var unit = IrParser.ParseUnit(Unit);
        foreach (var function in unit)
            IrVerifier.Verify(function);
        Assert.Multiple(() =>
        {
            Assert.That(string.Join('\n', unit), Is.EqualTo(Unit.ReplaceLineEndings("\n")));
            Assert.That(unit.SelectMany(function => function.Blocks).SelectMany(block => block).Select(value => value.Callee).OfType<Function>(),
                Is.EqualTo([unit[1], unit[1]]));
            Assert.That(unit[0].Results.Select(result => result.Types.Length), Is.EqualTo([2, 0]));
            Assert.That(unit[1].Results.Select(result => result.Types.Length), Is.EqualTo([2, 1]));
            Assert.That(unit.Select(function => function.ResultType), Is.All.EqualTo(IrType.Mixed));
        });
    }

    [TestCase("b0: v1 = call g v0; return v0", "the name of a function is expected: f")]
    [TestCase("b0: v1 = call f v0; v2 = call.word v1 0; return v0", "a call.word says its type, as 'v2: i64 = call.word'")]
    [TestCase("b0: v1: i64 = call f v0; return v0", "call does not say its type")]
    [TestCase("b0: v1 = call f v0; v2: i64 = call.word v1; return v0", "the number of a word is expected")]
    public void What_is_wrong_about_a_call_is_said(string body, string problem) => Assert.That(
        () => IrParser.ParseUnit($"function f(v0: i64) -> i64 {body}"),
        Throws.TypeOf<IrParseException>().With.Message.Contains(problem));

    private const string EveryFrame =
        """
        function f(v0: i64, v1: u64, v2: f64, v3: bool) -> mixed
        b0:
            v4 = uint 18446744073709551615
            v5 = state 7 depth 2, 0: v2, 1: v0, 2: const 3, 4: global 2, 5: range v0 v0 v0, 6: range_iterator v0 v0 v0, 7: raised 9 v0 v3, 8: nothing_handled, 9: zip 2, item: sequence_iterator v0, item: list 1, item: v0, item: enumerate v0, item: reversed_iterator v0, item: const 3, 10: same 9, 11: item v0, item: object 0, 12: slice, item: const 1, item: const 1, item: const 2
            v6 = int.add v0, v0, v5
            check.nonzero v6, v5 else modulo_by_zero
            check v3 else float_division_by_zero
            v7 = state 0 depth 0
            v8 = uint.add v1, v4, v7
            branch v3, b1, b2
        b1:
            return v8
        b2:
            branch v3, b3, b4
        b3:
            exit v7 raise
        b4:
            return v2

        """;

    [Test]
    public void Frame_states_are_read_as_they_are_written()
    {
        var function = IrParser.Parse(EveryFrame);
        IrVerifier.Verify(function);
        Assert.That(function.ToString(), Is.EqualTo(EveryFrame.ReplaceLineEndings("\n")));
        var state = function.Entry.First(value => value.Op == Op.FrameState);
        Assert.That(state.Frame!.Slots[4], Is.EqualTo(new FrameSlot(5, FrameSlotKind.Range)));
        Assert.That(state.Frame.OperandCount, Is.EqualTo(15));
        Assert.That(function.Entry.First(value => value.Op == Op.IntAdd).State, Is.SameAs(state));
    }

    [TestCase("0", 0.0)]
    [TestCase("-0", -0.0)]
    [TestCase("0.1", 0.1)]
    [TestCase("1E-05", 1e-05)]
    [TestCase("1.7976931348623157E+308", double.MaxValue)]
    [TestCase("5E-324", double.Epsilon)]
    [TestCase("inf", double.PositiveInfinity)]
    [TestCase("-inf", double.NegativeInfinity)]
    public void Floats_keep_their_bits(string text, double number)
    {
        var function = IrParser.Parse($"function f() -> f64\nb0:\n    v0 = float {text}\n    return v0\n");
        Assert.That(function.Entry.First!.Immediate, Is.EqualTo(BitConverter.DoubleToInt64Bits(number)));
        Assert.That(function.ToString(), Does.Contain($" {text}\n"));
    }

    [TestCase("nan", 0x7ff8_0000_0000_0000)]
    [TestCase("nan.fff8000000000000", unchecked((long)0xfff8_0000_0000_0000))]
    [TestCase("nan.7ff0000000000001", 0x7ff0_0000_0000_0001)]
    public void Each_NaN_has_a_name(string text, long bits)
    {
        var function = IrParser.Parse($"function f() -> f64\nb0:\n    v0 = float {text}\n    return v0\n");
        Assert.That(function.Entry.First!.Immediate, Is.EqualTo(bits));
        Assert.That(function.ToString(), Does.Contain($" {text}\n"));
    }

    [Test]
    public void A_function_that_never_returns_has_no_result() =>
        IrVerifier.Verify(IrParser.Parse("function f() -> void b0: v0 = state 0 depth 0; exit v0 raise"));

    [TestCase("", 1, 1, "'function' is expected")]
    [TestCase("function f() -> i64", 1, 20, "a block is expected")]
    [TestCase("function f() -> int b0: exit overflow", 1, 17, "a type is expected: void, i64, bool, none")]
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
    [TestCase("function f(v0: state) -> i64 b0: return v0", 1, 16, "a type is expected")]
    [TestCase("function f() -> f64 b0: v0 = float one; return v0", 1, 36, "a float is expected")]
    [TestCase("function f() -> f64 b0: v0 = float nan.3ff0000000000000; return v0", 1, 36, "a float is expected")]
    [TestCase("function f() -> u64 b0: v0 = uint -1; return v0", 1, 35, "an unsigned 64-bit integer is expected")]
    [TestCase("function f() -> i64 b0: v0 = state 3, 0: v0", 1, 37, "'depth' is expected")]
    [TestCase("function f() -> i64 b0: v0 = state 3 depth 1, x: v0", 1, 47, "the place of a slot is expected")]
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
