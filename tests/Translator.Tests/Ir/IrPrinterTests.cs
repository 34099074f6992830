using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class IrPrinterTests
{
    [Test]
    public void Lines_say_what_they_are_and_of_what()
    {
        var function = IrParser.Parse(
            """
            function f(v0: i64, v1: bool) -> i64
            b0:
                v2 = int 1
                branch v1, b1, b2
            b1:
                v3 = state 4 depth 1, 0: v0
                v4 = int.add v0, v2, v3
                jump b2
            b2:
                v5: i64 = phi b0 v0, b1 v4
                return v5
            """);
        var lines = IrPrinter.Lines(function).ToList();
        Assert.That(lines.Select(line => line.Kind), Is.EqualTo(new[]
        {
            IrLineKind.Function, IrLineKind.Block, IrLineKind.Constant, IrLineKind.Terminator,
            IrLineKind.Block, IrLineKind.State, IrLineKind.Instruction, IrLineKind.Terminator,
            IrLineKind.Block, IrLineKind.Phi, IrLineKind.Terminator,
        }));
        Assert.That(string.Concat(lines.Select(line => (line.Value is null ? "" : "    ") + line.Text + "\n")), Is.EqualTo(function.ToString()));
        Assert.That(lines.Select(line => line.Value?.Id), Is.EqualTo(function.Blocks.SelectMany(block => block.Where(value => value.Op != Op.Parameter).Select(value => (int?)value.Id).Prepend(null)).Prepend(null)));
        Assert.That(lines.Skip(1).Select(line => line.Block?.Id), Is.EqualTo(new[] { 0, 0, 0, 1, 1, 1, 1, 2, 2, 2 }));
        Assert.That(function.Parameters.Select(IrPrinter.LineOf).Select(line => (line.Kind, line.Text)),
            Is.EqualTo(new[] { (IrLineKind.Parameter, "v0: i64"), (IrLineKind.Parameter, "v1: bool") }));
    }
}
