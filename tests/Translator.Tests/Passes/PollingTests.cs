using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>Where code that can be stopped asks whether it is to end. That nothing else changes: <see cref="PassPropertyTests"/>.</summary>
[TestFixture]
public sealed class PollingTests
{
    [Test]
    public void A_loop_that_counts_is_cut_into_strips_and_polls_between_them() => IrAssert.Rewrites(
        new Polling([]) { MostBetween = 100 },
        before: """
            function f(v0: i64) -> i64
            b0:
                v1 = int 0
                v2 = int 1
                jump b1
            b1:
                v3: i64 = phi b0 v1, b2 v6
                v4: i64 = phi b0 v1, b2 v7
                v5 = int.lt v3, v0
                branch v5, b2, b3
            b2:
                v6 = int.add.wrap v3, v2
                v7 = int.xor v4, v3
                jump b1
            b3:
                return v4
            """,
        after: """
            function f(v0: i64) -> i64
            b0:
                v1 = int 0
                v2 = int 1
                v10 = int 14
                v11 = int.min v0, v10
                jump b4
            b1:
                v3: i64 = phi b2 v6, b4 v12
                v4: i64 = phi b2 v7, b4 v13
                v5 = int.lt v3, v14
                branch v5, b2, b5
            b2:
                v6 = int.add.wrap v3, v2
                v7 = int.xor v4, v3
                jump b1
            b3:
                return v4
            b4:
                v12: i64 = phi b0 v1, b6 v30
                v13: i64 = phi b0 v1, b6 v31
                v14: i64 = phi b0 v11, b6 v25
                jump b1
            b5:
                v31: i64 = phi b1 v4
                v30: i64 = phi b1 v3
                v15 = int.lt v30, v0
                branch v15, b6, b3
            b6:
                poll else stop
                v20 = int.sub.wrap v0, v30
                v21 = uint 14
                v22 = uint.bits v20
                v23 = uint.lt v21, v22
                v24 = int 14
                v26 = int.add.wrap v30, v24
                v25: i64 = select v23, v26, v0
                jump b4
            """);

    [TestCase("int.lt v3, v0", "int.add.wrap v3, v2", "0")]
    [TestCase("int.ge v0, v3", "int.add.wrap v3, v2", "-9223372036854775808")]
    [TestCase("int.gt v3, v0", "int.sub.wrap v3, v2", "100")]
    [TestCase("int.le v0, v3", "int.sub.wrap v3, v2", "9223372036854775807")]
    public void Strips_do_all_rounds_up_and_down_and_to_the_limits_of_64_bits(string test, string next, string start)
    {
        var number = long.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        for (var step = 1; step < 4; step++)
        {
            foreach (var between in new[] { 10, 25, 60 })
            {
                var text = $"""
                    function f(v0: i64, v1: i64) -> i64
                    b0: v2 = int {step}; v9 = int 0; jump b1
                    b1: v3: i64 = phi b0 v1, b2 v6; v4: i64 = phi b0 v9, b2 v7; v5 = {test}; branch v5, b2, b3
                    b2: v6 = {next}; v7 = int.add.wrap v4, v2; jump b1
                    b3: v8 = int.xor v3, v4; return v8
                    """;
                var (before, after) = (IrAssert.ParseVerified(text), IrAssert.ParseVerified(text));
                Assert.That(new Polling([]) { MostBetween = between }.Run(after), Is.True);
                IrVerifier.Verify(after);
                foreach (var distance in new long[] { -40, -7, -1, 0, 1, 2, 5, 39 })
                {
                    // The limit itself is not passed: the number that a round comes to would not fit.
                    var limit = unchecked(number + distance);
                    if (Int128.Abs((Int128)number - limit) > 50 || limit is > long.MaxValue - 4 or < long.MinValue + 4)
                        continue;
                    Assert.That(IrEvaluator.Run(after, [limit, number]), Is.EqualTo(IrEvaluator.Run(before, [limit, number])), $"{limit}, step {step}, {between}");
                }
            }
        }
    }

    [TestCase("int.shr v2, v9", "int.gt v4, v8", 0)]
    [TestCase("int.shr v2, v9", "int.ne v4, v8", 1, TestName = "A negative number is shifted without end")]
    [TestCase("int.div v2, v9", "int.gt v4, v8", 0)]
    [TestCase("int.mod v1, v2", "int.ne v4, v8", 0)]
    [TestCase("int.mod v2, v1", "int.ne v4, v8", 1)]
    [TestCase("int.xor v2, v9", "int.ne v4, v8", 1)]
    public void What_shrinks_ends_soon(string next, string test, int polls)
    {
        var function = IrAssert.ParseVerified($"""
            function f(v0: i64, v3: i64) -> i64
            b0: v8 = int 0; v9 = int 2; jump b1
            b1: v1: i64 = phi b0 v0, b1 v2; v2: i64 = phi b0 v3, b1 v4; v4 = {next}; v5 = {test}; branch v5, b1, b2
            b2: return v1
            """);
        new Polling([]).Run(function);
        Assert.That(PollsIn(function), Is.EqualTo(polls));
    }

    [Test]
    public void A_loop_that_steps_to_no_limit_polls_each_round() => IrAssert.Rewrites(
        new Polling([]),
        before: "function f(v0: i64) -> i64; b0: v1 = int 1; jump b1; b1: v2: i64 = phi b0 v0, b2 v4; v3 = int.ne v2, v1; branch v3, b2, b3; b2: v4 = int.shr v2, v1; jump b1; b3: return v2",
        after: "function f(v0: i64) -> i64; b0: v1 = int 1; jump b1; b1: v2: i64 = phi b0 v0, b2 v4; v3 = int.ne v2, v1; branch v3, b2, b3; b2: v4 = int.shr v2, v1; poll else stop; jump b1; b3: return v2");

    [Test]
    public void A_loop_that_ends_soon_polls_nowhere_but_the_one_around_it_does()
    {
        const string text = """
            function f(v0: i64) -> i64
            b0: v1 = int 0; v2 = int 1; v3 = int 50; jump b1
            b1: v4: i64 = phi b0 v1, b4 v10; v5 = int.ne v4, v0; branch v5, b2, b5
            b2: v6: i64 = phi b1 v1, b3 v8; v7 = int.lt v6, v3; branch v7, b3, b4
            b3: v8 = int.add.wrap v6, v2; jump b2
            b4: v10 = int.add.wrap v4, v2; jump b1
            b5: return v4
            """;
        var function = IrAssert.ParseVerified(text);
        new Polling([]).Run(function);
        Assert.That(PollsIn(function), Is.EqualTo(1));
        Assert.That(function.Blocks.Single(block => block.Any(value => value.Op == Op.Poll)).Id, Is.EqualTo(4));
        // A million rounds of the inner loop are too many.
        var longer = IrAssert.ParseVerified(text.Replace("int 50", "int 1000000"));
        new Polling([]).Run(longer);
        Assert.That(PollsIn(longer), Is.EqualTo(2));
    }

    [Test]
    public void Many_loops_that_end_soon_do_not_all_go_without()
    {
        // Each of 40 loops, one behind the other, is below what may lie between two polls.
        var text = "function f(v0: i64) -> i64; b0: v1 = int 0; v2 = int 1; v3 = int 10000; jump b1";
        for (var i = 1; i <= 40; i++)
            text += $"; b{2 * i - 1}: v{10 * i}: i64 = phi b{(i == 1 ? 0 : 2 * i - 3)} v1, b{2 * i} v{10 * i + 2}; v{10 * i + 1} = int.lt v{10 * i}, v3; branch v{10 * i + 1}, b{2 * i}, b{2 * i + 1}; b{2 * i}: v{10 * i + 2} = int.add.wrap v{10 * i}, v2; jump b{2 * i - 1}";
        var function = IrAssert.ParseVerified(text + "; b81: return v0");
        new Polling([]).Run(function);
        IrVerifier.Verify(function);
        Assert.That(PollsIn(function), Is.InRange(20, 39));
    }

    [Test]
    public void A_loop_that_calls_what_asks_needs_no_poll_and_what_is_called_polls_unless_it_is_short()
    {
        const string loop = "b0: v1 = int 0; jump b1; b1: v2: i64 = phi b0 v0, b1 v4; v3 = call g v2; v4: i64 = call.word v3 0; v5 = int.ne v4, v1; branch v5, b1, b2; b2: return v4";
        var callsOthers = Parse($"function f(v0: i64) -> i64; {loop}; function g(v0: i64) -> i64; b0: check.stack else stack_limit; v1 = call h v0; v2: i64 = call.word v1 0; return v2; function h(v0: i64) -> i64; b0: return v0");
        new Polling([]).Run(callsOthers);
        Assert.That(PollsIn(callsOthers), Is.Zero);

        var callsShort = Parse($"function f(v0: i64) -> i64; {loop}; function g(v0: i64) -> i64; b0: return v0");
        new Polling([]).Run(callsShort);
        Assert.That(PollsIn(callsShort), Is.EqualTo(1));

        var body = string.Join("; ", Enumerable.Range(1, 300).Select(i => $"v{i} = int.xor v{i - 1}, v0"));
        var isLong = Parse($"function g(v0: i64) -> i64; b0: {body}; return v300");
        Assert.That(new Polling([]).Run(isLong), Is.False);
        Assert.That(new Polling([isLong]).Run(isLong), Is.True);
        Assert.That(isLong.Entry.First(value => value.Op != Op.Parameter).Op, Is.EqualTo(Op.Poll));
        var isShort = Parse("function g(v0: i64) -> i64; b0: return v0");
        Assert.That(new Polling([isShort]).Run(isShort), Is.False);
    }

    [Test]
    public void Each_cycle_with_two_ways_in_polls()
    {
        var function = IrAssert.ParseVerified("""
            function f(v0: bool, v1: bool) -> bool
            b0: branch v0, b1, b2
            b1: branch v1, b2, b3
            b2: branch v1, b1, b3
            b3: return v0
            """);
        new Polling([]).Run(function);
        IrVerifier.Verify(function);
        foreach (var block in function.Blocks.Where(block => block.Any(value => value.Op == Op.Poll)))
            Assert.That(block.Id, Is.AnyOf(1, 2));
        Assert.That(PollsIn(function), Is.EqualTo(1));
    }

    [Test]
    public void Every_cycle_polls_or_steps_to_the_end_of_a_strip()
    {
        var cycles = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var function = RandomFunctions.Make(seed, wraps: true);
            cycles += HasCycle(function, _ => false) ? 1 : 0;
            new Polling([]) { MostBetween = 1 }.Run(function);
            Assert.That(HasCycle(function, block => block.Any(value => value.Op == Op.Poll) || StepsToStripEnd(block)), Is.False, $"seed {seed}: {function}");
        }
        Assert.That(cycles, Is.GreaterThan(100));
    }

    private static bool StepsToStripEnd(Block block) => block.Terminator is { Op: Op.Branch } test
        && test.Operands[0].Operands.Any(limit => limit.Op == Op.Phi && limit.Operands[^1].Op is Op.Select);

    private static bool HasCycle(Function function, Predicate<Block> isCut)
    {
        // Takes away what nothing that is left leads to, until nothing or cycles are left.
        var left = function.ReversePostOrder.Where(block => !isCut(block)).ToHashSet();
        while (left.RemoveWhere(block => !block.Predecessors.Any(left.Contains)) > 0)
        {
        }
        return left.Count > 0;
    }

    private static int PollsIn(Function function) => function.Blocks.SelectMany(block => block).Count(value => value.Op == Op.Poll);

    private static Function Parse(string text) => IrAssert.ParseVerified(text.Replace("; function", "\nfunction"));
}
