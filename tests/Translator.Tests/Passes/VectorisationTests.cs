using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>Loops that run in lanes give what they gave before: results, exits, what is written.</summary>
public sealed class VectorisationTests
{
    private static IEnumerable<TestCaseData> Loops() =>
        from lanes in new[] { 4, 8 }
        from loop in ((string Name, string Text)[])
        [
            .. Branching(),
            ("sum", Loop("s", "i64", """
                v10: i64 = load i64 v5, v9; v11 = state 1 depth 0, 0: v8, 1: v9; v12 = int.add v8, v10, v11
                """, result: "v12", start: "v3")),
            ("sum from a start", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v12 = int.add v10, v8", result: "v12", start: "v1")),
            ("difference", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v12 = int.sub v8, v10", result: "v12", start: "v1")),
            ("sum of two", Loop("ss", "i64", "v10: i64 = load i64 v5, v9; v11: i64 = load i64 v15, v9; v13 = int.add v8, v10; v12 = int.add v13, v11", result: "v12", start: "v3")),
            ("dot", Loop("ss", "i64", "v10: i64 = load i64 v5, v9; v11: i64 = load i64 v15, v9; v13 = int.mul v10, v11; v12 = int.add v8, v13", result: "v12", start: "v3")),
            ("weighted", Loop("s", "i64", "v10: i64 = load i64 v5, v9; v13 = int.mul v10, v9; v12 = int.add v8, v13", result: "v12", start: "v3")),
            ("count above", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v13 = int.gt v10, v1; v14 = int.from_bool v13; v12 = int.add v8, v14", result: "v12", start: "v3")),
            ("sum above", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v13 = int.gt v10, v1; v14: i64 = select v13, v10, v3; v12 = int.add v8, v14", result: "v12", start: "v3")),
            ("xor", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v12 = int.xor v8, v10", result: "v12", start: "v1")),
            ("and", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v12 = int.and v8, v10", result: "v12", start: "v1")),
            ("product", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v12 = int.mul.wrap v8, v10", result: "v12", start: "v1")),
            ("minimum", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v12 = int.min v8, v10", result: "v12", start: "v1")),
            ("maximum", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v12 = int.max v10, v8", result: "v12", start: "v1")),
            ("float minimum", Loop("df", "f64", "v10: f64 = load f64 v5, v9; v12 = float.min v10, v8", result: "v12", start: "v1")),
            ("float maximum", Loop("df", "f64", "v10: f64 = load f64 v5, v9; v12 = float.max v10, v8", result: "v12", start: "v1")),
            ("float minimum that takes NaN", Loop("df", "f64", "v10: f64 = load f64 v5, v9; v12 = float.min v8, v10", result: "v12", start: "v1")),
            ("last", Loop("df", "f64", "v12: f64 = load f64 v5, v9; v10 = float.neg v12; store f64 v5, v9, v10", result: "v12", start: "v1")),
            ("last and a check", Loop("df", "f64", "v12: f64 = load f64 v5, v9; v11 = float 0; v13 = float.ne v12, v11; check v13 else raise; v10 = float.div v1, v12; store f64 v5, v9, v10", result: "v12", start: "v1")),
            ("axpy", Loop("df", "i64", "v10: f64 = load f64 v5, v9; v11 = float.mul v10, v1; v13 = float.add v11, v1; store f64 v5, v9, v13; v12 = int 5", result: "v8", start: "v3")),
            ("checked increments", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v11 = int.add v10, v1; store i64 v5, v9, v11; v12 = int.xor v8, v10", result: "v12", start: "v3")),
            ("checked products", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v11 = int.mul v10, v1; v13 = int.neg v11; store i64 v5, v9, v13; v12 = int.max v8, v10", result: "v12", start: "v3")),
            ("indexes", Loop("si", "i64", "v11 = int.add v9, v1; v13 = int.mul v9, v11; store i64 v5, v9, v13; v12 = int 0", result: "v8", start: "v3")),
            ("copy to another", Loop("ss", "i64", "v10: i64 = load i64 v5, v9; v11 = int.sub v10, v9; store i64 v15, v9, v11; v12 = int 1", result: "v8", start: "v3", check: "v16")),
            ("shifted", Loop("sis", "i64", """
                v11 = int.add v9, v1; v13 = int.ge v11, v3; check v13 else raise; v14 = int.lt v11, v16; check v14 else raise; v10: i64 = load i64 v15, v11
                store i64 v5, v9, v10; v12 = int 1
                """, result: "v8", start: "v3")),
            ("negative indexes", Loop("sis", "i64", """
                v11 = int.add v9, v1; v13 = int.neg.wrap v16; v17 = int.ge v11, v13; check v17 else raise; v14 = int.lt v11, v16; check v14 else raise
                v18 = int 63; v19 = int.shr v11, v18; v20 = int.and v19, v16; v21 = int.add.wrap v11, v20
                v10: i64 = load i64 v15, v21; store i64 v5, v9, v10; v12 = int 1
                """, result: "v8", start: "v3")),
            ("in place, from behind", Loop("s", "i64", """
                v11 = int 1; v13 = int.add.wrap v9, v11; v14 = int.lt v13, v6; check v14 else raise; v10: i64 = load i64 v5, v13; store i64 v5, v9, v10; v12 = int 1
                """, result: "v8", start: "v3")),
            ("to float", Loop("si", "f64", "v10: i64 = load i64 v5, v9; check.exact v10 else raise; v11 = float.from_int v10; v13 = float.neg v11; v12 = float.min v11, v8", result: "v12", start: "v22")),
        ]
        where lanes > 4 || loop.Name != "product"   // which takes four lanes as long as one
        select new TestCaseData(loop.Text, lanes, true).SetArgDisplayNames(loop.Name, $"{lanes} lanes");

    private static IEnumerable<(string Name, string Text)> Branching() =>
    [
        // One store each: the evaluator compares the order of what is written, which is another one where several are.
        ("clamp in place", """
            function f(v0: sequence, v1: f64, v2: f64) -> i64
            b0: v3: i64 = field.fixed count v0; v4 = int 0; v5 = int 1; v37: address = field.fixed data v0; jump b1
            b1: v9: i64 = phi b0 v4, b8 v15, b9 v15, b12 v15; v13 = int.lt v9, v3; branch v13, b2, b5
            b2: v15 = int.add.wrap v9, v5; v38: f64 = load f64 v37, v9; v39 = float.lt v38, v1; branch v39, b8, b9
            b5: return v9
            b8: jump b1
            b9: v86 = float.lt v2, v38; branch v86, b12, b1
            b12: store f64 v37, v9, v2; jump b1
            """),
        ("minimum by a branch", """
            function f(v0: sequence, v1: f64) -> f64
            b0: v2: i64 = field.fixed count v0; v3 = int 0; v14: address = field.fixed data v0; jump b1
            b1: v17: f64 = phi b0 v1, b6 v27, b2 v17; v18: i64 = phi b0 v3, b6 v25, b2 v25; v22 = int.lt v18, v2; branch v22, b2, b5
            b2: v24 = int 1; v25 = int.add.wrap v18, v24; v27: f64 = load f64 v14, v18; v35 = float.lt v27, v17; branch v35, b6, b1
            b5: return v17
            b6: jump b1
            """),
        ("sums by branches", """
            function f(v0: sequence, v1: i64) -> i64
            b0: v2: i64 = field.fixed count v0; v3 = int 0; v14: address = field.fixed data v0; jump b1
            b1: v17: i64 = phi b0 v3, b6 v30, b7 v31, b3 v17; v18: i64 = phi b0 v3, b6 v25, b7 v25, b3 v25; v22 = int.lt v18, v2; branch v22, b2, b5
            b2: v24 = int 1; v25 = int.add.wrap v18, v24; v27: i64 = load i64 v14, v18; v35 = int.gt v27, v1; branch v35, b6, b3
            b3: v36 = int.lt v27, v3; branch v36, b7, b1
            b5: return v17
            b6: v30 = int.add v17, v27; jump b1
            b7: v31 = int.add v17, v24; jump b1
            """),
        ("a store on all ways", """
            function f(v0: sequence, v1: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4 = int 0; v5 = int 1; v37: address = field.fixed data v0; jump b1
            b1: v9: i64 = phi b0 v4, b6 v15; v13 = int.lt v9, v3; branch v13, b2, b7
            b2: v15 = int.add.wrap v9, v5; v38: i64 = load i64 v37, v9; v39 = int.lt v38, v1; branch v39, b3, b4
            b3: v40 = int.add v38, v1; v41 = int.add v40, v38; v42 = int.eq v41, v5; branch v42, b5, b8
            b4: store i64 v37, v9, v4; jump b6
            b5: store i64 v37, v9, v41; jump b6
            b8: store i64 v37, v9, v40; jump b6
            b6: jump b1
            b7: return v9
            """),
        ("the one or the other", """
            function f(v0: sequence, v1: sequence, v2: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4 = int 0; v5 = int 1; v6: address = field.fixed data v0; v7: address = field.fixed data v1; v8: i64 = field.fixed count v1; jump b1
            b1: v9: i64 = phi b0 v4, b8 v15; v10: i64 = phi b0 v2, b8 v40; v13 = int.lt v9, v3; branch v13, b2, b5
            b2: v15 = int.add.wrap v9, v5; v14 = int.lt v9, v8; check v14 else raise; v16: i64 = load i64 v6, v9; v17 = int.lt v16, v2; branch v17, b3, b4
            b3: v20 = int.add v16, v2; jump b6
            b4: v30 = int.sub v16, v2; v21: i64 = load i64 v7, v9; v31 = int.xor v30, v21; jump b6
            b5: return v10
            b6: v40: i64 = phi b3 v20, b4 v31; v41 = int.gt v40, v4; branch v41, b7, b8
            b7: v42: i64 = phi b6 v40; store i64 v6, v9, v42; jump b8
            b8: jump b1
            """),
    ];

    private static IEnumerable<TestCaseData> Scalars() =>
        from loop in new (string Name, string Text)[]
        {
            ("float sum", Loop("df", "f64", "v10: f64 = load f64 v5, v9; v12 = float.add v8, v10", result: "v12", start: "v1")),
            ("prefix sums", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v12 = int.add v8, v10; store i64 v5, v9, v12", result: "v12", start: "v1")),
            ("in place, from before", Loop("s", "i64", """
                v11 = int -1; v13 = int.add.wrap v9, v11; check.nonneg v13 else raise; v10: i64 = load i64 v5, v13; store i64 v5, v9, v10; v12 = int 1
                """, result: "v8", start: "v3")),
            ("checked sum and a store", Loop("si", "i64", "v10: i64 = load i64 v5, v9; v12 = int.add v8, v10; store i64 v5, v9, v1", result: "v12", start: "v3")),
            ("gather", Loop("s", "i64", "v11 = int.and v9, v4; v10: i64 = load i64 v5, v11; v12 = int.xor v8, v10", result: "v12", start: "v3")),
            ("call", Loop("s", "i64", "v10: i64 = load i64 v5, v9; runtime reverse v0; v12 = int.xor v8, v10", result: "v12", start: "v3")),
        }
        select new TestCaseData(loop.Text, 4, false).SetArgDisplayNames(loop.Name, "no lanes");

    [TestCaseSource(nameof(Loops))]
    [TestCaseSource(nameof(Scalars))]
    public void Loops_in_lanes_do_what_they_did(string text, int lanes, bool isVector)
    {
        var (before, after) = (IrParser.Parse(text), IrParser.Parse(text));
        after.VectorLanes = lanes;
        var changed = new Vectorisation().Run(after);
        IrVerifier.Verify(after);
        Assert.That(changed, Is.EqualTo(isVector), after.ToString());
        Assert.That(new Vectorisation().Run(after), Is.False, "the loop that is left needs no other one before it");
        var random = new Random(7);
        var outcomes = new Dictionary<OutcomeMatch, int>();
        for (var call = 0; call < 120; call++)
        {
            var arguments = before.Parameters.Select(parameter => parameter.Type switch
            {
                IrType.Sequence => SimulatedMemory.Long(random, text.Contains("f64", StringComparison.Ordinal) && !text.Contains("load i64", StringComparison.Ordinal)),
                IrType.Float64 => BitConverter.DoubleToInt64Bits(random.Next(6) switch { 0 => double.NaN, 1 => -0.0, 2 => double.PositiveInfinity, _ => random.Next(-3, 4) / 2.0 }),
                _ => random.Next(8) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-4, 10),
            }).ToArray();
            var match = Outcomes.Compare(before, after, arguments, maxSteps: 20_000);
            outcomes[match] = outcomes.GetValueOrDefault(match) + 1;
            if (match == OutcomeMatch.Wrong)
                Assert.Fail($"f({string.Join(", ", arguments)}) is {IrEvaluator.Run(after, arguments)}, not {IrEvaluator.Run(before, arguments)}\nbefore:\n{before}\nafter:\n{after}");
        }
        TestContext.Out.WriteLine(string.Join(", ", outcomes));
    }

    // v0 is the sequence whose elements are counted; v5 its elements, v6 their count, v9 the counter, v8 what is carried; v15 and v16 are of another sequence
    private static string Loop(string parameters, string type, string round, string result, string start, string? check = null)
    {
        var names = parameters.Select((kind, index) => $"v{(index == 2 ? 2 : index)}: {kind switch { 's' or 'd' => "sequence", 'f' => "f64", _ => "i64" }}").ToList();
        var other = parameters.LastIndexOf('s') is > 0 and var place ? $"v15: address = field.fixed data v{place}; v16: i64 = field.fixed count v{place}" : "";
        var checks = check is null ? "" : $"v7 = int.lt v9, {check}; check v7 else raise";
        var least = parameters == "ss" && check is null ? "v60 = int.min v6, v16" : "v60 = int.min v6, v6";
        return $"""
            function f({string.Join(", ", names)}) -> {type}
            b0: v3 = int 0; v4 = int 1; v22 = float 2; v5: address = field.fixed data v0; v6: i64 = field.fixed count v0; {other}
            {least}; jump b1
            b1: v9: i64 = phi b0 v3, b2 v50; v8: {type} = phi b0 {start}, b2 {(result == "v8" ? "v12" : result)}; v51 = int.lt v9, v60; branch v51, b2, b3
            b2: {checks}
            {round}
            v50 = int.add.wrap v9, v4; jump b1
            b3: return v8
            """;
    }
}
