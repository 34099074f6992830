using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>What passes say of what they do, and that saying it changes nothing.</summary>
public sealed class RemarkTests
{
    private const string Square = """

        function g(v0: i64) -> i64
        b0: v2 = int.mul v0, v0; return v2
        """;

    private static IEnumerable<TestCaseData> Said()
    {
        yield return Case("a small function", RemarkKind.Inlined, "g stands in the place of its call: it has 1 operation.", """
            function f(v0: i64) -> i64
            b0: v2 = call g v0; v3: i64 = call.word v2 0; return v3
            """ + Square);
        yield return Case("in a loop", RemarkKind.Inlined, "g stands in the place of its call: it has 1 operation, and the call is in a loop.", """
            function f(v0: i64) -> i64
            b0: v1 = int 0; v5 = int 1; jump b1
            b1: v6: i64 = phi b0 v1, b2 v7; v8 = int.lt v6, v0; branch v8, b2, b3
            b2: v2 = call g v0; v3: i64 = call.word v2 0; v7 = int.add.wrap v6, v5; jump b1
            b3: return v6
            """ + Square);
        yield return Case("a large function", RemarkKind.NotInlined, "g stays a call: it has 60 operations, and a call outside of loops takes in 40 at most.", $"""
            function f(v0: i64) -> i64
            b0: v2 = call g v0; v3: i64 = call.word v2 0; return v3

            function g(v0: i64) -> i64
            b0: v100 = int 3; {string.Join("; ", Enumerable.Range(101, 60).Select(i => $"v{i} = int.mul.wrap v{i - 1}, v0"))}; return v160
            """);
        yield return Case("recursion", RemarkKind.NotInlined, "g stays a call: it may call itself again.", """
            function f(v0: i64) -> i64
            b0: v2 = call g v0; v3: i64 = call.word v2 0; return v3

            function g(v0: i64) -> i64
            b0: v1 = state 0 depth 0, 0: v0; check.stack v1 else stack_limit; v2 = call g v0, v1; v3: i64 = call.word v2 0; v4 = int.mul v3, v0, v1; return v4
            """);
        yield return Case("a call at the end", RemarkKind.TailCall, "f calls itself last: it begins again as a loop, without another frame.", """
            function f(v0: i64) -> i64
            b0: v2 = state 0 depth 0, 0: v0; check.stack v2 else stack_limit; v3 = call f v0, v2; v4: i64 = call.word v3 0; return v4
            """);
        yield return Case("a call at the end and another", RemarkKind.NoTailCall, "f calls itself last but does not become a loop: it also makes a call of f that is not the last thing it does.", """
            function f(v0: i64) -> i64
            b0: v2 = state 0 depth 0, 0: v0; check.stack v2 else stack_limit; v3 = call f v0, v2; v4: i64 = call.word v3 0; v5 = call f v4, v2; v6: i64 = call.word v5 0; return v6
            """);
        yield return Case("a power", RemarkKind.Power, "`**` multiplies in a loop", """
            function f(v0: i64, v1: i64) -> i64
            b0: check.nonneg v1 else negative_power; v2 = int.pow v0, v1; return v2
            """);
        yield return Case("an element of the round before", RemarkKind.Carried, "the element is kept in a register", """
            function f(v0: sequence) -> none
            b0: v1: i64 = field.fixed count v0; v2: address = field.fixed data v0; v3 = int 1; v4 = int -1; jump b1
            b1: v5: i64 = phi b0 v3, b2 v6; v7 = int.lt v5, v1; branch v7, b2, b3
            b2: v6 = int.add.wrap v5, v3; v8 = int.add.wrap v5, v4; v9: i64 = load i64 v2, v5; v10: i64 = load i64 v2, v8
                v11 = int.mul.wrap v9, v10; store i64 v2, v5, v11; jump b1
            b3: v12 = none; return v12
            """);
        yield return Case("a minimum by a branch", RemarkKind.Selected, "both ways of the condition are computed", """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int.lt v0, v1; branch v2, b1, b2
            b1: v3 = int.xor v0, v1; jump b2
            b2: v4: i64 = phi b0 v1, b1 v3; return v4
            """);
        yield return Case("a map", RemarkKind.InLanes, "it runs in 4 lanes of floats", """
            function f(v0: sequence) -> i64
            b0: v1: i64 = field.fixed count v0; v2: address = field.fixed data v0; v3 = int 0; v4 = int 1; jump b1
            b1: v5: i64 = phi b0 v3, b2 v6; v7 = int.lt v5, v1; branch v7, b2, b3
            b2: v6 = int.add.wrap v5, v4; v8: f64 = load f64 v2, v5; v9 = float.mul v8, v8; store f64 v2, v5, v9; jump b1
            b3: return v5
            """);
        yield return Case("an index that is further on", RemarkKind.MainLoop, "a copy of it does most of its rounds without 1 check", """
            function f(v0: sequence, v1: i64) -> f64
            b0: v2: i64 = field.fixed count v0; v3: address = field.fixed data v0; v4 = int 0; v5 = int 1; v6 = float 0; jump b1
            b1: v7: i64 = phi b0 v4, b2 v8; v9: f64 = phi b0 v6, b2 v10; v11 = int.lt v7, v1; branch v11, b2, b3
            b2: v8 = int.add.wrap v7, v5; v12 = int.lt v7, v2; check v12 else raise; v13: f64 = load f64 v3, v7; v10 = float.add v9, v13; jump b1
            b3: return v9
            """);

        static TestCaseData Case(string name, RemarkKind kind, string text, string unit) => new TestCaseData(kind, text, unit).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Said))]
    public void Passes_say_what_they_do(RemarkKind kind, string text, string unit)
    {
        var function = IrParser.ParseUnit(unit)[0];
        UnitPipeline.Run(function, new PipelineOptions { VerifyEachPass = true, CollectRemarks = true, VectorLanes = 4 });
        Assert.That(function.Remarks!.Where(remark => remark.Kind == kind).Select(remark => remark.Text), Has.Some.StartsWith(text), string.Join('\n', function.Remarks!));
    }

    [Test]
    public void Nothing_is_collected_that_nobody_asks_for()
    {
        var function = IrParser.Parse("function f(v0: i64, v1: i64) -> i64\nb0: check.nonneg v1 else negative_power; v2 = int.pow v0, v1; return v2");
        UnitPipeline.Run(function, new PipelineOptions { VerifyEachPass = true });
        Assert.That(function.Remarks, Is.Null);
    }

    [Test]
    public void A_loop_that_is_copied_has_one_verdict()
    {
        var function = IrParser.Parse("""
            function f(v0: sequence) -> i64
            b0: v1: i64 = field.fixed count v0; v2: address = field.fixed data v0; v3 = int 0; v4 = int 1; jump b1
            b1: v5: i64 = phi b0 v3, b2 v6; v7 = int.lt v5, v1; branch v7, b2, b3
            b2: v6 = int.add.wrap v5, v4; v8: f64 = load f64 v2, v5; v9 = float.mul v8, v8; store f64 v2, v5, v9; jump b1
            b3: return v5
            """);
        UnitPipeline.Run(function, new PipelineOptions { VerifyEachPass = true, CollectRemarks = true, VectorLanes = 8 });
        var verdict = LoopVerdict.Of(function).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Form, Is.EqualTo(LoopForm.InLanes));
            Assert.That(verdict.Lanes, Is.EqualTo(8));
            Assert.That(verdict.ElementTypes, Is.EqualTo(new[] { IrType.Float64 }));
            Assert.That(verdict.WhyNotInLanes, Is.Null);
            Assert.That(verdict.WhyChecked, Is.Null, "what is left of it is not spoken of");
            Assert.That(function.Remarks!.Select(remark => remark.Kind), Is.EqualTo(new[] { RemarkKind.InLanes }));
        }
    }

    private static IEnumerable<string> Modules() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "fixtures", "src"), "*.py").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    [TestCaseSource(nameof(Modules))]
    public void Remarks_change_nothing(string module)
    {
        var pyc = Repository.Pyc(module, "3.13");
        if (!File.Exists(pyc))
            return;   // of another version
        var file = PycFile.Read(pyc);
        foreach (var code in file.Code.Constants.OfType<CodeObject>())
        {
            if (Optimised(file, code, collect: false) is not { } plain)
                continue;
            var told = Optimised(file, code, collect: true)!;   // it can be built
            Assert.That(told.ToString(), Is.EqualTo(plain.ToString()), code.QualifiedName);
            var verdicts = LoopVerdict.Of(told);
            Assert.That(verdicts.Select(verdict => (verdict.Where, verdict.Within)), Is.Unique, code.QualifiedName);
            Assert.That(verdicts.Where(verdict => verdict.Form is LoopForm.Checked && verdict.WhyChecked is null), Is.Empty, code.QualifiedName);
            Assert.That(verdicts.Where(verdict => verdict.Form is not LoopForm.InLanes && verdict.WhyNotInLanes is null), Is.Empty, code.QualifiedName);
            Assert.That(verdicts.Where(verdict => verdict.Where.Line == 0), Is.Empty, code.QualifiedName);
        }
    }

    private static Function? Optimised(PycFile file, CodeObject code, bool collect)
    {
        try
        {
            ParameterType[] types = [.. Enumerable.Repeat((ParameterType)IrType.Int64, code.ParameterCount)];
            var function = IrBuilder.Build(BytecodeDecoder.Decode(code), new ModuleScope(file), types, IntegerMode.Exact);
            UnitPipeline.Run(function, new PipelineOptions { CollectRemarks = collect, VectorLanes = 4 });
            return function;
        }
        catch (UnsupportedBytecodeException)
        {
            return null;   // the interpreter's
        }
    }
}
