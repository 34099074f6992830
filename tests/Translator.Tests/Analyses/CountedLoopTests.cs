using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class CountedLoopTests
{
    [TestCase("v6 = int.lt v4, v1; branch v6, b2, b3", true, 0)]
    [TestCase("v6 = int.le v4, v1; branch v6, b2, b3", true, 1)]
    [TestCase("v6 = int.gt v1, v4; branch v6, b2, b3", true, 0)]
    [TestCase("v6 = int.ge v4, v1; branch v6, b3, b2", false, 0)]
    [TestCase("v6 = int.gt v4, v1; branch v6, b3, b2", false, 1)]
    [TestCase("v7 = int.add.wrap v4, v3; v6 = int.lt v7, v1; branch v6, b2, b3", true, -1)]
    public void A_loop_that_tests_first_is_recognised(string test, bool goesOnIf, int offset)
    {
        var loop = Find($"""
            function f(v0: i64, v1: i64) -> i64
            b0: v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v0, b2 v5; {test}
            b2: v5 = int.add.wrap v4, v3; jump b1
            b3: return v4
            """)!;
        Assert.That((loop.TestsFirst, loop.GoesOnIf, loop.LimitOffset, loop.Start.Id, loop.Limit.Id, loop.Next.Id), Is.EqualTo((true, goesOnIf, offset, 0, 1, 5)));
        Assert.That((loop.Header.Id, loop.Preheader.Id, loop.Exit.Id, loop.IsInnermost), Is.EqualTo((1, 0, 3, true)));
    }

    [TestCase("v6 = int.lt v5, v1; branch v6, b1, b2", true, -1)]
    [TestCase("v6 = int.lt v4, v1; branch v6, b1, b2", true, 0)]
    [TestCase("v6 = int.le v1, v5; branch v6, b2, b1", false, -1)]
    public void A_loop_that_tests_last_is_recognised(string test, bool goesOnIf, int offset)
    {
        var loop = Find($"""
            function f(v0: i64, v1: i64) -> i64
            b0: v3 = int 1; v8 = int.lt v0, v1; branch v8, b1, b2
            b1: v4: i64 = phi b0 v0, b1 v5; v5 = int.add.wrap v4, v3; {test}
            b2: v9 = int 0; return v9
            """)!;
        Assert.That((loop.TestsFirst, loop.GoesOnIf, loop.LimitOffset, loop.Start.Id, loop.Limit.Id, loop.Next.Id), Is.EqualTo((false, goesOnIf, offset, 0, 1, 5)));
    }

    [TestCase("v5 = int.add.wrap v4, v3; v6 = int.lt v4, v5", TestName = "a limit that changes")]
    [TestCase("v5 = int.add.wrap v4, v1; v6 = int.lt v4, v1", TestName = "steps that are not one")]
    [TestCase("v5 = int.add.wrap v4, v3; v6 = int.ne v4, v1", TestName = "a test for being there")]
    [TestCase("v5 = int.add.wrap v4, v3; v6 = int.gt v4, v1", TestName = "a lower limit")]
    public void Other_loops_are_none(string round)
    {
        Assert.That(Find($"""
            function f(v0: i64, v1: i64) -> i64
            b0: v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v0, b2 v5; {round}; branch v6, b2, b3
            b2: jump b1
            b3: return v4
            """), Is.Null);
    }

    [Test]
    public void The_limit_of_a_main_loop_is_the_least_that_checks_allow()
    {
        var function = IrParser.Parse("""
            function f(v0: sequence, v1: sequence, v2: i64) -> i64
            b0: v3 = int 0; v4 = int 1; v5: i64 = field.fixed count v0; v6: i64 = field.fixed count v1; v14: address = field.fixed data v1; jump b1
            b1: v7: i64 = phi b0 v4, b2 v9; v8 = int.lt v7, v5; branch v8, b2, b3
            b2: v9 = int.add.wrap v7, v4; v10 = int.sub v7, v4; v11 = int.add v9, v2
            check.nonneg v10 else raise; v12 = int.lt v11, v6; check v12 else raise; check.nonneg v11 else raise; v13: i64 = load i64 v14, v11; jump b1
            b3: return v7
            """);
        var loop = CountedLoop.In(function, LoopForest.Of(function)).Single();
        var limits = LoopLimits.Of(loop, new LinearForms(loop), out _)!;
        var values = function.Blocks.SelectMany(block => block).ToDictionary(value => value.Id);
        Assert.That(limits.RequireNotNegative(values[10]) && limits.Require(values[12]) && limits.RequireNotNegative(values[11]) && limits.RequireExact(values[11]));
        Assert.That(limits.Require(values[13]), Is.False);
        var main = MainLoop.Before(loop, limits, step: 4, leastSteps: 2);
        main.Close(main.Body);
        main.Resume(_ => main.Next!);
        IrVerifier.Verify(function);
        var text = string.Join("; ", main.Guard.Select(value => value.ToString()));
        Assert.That(text, Is.EqualTo(
            "v24 = int 1125899906842624; v25 = int.add.wrap v2, v24; v26 = uint.bits v25; v27 = uint 2251799813685248; v28 = uint.le v26, v27; " +
            "v29 = int 2; v30 = int.add.wrap v2, v29; v31 = int 0; v32 = int.ge v30, v31; " +
            "v33 = int.sub.wrap v6, v2; v34 = int -1; v35 = int.add.wrap v33, v34; v36 = int.min v5, v35; v37 = int 3; v38 = int.sub.wrap v36, v37; " +
            "v39 = int 4; v40 = int.add.wrap v4, v39; v41 = int.lt v40, v38; v42 = bool.and v28, v32; v43 = bool.and v42, v41; branch v43, b5, b1"));
        Assert.That(main.Guard.Successors, Is.EqualTo(new[] { main.Entry, loop.Header }));
        Assert.That(loop.Header.Predecessors, Does.Not.Contain(function.Entry));
    }

    private static CountedLoop? Find(string text)
    {
        var function = IrParser.Parse(text);
        return CountedLoop.In(function, LoopForest.Of(function)).SingleOrDefault();
    }
}
