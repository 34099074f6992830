using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>Each reason why a loop is left as it is comes where it should, and in words.</summary>
public sealed class LoopObstacleTests
{
    // Of these no loop of reasonable size is an example, or what Python says never comes to: the passes look for them all the same.
    private static readonly LoopObstacle[] s_limits = [LoopObstacle.FunctionTooLarge, LoopObstacle.TooManyTerms, LoopObstacle.UnknownStart, LoopObstacle.NoLaneType, LoopObstacle.LeavesWithValues];

    private static IEnumerable<(LoopObstacle Obstacle, string Text)> InLanes() =>
    [
        (LoopObstacle.ContainsLoop, """
            function f(v0: i64) -> i64
            b0: v1 = int 0; v2 = int 1; jump b1
            b1: v3: i64 = phi b0 v1, b4 v4; v5 = int.lt v3, v0; branch v5, b2, b5
            b2: v6: i64 = phi b1 v1, b3 v7; v8 = int.lt v6, v3; branch v8, b3, b4
            b3: v7 = int.add.wrap v6, v2; jump b2
            b4: v4 = int.add.wrap v3, v2; jump b1
            b5: return v3
            """),
        (LoopObstacle.SeveralEntries, """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int 0; v3 = int 1; v4 = int.lt v1, v2; branch v4, b1, b2
            b1: v5 = int 7; jump b3
            b2: v6 = int 8; jump b3
            b3: v7: i64 = phi b1 v5, b2 v6, b4 v8; v9 = int.lt v7, v0; branch v9, b4, b5
            b4: v8 = int.add.wrap v7, v3; jump b3
            b5: return v7
            """),
        (LoopObstacle.NoTest, """
            function f(v0: i64) -> i64
            b0: v1 = int 0; v2 = int 1; jump b1
            b1: v3: i64 = phi b0 v1, b3 v4; v4 = int.add.wrap v3, v2; v5 = int.eq v3, v2; branch v5, b2, b3
            b2: v6 = int 2; v7 = int.lt v3, v6; branch v7, b3, b4
            b3: jump b1
            b4: return v3
            """),
        (LoopObstacle.NoIntComparison, While("v10 = int.ne v9, v1", "v20 = int.add.wrap v9, v4")),
        (LoopObstacle.NoCounter, While("v10 = int.lt v9, v1", "v11 = int 2; v20 = int.add.wrap v9, v11")),
        (LoopObstacle.ChangingEnd, """
            function f(v0: sequence, v1: i64) -> i64
            b0: v2 = int 0; v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v2, b2 v5; v6: i64 = phi b0 v1, b2 v7; v8 = int.lt v4, v6; branch v8, b2, b3
            b2: v5 = int.add.wrap v4, v3; v7 = int.sub.wrap v6, v3; jump b1
            b3: return v4
            """),
        (LoopObstacle.TooManyBlocks, Branches(20)),
        (LoopObstacle.TooManyOperations, For(string.Join("; ", Enumerable.Range(100, 210).Select(i => $"v{i} = int.xor v9, v1")))),
        (LoopObstacle.Calls, For("v10 = call f v0, v1; v11: i64 = call.word v10 0")),
        (LoopObstacle.ChangesList, For("runtime reverse v0")),
        (LoopObstacle.ReadsChangingList, For("v10: i64 = field count v0")),
        (LoopObstacle.Raises, For("v10: f64 = load f64 v5, v9; v11 = int.from_float v10")),
        (LoopObstacle.HasEffects, For("vector.end")),
        (LoopObstacle.NoRounds, For("store f64 v5, v9, v30", start: "v40", end: "v41", before: "v40 = int 7; v41 = int 3")),
        (LoopObstacle.CarriesOther, For("v10: i64 = load i64 v5, v9; v12 = int.lt v10, v1", phi: "v8: bool = phi b0 v31, b2 v12")),
        (LoopObstacle.ChecksDivisor, For("v10: i64 = load i64 v5, v9; check.nonzero v10 else modulo_by_zero; v11 = int.mod v1, v10; store i64 v5, v9, v11")),
        (LoopObstacle.ChecksInRound, For("v10: i64 = load i64 v5, v9; check.sequence v0 else memory; store i64 v5, v9, v10")),
        (LoopObstacle.NotNextElement, For("v11 = int.and v9, v4; v10: i64 = load i64 v5, v11; store i64 v5, v9, v10")),
        (LoopObstacle.ElementsWithoutLanes, For("v10: u64 = load u64 v5, v9; v11 = int.bits v10; store i64 v5, v9, v11")),
        (LoopObstacle.TooManyStores, For(string.Join("; ", Enumerable.Range(0, 9).Select(i => $"v{100 + i} = int {i}; v{200 + i} = int.add.wrap v9, v{100 + i}; store i64 v5, v{200 + i}, v1")))),
        (LoopObstacle.StoresAndCollects, For("v10: i64 = load i64 v5, v9; v12 = int.add v8, v10; store i64 v5, v9, v1", phi: "v8: i64 = phi b0 v3, b2 v12")),
        (LoopObstacle.SumsFloats, For("v10: f64 = load f64 v5, v9; v12 = float.add v8, v10", phi: "v8: f64 = phi b0 v30, b2 v12")),
        (LoopObstacle.CarriesValue, For("v10: f64 = load f64 v5, v9; v12 = float.mul v8, v10", phi: "v8: f64 = phi b0 v30, b2 v12")),
        (LoopObstacle.NothingToDo, For("v10 = int.xor v9, v1")),
        (LoopObstacle.UsesCollected, For("v10: i64 = load i64 v5, v9; v12 = int.xor v8, v10; v13 = int.xor v12, v1; store i64 v5, v9, v13", phi: "v8: i64 = phi b0 v3, b2 v12")),
        (LoopObstacle.TooManyProducts, For("v10: i64 = load i64 v5, v9; v12 = int.mul.wrap v8, v10", phi: "v8: i64 = phi b0 v3, b2 v12")),
        (LoopObstacle.NoLaneOperation, For("v10: f64 = load f64 v5, v9; v11 = float.call1 sin v10; store f64 v5, v9, v11")),
        (LoopObstacle.SameCondition, For("v10: i64 = load i64 v5, v9; v11 = int.from_bool v31; v12 = int.xor v10, v11; store i64 v5, v9, v12")),
        (LoopObstacle.Overflows, For("v10: i64 = load i64 v5, v9; v11 = int.shl v4, v10; store i64 v5, v9, v11")),
        (LoopObstacle.ReadsWhatIsWritten, For("v11 = int -1; v13 = int.add.wrap v9, v11; check.nonneg v13 else raise; v10: i64 = load i64 v5, v13; store i64 v5, v9, v10")),
        (LoopObstacle.Breaks, """
            function f(v0: sequence, v1: i64) -> i64
            b0: v2 = int 0; v3 = int 1; v5: address = field.fixed data v0; jump b1
            b1: v4: i64 = phi b0 v2, b2 v6; v7 = int.lt v4, v1; branch v7, b2, b5
            b2: v6 = int.add.wrap v4, v3; v8: i64 = load i64 v5, v4; v9 = int.lt v8, v2; branch v9, b5, b1
            b5: return v4
            """),
        (LoopObstacle.ReadsUnderCondition, Under("v30: i64 = load i64 v20, v9; store i64 v5, v9, v30")),
        (LoopObstacle.StoresUnderCondition, Under("store i32 v5, v9, v3")),
        (LoopObstacle.ChangingSequence, For("v40: address = field.fixed data v0; v10: i64 = load i64 v40, v9; store i64 v40, v9, v10")),
    ];

    private static IEnumerable<(LoopObstacle Obstacle, string Text)> WithoutChecks() =>
    [
        (LoopObstacle.NoCheckToSave, For("v10: f64 = load f64 v5, v9; v12 = float.add v8, v10", phi: "v8: f64 = phi b0 v30, b2 v12")),
        (LoopObstacle.NotLinear, For("v10: i64 = load i64 v5, v9; v12 = int.add v8, v10", phi: "v8: i64 = phi b0 v3, b2 v12")),
        (LoopObstacle.UnknownEnd, While("v10 = int.ge v9, v9", "v20 = int.sub.wrap v9, v4")),
        (LoopObstacle.TooManyOperations, For(string.Join("; ", Enumerable.Range(100, 210).Select(i => $"v{i} = int.xor v9, v1")))),
        (LoopObstacle.TooLargeForChecks, For("v11 = int.lt v9, v1; check v11 else raise; " + string.Join("; ", Enumerable.Range(100, 100).Select(i => $"v{i} = int.xor v9, v1")))),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
    [
        .. InLanes().Select(example => new TestCaseData(RemarkKind.NotInLanes, $"{example.Obstacle}", example.Text).SetArgDisplayNames($"{example.Obstacle}", "in lanes")),
        .. WithoutChecks().Select(example => new TestCaseData(RemarkKind.NoMainLoop, $"{example.Obstacle}", example.Text).SetArgDisplayNames($"{example.Obstacle}", "without checks")),
    ];

    [TestCaseSource(nameof(Cases))]
    public void The_reason_is_told(RemarkKind kind, string obstacle, string text)
    {
        var function = IrParser.Parse(text);
        function.VectorLanes = 4;
        var before = function.ToString();
        function.Remarks = new RemarkCollection(function);
        IPass pass = kind == RemarkKind.NotInLanes ? new Vectorisation() : new LoopSplitting();
        Assert.That(pass.Run(function), Is.False, "the loop is left alone");
        var remarks = function.Remarks.Where(remark => remark.Kind == kind).ToList();
        Assert.That(remarks, Is.Not.Empty);
        var sentence = LoopObstacles.Sentence(new LoopRefusal(Enum.Parse<LoopObstacle>(obstacle)));
        Assert.That(remarks.Select(remark => remark.Text), Has.Some.Matches((string? said) => said is not null && IsSame(said, sentence)), sentence);
        Assert.That(function.ToString(), Is.EqualTo(before), "telling it changes nothing");
    }

    [Test]
    public void Every_reason_has_an_example()
    {
        var shown = InLanes().Concat(WithoutChecks()).Select(example => example.Obstacle).ToHashSet();
        Assert.That(Enum.GetValues<LoopObstacle>().Except(shown).Except(s_limits), Is.EquivalentTo(new[] { LoopObstacle.None, LoopObstacle.NoVectors }));
    }

    [Test]
    public void Every_reason_is_a_sentence()
    {
        foreach (var obstacle in Enum.GetValues<LoopObstacle>().Where(obstacle => obstacle != LoopObstacle.None))
        {
            var sentence = LoopObstacles.Sentence(new LoopRefusal(obstacle));
            Assert.That(sentence, Does.EndWith(".").And.Not.StartWith(" "));
            Assert.That(sentence, Has.Length.LessThan(240));
        }
    }

    [Test]
    public void Without_vectors_that_is_the_reason()
    {
        var function = IrParser.Parse(For("v10 = int.xor v9, v1"));
        function.Remarks = new RemarkCollection(function);
        Assert.That(new Vectorisation().Run(function), Is.False);
        Assert.That(function.Remarks.Single().Text, Is.EqualTo(LoopObstacles.Sentence(new LoopRefusal(LoopObstacle.NoVectors))));
    }

    // What stands in the sentence about one value differs from value to value.
    private static bool IsSame(string said, string sentence)
    {
        var words = sentence.Replace("an operation", "*", StringComparison.Ordinal).Replace(" 0 ", "*", StringComparison.Ordinal).Split('*');
        var from = 0;
        foreach (var part in words)
        {
            var at = said.IndexOf(part, from, StringComparison.Ordinal);
            if (at < 0)
                return false;
            from = at + part.Length;
        }
        return true;
    }

    /// <summary><c>for v9 in range(len(v0))</c>: a loop with its test before.</summary>
    private static string For(string body, string phi = "", string start = "v3", string end = "v6", string before = "") => $"""
            function f(v0: sequence, v1: i64) -> i64
            b0: v3 = int 0; v4 = int 1; v6: i64 = field.fixed count v0; v30 = float 0; v31 = int.lt v1, v3; {before}{(before.Length > 0 ? "; " : "")}v5: address = field.fixed data v0; jump b1
            b1: v9: i64 = phi b0 {start}, b2 v20; {phi}{(phi.Length > 0 ? "; " : "")}v90 = int.lt v9, {end}; branch v90, b2, b3
            b2: {body}; v20 = int.add.wrap v9, v4; jump b1
            b3: return v9
            """;

    private static string While(string test, string step) => $"""
        function f(v0: sequence, v1: i64) -> i64
        b0: v3 = int 0; v4 = int 1; jump b1
        b1: v9: i64 = phi b0 v3, b2 v20; {test}; branch v10, b2, b3
        b2: {step}; jump b1
        b3: return v9
        """;

    // if xs[i] < v1: ...
    private static string Under(string body) => $"""
        function f(v0: sequence, v1: i64, v2: sequence) -> i64
        b0: v3 = int 0; v4 = int 1; v6: i64 = field.fixed count v0; v5: address = field.fixed data v0; v20: address = field.fixed data v2; jump b1
        b1: v9: i64 = phi b0 v3, b4 v10; v11 = int.lt v9, v6; branch v11, b2, b5
        b2: v10 = int.add.wrap v9, v4; v12: i64 = load i64 v5, v9; v13 = int.lt v12, v1; branch v13, b3, b4
        b3: {body}; jump b4
        b4: jump b1
        b5: return v9
        """;

    private static string Branches(int count)
    {
        var blocks = string.Join('\n', Enumerable.Range(0, count).Select(i =>
            $"b{100 + i}: v{100 + i} = int {i}; v{200 + i} = int.lt v9, v{100 + i}; branch v{200 + i}, b{101 + i}, b{300 + i}\nb{300 + i}: jump b{101 + i}"));
        return $"""
            function f(v0: sequence, v1: i64) -> i64
            b0: v3 = int 0; v4 = int 1; jump b1
            b1: v9: i64 = phi b0 v3, b{100 + count} v20; v10 = int.lt v9, v1; branch v10, b100, b3
            {blocks}
            b{100 + count}: v20 = int.add.wrap v9, v4; jump b1
            b3: return v9
            """;
    }
}
