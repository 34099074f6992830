using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>The lines of a listing say what they show.</summary>
[TestFixture]
public sealed class CodeLineTests
{
    [TestCase("""
        function loop(v0: i64, v1: f64) -> f64
        b0:
            v2 = int 0
            v3 = float 0
            jump b1
        b1:
            v4: i64 = phi b0 v2, b2 v9
            v5: f64 = phi b0 v3, b2 v8
            v6 = int.lt v4, v0
            branch v6, b2, b3
        b2:
            v7 = float 0.5
            v8 = float.add v5, v7
            v10 = int 1
            v9 = int.add v4, v10
            jump b1
        b3:
            v11 = float.mul v5, v1
            return v11
        """)]
    [TestCase("""
        function divide(v0: i64, v1: i64) -> i64
        b0:
            check.nonzero v1 else division_by_zero
            v2 = int.div v0, v1
            v3 = int.mul v2, v1
            return v3
        """)]
    public void Instructions_cover_the_code_and_name_values_of_their_blocks(string ir)
    {
        var function = IrParser.Parse(ir);
        var code = NativeCompiler.Compile(function, TestOptions.Baseline with { Convention = CallingConvention.SystemV });
        var values = function.Blocks.SelectMany(block => block).ToDictionary(value => value.Id);
        var end = 0;
        foreach (var line in MachineCodeListing.Lines(code))
        {
            if (line.Offset >= code.CodeLength)
                continue;
            Assert.That(line.Offset, Is.EqualTo(end), line.Text);
            end += line.Length;
            Assert.That(line.Length > 0, Is.EqualTo(line.Kind == CodeLineKind.Instruction), line.Text);
            if (line.Origin.ValueId >= 0)
            {
                Assert.That(line.Origin.Comment, Is.EqualTo(values[line.Origin.ValueId].ToString()), line.Text);
                Assert.That(line.Origin.Block, Is.EqualTo(values[line.Origin.ValueId].Block!.Id), line.Text);
            }
        }
        Assert.That(end, Is.EqualTo(code.CodeLength));
        foreach (var line in MachineCodeListing.Lines(code).Where(line => line.Kind == CodeLineKind.Constant))
            Assert.That((line.Length, line.BytesIn(code.Bytes)), Is.EqualTo((8, Convert.ToHexStringLower(code.Bytes.AsSpan(line.Offset, 8)))));
    }

    [Test]
    public void Exits_belong_to_the_block_that_leaves()
    {
        var function = IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0:
                branch v1, b1, b2
            b1:
                v2 = int.mul v0, v0
                return v2
            b2:
                return v0
            """);
        var code = NativeCompiler.Compile(function, TestOptions.Baseline with { Convention = CallingConvention.SystemV });
        var exit = code.Origins.Where(origin => origin.Comment == "exit overflow").ToList();
        Assert.That(exit, Is.Not.Empty);
        Assert.That(exit.Select(origin => (origin.Block, origin.ValueId)), Has.All.EqualTo((1, -1)));
    }
}
