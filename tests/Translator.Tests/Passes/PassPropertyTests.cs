using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>A pass changes no outcome, over random functions and arguments.</summary>
/// <remarks><see cref="Outcomes"/> says what counts as no change. Wrapping integers know no overflow: nothing may change at all.</remarks>
public sealed class PassPropertyTests
{
    private const int Functions = 600;
    private const int CallsEach = 12;

    private static readonly IPass[] s_passes =
    [
        new ConstantFolding(), new AlgebraicSimplification(), new CommonSubexpressionElimination(), new DeadCodeElimination(),
        new PowerExpansion(), new ControlFlowSimplification(), new TrivialPhiElimination(), new FloatDivisionExpansion(),
        new RangeSimplification(), new ModularArithmetic(), new WideProducts(), new LoopInvariantCodeMotion(),
        new LoopSplitting(), new CarriedLoads(), new Polling([]) { MostBetween = 20 },
    ];

    private static IEnumerable<TestCaseData> Passes() =>
        from pass in s_passes
        from wraps in new[] { false, true }
        select new TestCaseData(pass, wraps).SetArgDisplayNames(pass.Name, wraps ? "wrap" : "exact");

    [TestCaseSource(nameof(Passes))]
    public void A_pass_changes_no_outcome(IPass pass, bool wraps) => CheckOutcomes(wraps, function => pass.Run(function));

    [TestCaseSource(nameof(Passes))]
    public void A_pass_followed_by_the_removal_of_dead_code_changes_no_outcome(IPass pass, bool wraps) => CheckOutcomes(wraps, function =>
    {
        var changed = pass.Run(function);
        return new DeadCodeElimination().Run(function) | changed;
    });

    [TestCase(false)]
    [TestCase(true)]
    public void The_pipeline_changes_no_outcome_and_leaves_nothing_to_expand(bool wraps) => CheckOutcomes(wraps, function =>
    {
        var changed = Pipeline.Standard.Run(function, new PipelineOptions { VerifyEachPass = true });
        Assert.That(function.Blocks.SelectMany(block => block).Select(value => value.Op), Has.None.AnyOf(Op.IntPow, Op.IntPowWrap, Op.FloatFloorDiv, Op.FloatFloorMod));
        return changed;
    });

    [TestCase(false)]
    [TestCase(true)]
    public void Deep_expressions_keep_their_outcome(bool wraps) => CheckOutcomes(
        wraps, function => Pipeline.Standard.Run(function), RandomFunctions.MakeExpression, functions: 6000, callsEach: 5);

    [Test]
    public void Random_functions_survive_printing_and_parsing()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var text = RandomFunctions.Make(seed, wraps: seed % 2 == 0).ToString();
            var parsed = IrParser.Parse(text);
            IrVerifier.Verify(parsed);
            Assert.That(parsed.ToString(), Is.EqualTo(text), $"seed {seed}");
        }
    }

    private static void CheckOutcomes(
        bool wraps, Func<Function, bool> transform,
        Func<int, bool, Function>? make = null, int functions = Functions, int callsEach = CallsEach)
    {
        make ??= RandomFunctions.Make;
        var changes = 0;
        var counts = new int[(int)OutcomeMatch.Wrong + 1];
        for (var seed = 0; seed < functions; seed++)
        {
            var before = make(seed, wraps);
            var after = make(seed, wraps);
            var text = after.ToString();
            var changed = transform(after);
            Assert.That(changed, Is.EqualTo(after.ToString() != text), $"seed {seed}: what Run says about changes\n{text}\n{after}");
            IrVerifier.Verify(after);
            if (!changed)
                continue;
            changes++;

            var random = new Random(seed);
            for (var call = 0; call < callsEach; call++)
            {
                var arguments = RandomFunctions.Arguments(before, random);
                var match = Outcomes.Compare(before, after, arguments);
                counts[(int)match]++;
                if (match == OutcomeMatch.Wrong)
                    Assert.Fail($"seed {seed}, f({string.Join(", ", arguments)})\nbefore:\n{before}\nafter:\n{after}");
            }
        }
        var (returned, rescued, unknown) =
            (counts[(int)OutcomeMatch.Returned], counts[(int)OutcomeMatch.Rescued], counts[(int)OutcomeMatch.Unknown]);
        TestContext.Out.WriteLine(
            $"seeds 0..{functions - 1}: {changes} functions changed; of the calls, {returned} return the same, " +
            $"{counts[(int)OutcomeMatch.Exited]} exit the same, {rescued} do not overflow any more, {unknown} are unknown");
        Assert.That(returned, Is.GreaterThanOrEqualTo(changes / 4));
        Assert.That(unknown, Is.LessThanOrEqualTo(returned / 50));
        if (wraps)
            Assert.That(rescued + unknown, Is.Zero);
    }
}
