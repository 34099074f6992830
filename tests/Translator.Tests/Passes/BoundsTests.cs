using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>Which checks of indexes are left behind the pipeline, of functions as <c>IrBuilder</c> makes them.</summary>
public sealed class BoundsTests
{
    private static IEnumerable<TestCaseData> Functions() =>
    [
        Case("total_indexed", 0, $"""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field.fixed count v0; v2 = int 0; v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v2, b2 v7; v5: i64 = phi b0 v2, b2 v8; v6 = int.lt v4, v1; branch v6, b2, b3
            b2: v7 = int.add.wrap v4, v3
            {Load("v0", "v4", "v20")}
            v8 = int.add v5, v20; jump b1
            b3: return v5
            """),
        Case("total of a list that does not change", 0, $"""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field count v0; v2 = int 0; v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v2, b2 v7; v5: i64 = phi b0 v2, b2 v8; v6 = int.lt v4, v1; branch v6, b2, b3
            b2: v7 = int.add.wrap v4, v3
            {Load("v0", "v4", "v20", field: "field")}
            v8 = int.add v5, v20; jump b1
            b3: return v5
            """),
        Case("total of a list that may change", 1, $"""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field count v0; v2 = int 0; v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v2, b2 v7; v5: i64 = phi b0 v2, b2 v8; v6 = int.lt v4, v1; branch v6, b2, b3
            b2: v7 = int.add.wrap v4, v3
            {Load("v0", "v4", "v20", field: "field")}
            v8 = int.add v5, v20; runtime reverse v0; jump b1
            b3: return v5
            """),
        Case("dot", 1, $"""
            function f(v0: sequence, v30: sequence) -> f64
            b0: v1: i64 = field.fixed count v0; v2 = int 0; v3 = int 1; v9 = float 0; jump b1
            b1: v4: i64 = phi b0 v2, b2 v7; v5: f64 = phi b0 v9, b2 v8; v6 = int.lt v4, v1; branch v6, b2, b3
            b2: v7 = int.add.wrap v4, v3
            {Load("v0", "v4", "v20", "f64")}
            {Load("v30", "v4", "v21", "f64")}
            v10 = float.mul v20, v21; v8 = float.add v5, v10; jump b1
            b3: return v5
            """),
        Case("prefix_sums", 0, $"""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field.fixed count v0; v2 = int 1; v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v2, b2 v7; v6 = int.lt v4, v1; branch v6, b2, b3
            b2: v7 = int.add.wrap v4, v3; v50 = state 3 depth 0, 0: v4
            {Load("v0", "v4", "v20")}
            v10 = int.sub v4, v3, v50
            {Load("v0", "v10", "v21")}
            v11 = int.add v20, v21, v50
            {Store("v0", "v4", "v22", "v11")}
            jump b1
            b3: return v1
            """),
        Case("reverse", 0, $"""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field.fixed count v0; v2 = int 0; v3 = int 1; v4 = int.sub v1, v3; jump b1
            b1: v5: i64 = phi b0 v2, b2 v7; v6: i64 = phi b0 v4, b2 v8; v9 = int.lt v5, v6; branch v9, b2, b3
            b2:
            {Load("v0", "v6", "v20")}
            {Load("v0", "v5", "v21")}
            {Store("v0", "v5", "v22", "v20")}
            {Store("v0", "v6", "v23", "v21")}
            v7 = int.add v5, v3; v8 = int.sub v6, v3; jump b1
            b3: return v1
            """),
        Case("insertion_sort", 0, $"""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field.fixed count v0; v2 = int 1; v3 = int 0; jump b1
            b1: v4: i64 = phi b0 v2, b6 v5; v6 = int.lt v4, v1; branch v6, b2, b7
            b2: v5 = int.add.wrap v4, v2
            {Load("v0", "v4", "v20")}
            v8 = int.sub v4, v2; jump b3
            b3: v9: i64 = phi b2 v8, b5 v10; v11 = int.ge v9, v3; branch v11, b4, b6
            b4:
            {Load("v0", "v9", "v21")}
            v12 = int.gt v21, v20; branch v12, b5, b6
            b5:
            {Load("v0", "v9", "v22")}
            v13 = int.add v9, v2
            {Store("v0", "v13", "v23", "v22")}
            v10 = int.sub v9, v2; jump b3
            b6: v14 = int.add v9, v2
            {Store("v0", "v14", "v24", "v20")}
            jump b1
            b7: return v1
            """),
        Case("the inner loop of a sieve", 0, $"""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field.fixed count v0; v2 = int 2; v3 = int 1; v12 = int 0; jump b1
            b1: v4: i64 = phi b0 v2, b5 v5; v6 = int.mul v4, v4; v7 = int.lt v6, v1; branch v7, b2, b6
            b2:
            {Load("v0", "v4", "v20", "u8")}
            v8 = int.ne v20, v12; branch v8, b3, b5
            b3: v9: i64 = phi b2 v6, b4 v10; v11 = int.lt v9, v1; branch v11, b4, b5
            b4: v10 = int.add.wrap v9, v4
            {Store("v0", "v9", "v21", "v12", "u8")}
            jump b3
            b5: v5 = int.add v4, v3; jump b1
            b6: return v1
            """),
        Case("binary_search", 0, $"""
            function f(v0: sequence, v1: i64) -> i64
            b0: v2: i64 = field.fixed count v0; v3 = int 0; v4 = int 1; v5 = int 2; v6 = int.sub v2, v4; jump b1
            b1: v7: i64 = phi b0 v3, b3 v12, b5 v7; v8: i64 = phi b0 v6, b3 v8, b5 v13; v9 = int.le v7, v8; branch v9, b2, b7
            b2: v10 = int.add v7, v8; v11 = int.div v10, v5
            {Load("v0", "v11", "v20")}
            v14 = int.lt v20, v1; branch v14, b3, b4
            b3: v12 = int.add v11, v4; jump b1
            b4:
            {Load("v0", "v11", "v21")}
            v15 = int.gt v21, v1; branch v15, b5, b6
            b5: v13 = int.sub v11, v4; jump b1
            b6: return v11
            b7: v16 = int -1; return v16
            """),
        Case("bubble sort", 0, $"""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field.fixed count v0; v2 = int 0; v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v2, b5 v5; v6 = int.lt v4, v1; branch v6, b2, b6
            b2: v5 = int.add.wrap v4, v3; v7 = int.sub v1, v3; v8 = int.sub v7, v4; jump b3
            b3: v9: i64 = phi b2 v2, b4 v10, b7 v10; v11 = int.lt v9, v8; branch v11, b8, b5
            b8: v10 = int.add.wrap v9, v3
            {Load("v0", "v9", "v20")}
            v12 = int.add v9, v3
            {Load("v0", "v12", "v21")}
            v13 = int.gt v20, v21; branch v13, b4, b7
            b4:
            {Store("v0", "v9", "v22", "v21")}
            {Store("v0", "v12", "v23", "v20")}
            jump b3
            b7: jump b3
            b5: jump b1
            b6: return v1
            """),
        Case("histogram", 0, $"""
            function f(v0: sequence, v1: i64) -> i64
            b0: v2: i64 = field.fixed count v0; check.nonzero v2 else modulo_by_zero; v3 = int.mod v1, v2; v4 = int 1
            {Load("v0", "v3", "v20")}
            v5 = int.add v20, v4
            {Store("v0", "v3", "v21", "v5")}
            return v5
            """),
        Case("a difference that is not negative", 0, $"""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field.fixed count v0; v2 = int 0; v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v2, b5 v5; v6 = int.lt v4, v1; branch v6, b2, b6
            b2: v5 = int.add.wrap v4, v3; jump b3
            b3: v7: i64 = phi b2 v2, b4 v8; v9 = int.lt v7, v4; branch v9, b4, b5
            b4: v8 = int.add.wrap v7, v3; v10 = int.sub v4, v3; v11 = int.sub v10, v7
            {Store("v0", "v11", "v20", "v7")}
            jump b3
            b5: jump b1
            b6: return v4
            """),
        Case("a list that is as long as the loop", 1, $"""
            function f(v1: i64) -> sequence
            b0: v2 = int 0; v3 = int 1; v20 = state 0 depth 0, 0: v1; v4 = int.add v1, v3, v20; v5 = int 2147483647; v6 = int.le v4, v5; check v6 else memory; v7 = int.max v4, v2
            v8: sequence = runtime new_list v2, v7; check.sequence v8 else memory; v9: i64 = runtime repeat v8, v3, v7; count.store v8, v7; jump b1
            b1: v10: i64 = phi b0 v3, b2 v11; v12 = int.lt v10, v4; branch v12, b2, b3
            b2: v11 = int.add.wrap v10, v3
            {Index("v8", "v10", "v21", "field")}
            store i64 v219, v218, v10; jump b1
            b3: return v8
            """, isRun: false),
        Case("first_and_last", 1, $"""
            function f(v0: sequence) -> i64
            b0: v1 = int 0; v2 = int -1
            {Load("v0", "v1", "v20")}
            {Load("v0", "v2", "v21")}
            v3 = int.xor v20, v21; return v3
            """),
        Case("an index that is asked for twice", 2, $"""
            function f(v0: sequence, v1: i64) -> i64
            b0:
            {Load("v0", "v1", "v20")}
            {Store("v0", "v1", "v22", "v1")}
            {Load("v0", "v1", "v21")}
            v3 = int.xor v20, v21; return v3
            """),
        Case("a limit that each turn reads anew, and what was below the last one", 1, """
            function f(v0: sequence, v1: i64) -> i64
            b0: v2 = int -1; v3 = int 0; v4 = int 1; v5: i64 = field.fixed count v0; v6: address = field.fixed data v0; jump b1
            b1: v7: i64 = phi b0 v2, b3 v1; v8: i64 = phi b0 v3, b3 v9; v10 = int.lt v8, v5; branch v10, b2, b4
            b2: v11: i64 = load u8 v6, v8; v12 = int.lt v7, v11; check v12 else raise; v13 = int.lt v1, v11; branch v13, b3, b4
            b3: v9 = int.add.wrap v8, v4; jump b1
            b4: return v8
            """),
        Case("a sum that wraps", 2, """
            function f(v0: sequence, v1: i64) -> i64
            b0: v2 = int 1; v3: i64 = field.fixed count v0; v4 = int.add.wrap v1, v2; v5 = int.lt v4, v3; check v5 else raise
            v6 = int.lt v1, v3; check v6 else division_by_zero; return v4
            """),
        Case("a sum that does not wrap", 2, """
            function f(v0: sequence, v1: i64) -> i64
            b0: v2 = int 1; v7 = int 1000; v8 = int.lt v1, v7; check v8 else raise; v3: i64 = field.fixed count v0; v4 = int.add.wrap v1, v2
            v5 = int.lt v4, v3; check v5 else raise; v6 = int.lt v1, v3; check v6 else division_by_zero; return v4
            """),
        Case("the greater of two, of which one is too great", 2, """
            function f(v0: sequence, v1: i64) -> i64
            b0: v2 = int 1; v3: i64 = field.fixed count v0; v4 = int.lt v1, v3; check v4 else raise; v5 = int.add v1, v2; v6 = int.max v1, v5
            v7 = int.lt v6, v3; check v7 else division_by_zero; return v6
            """),
        Case("the less of two", 1, """
            function f(v0: sequence, v1: i64, v8: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4 = int.lt v1, v3; check v4 else raise; v6 = int.min v8, v1
            v7 = int.lt v6, v3; check v7 else division_by_zero; return v6
            """),
        Case("binary_search as CPython 3.13 compiles it", 0, $"""
            function f(v0: sequence, v1: i64) -> i64
            b0: v2: i64 = field.fixed count v0; v3 = int 0; v4 = int 1; v5 = int 2; v6 = int.sub v2, v4; v17 = int.le v3, v6; branch v17, b2, b7
            b2: v7: i64 = phi b0 v3, b8 v18; v8: i64 = phi b0 v6, b8 v19; v10 = int.add v7, v8; v11 = int.div v10, v5
            {Load("v0", "v11", "v20")}
            v14 = int.lt v20, v1; branch v14, b3, b4
            b3: v12 = int.add v11, v4; jump b8
            b4:
            {Load("v0", "v11", "v21")}
            v15 = int.gt v21, v1; branch v15, b5, b6
            b5: v13 = int.sub v11, v4; jump b8
            b8: v18: i64 = phi b3 v12, b5 v7; v19: i64 = phi b3 v8, b5 v13; v9 = int.le v18, v19; branch v9, b2, b7
            b6: return v11
            b7: v16 = int -1; return v16
            """),
        Case("neighbours", 2, $"""
            function f(v0: sequence, v1: i64) -> i64
            b0: v2: i64 = field.fixed count v0; v3 = int 0; v4 = int 1; v5 = int.ge v1, v3; check v5 else raise
            v6 = int.add v1, v4; v7 = int.lt v6, v2; check v7 else raise
            {Load("v0", "v1", "v20")}
            {Load("v0", "v6", "v21")}
            v8 = int.xor v20, v21; return v8
            """),
        Case("a length that each turn reads anew", 1, $"""
            function f(v0: sequence) -> i64
            b0: v2 = int 0; v3 = int 1; jump b1
            b1: v4: i64 = phi b0 v2, b2 v7; v1: i64 = field count v0; v6 = int.lt v4, v1; branch v6, b2, b3
            b2: v7 = int.add.wrap v4, v3
            {Load("v0", "v4", "v20", field: "field")}
            v8: i64 = runtime sort v0, v3
            {Load("v0", "v4", "v21", field: "field")}
            jump b1
            b3: return v4
            """),
    ];

    [TestCaseSource(nameof(Functions))]
    public void Checks_that_cannot_fail_are_gone(string text, int left, bool isRun)
    {
        var function = IrAssert.ParseVerified(text);
        Pipeline.Standard.Run(function, new PipelineOptions { VerifyEachPass = true });
        var checks = function.Blocks.SelectMany(block => block).Where(value => value.Op == Op.CheckTrue).ToList();
        TestContext.Out.WriteLine(function);
        Assert.That(checks, Has.Count.EqualTo(left));
        if (isRun)
            Outcomes.AssertRight(IrParser.Parse(text), function, calls: 200, new Random(1));
    }

    private static IEnumerable<TestCaseData> Transformations() =>
        from withLists in new[] { false, true }
        from passes in new IPass[][]
        {
            [new RangeSimplification()],
            [new CommonSubexpressionElimination(), new RangeSimplification(), new DeadCodeElimination()],
            [new CommonSubexpressionElimination(), new LoopInvariantCodeMotion(), new DeadCodeElimination()],
            [new TrivialPhiElimination(), new CommonSubexpressionElimination(), new LoopInvariantCodeMotion(), new LoopSplitting()],
            [new TrivialPhiElimination(), new CommonSubexpressionElimination(), new CarriedLoads()],
            [new RangeSimplification(), new CommonSubexpressionElimination(), new DeadCodeElimination(), new ControlFlowSimplification(), new CarriedLoads()],
            [],
        }
        select new TestCaseData(withLists, passes).SetArgDisplayNames(
            withLists ? "lists" : "arrays", passes.Length == 0 ? "pipeline" : string.Join(", ", passes.Select(pass => pass.Name)));

    [TestCaseSource(nameof(Transformations))]
    public void Random_accesses_stay_within_their_sequences(bool withLists, IPass[] passes)
    {
        var (checks, left, returned, exited, unknown) = (0, 0, 0, 0, 0);
        for (var seed = 0; seed < 1500; seed++)
        {
            var (before, after) = (RandomIndexing.Make(seed, withLists), RandomIndexing.Make(seed, withLists));
            foreach (var pass in passes)
                pass.Run(after);
            if (passes.Length == 0)
                Pipeline.Standard.Run(after, new PipelineOptions { VerifyEachPass = seed % 8 == 0 });
            IrVerifier.Verify(after);
            checks += CountChecks(before);
            left += CountChecks(after);
            var random = new Random(seed);
            for (var call = 0; call < 6; call++)
            {
                var arguments = RandomIndexing.Arguments(random);
                OutcomeMatch match;
                try
                {
                    match = Outcomes.Compare(before, after, arguments, maxSteps: 20_000);
                }
                catch (AssertionException exception)
                {
                    Assert.Fail($"seed {seed}, f({string.Join(", ", arguments)}): {exception.Message}\nbefore:\n{before}\nafter:\n{after}");
                    return;
                }
                switch (match)
                {
                    case OutcomeMatch.Wrong:
                        Assert.Fail($"seed {seed}, f({string.Join(", ", arguments)})\nbefore:\n{before}\nafter:\n{after}");
                        break;
                    case OutcomeMatch.Returned:
                        returned++;
                        break;
                    case OutcomeMatch.Unknown:
                        unknown++;
                        break;
                    default:
                        exited++;
                        break;
                }
            }
        }
        TestContext.Out.WriteLine($"{left} of {checks} checks are left; {returned} calls return, {exited} exit, {unknown} take too long");
        Assert.That(returned, Is.GreaterThan(1000));
        Assert.That(unknown, Is.LessThan(returned / 4));
    }

    private static int CountChecks(Function function) => function.Blocks.SelectMany(block => block).Count(value => value.Op == Op.CheckTrue);

    private static TestCaseData Case(string name, int left, string text, bool isRun = true) => new TestCaseData(text, left, isRun).SetArgDisplayNames(name);

    // An element, with the checks that Python demands; values are numbered from ten times the number of the result on.
    private static string Load(string sequence, string index, string result, string kind = "i64", string field = "field.fixed") =>
        Index(sequence, index, result, field) + $"{result}: {(kind == "f64" ? kind : "i64")} = load {kind} {result}9, {result}8\n";

    private static string Store(string sequence, string index, string name, string stored, string kind = "i64") =>
        Index(sequence, index, name, "field.fixed") + $"store {kind} {name}9, {name}8, {stored}\n";

    private static string Index(string sequence, string index, string name, string field) => $"""
        {name}0: i64 = {field} count {sequence}
        {name}1 = int.lt {index}, {name}0
        check {name}1 else raise
        {name}2 = int.neg.wrap {name}0
        {name}3 = int.ge {index}, {name}2
        check {name}3 else raise
        {name}4 = int 63
        {name}5 = int.shr {index}, {name}4
        {name}6 = int.and {name}5, {name}0
        {name}8 = int.add.wrap {index}, {name}6
        {name}9: address = {field} data {sequence}

        """;
}
