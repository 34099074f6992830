using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Loops lie in as few lines of 64 bytes as they can.</summary>
[TestFixture]
public sealed class CodeAlignmentTests
{
    [Test]
    public void A_small_loop_lies_in_one_line_wherever_it_would_begin()
    {
        var padded = 0;
        for (var before = 0; before < 40; before++)
        {
            var function = Loop(before);
            using var native = NativeFunction.Compile(function, TestOptions.Baseline);
            Assert.That(native.Call(7, 3).ToString(), Does.Contain($"Value = {Expected(before)},"));

            var start = native.Code.Labels.Single(label => label.Name == "L2").Offset;
            var last = native.Code.Labels.Single(label => label.Name == "L3").Offset - 1;
            Assert.That(last / 64, Is.EqualTo(start / 64), $"{before}: {MachineCodeListing.Write(native.Code, withBytes: true)}");
            padded += start % 64 == 0 ? 1 : 0;
        }
        Assert.That(padded, Is.InRange(5, 30));
    }

    [Test]
    public void Paddings_stand_before_loops_across_lines_and_before_functions()
    {
        uint[] offsets = [0, 10, 60, 70, 90, 100, 300, 310];
        Assert.That(CodeAlignment.Paddings(offsets, [], [0]), Is.Empty);
        Assert.That(CodeAlignment.Paddings(offsets, [(1, 1)], [0]), Is.Empty, "one line is enough");
        Assert.That(CodeAlignment.Paddings(offsets, [(2, 3)], [0]), Is.EqualTo(new[] { (2, 4) }));
        Assert.That(CodeAlignment.Paddings(offsets, [(2, 3)], [0, 4]), Is.EqualTo(new[] { (2, 4), (4, 2) }), "moved by the first one already");
        Assert.That(CodeAlignment.Paddings(offsets, [(1, 5)], [0]), Is.Empty, "a long loop");
    }

    /// <summary>s = a; s ^= s·b some times; for i in 0..: s += i.</summary>
    private static Function Loop(int before)
    {
        var f = new FunctionMaker("loop", IrType.Int64);
        var (a, b) = (f.Parameter(IrType.Int64, 0), f.Parameter(IrType.Int64, 1));
        var (zero, one, ten) = (f.Int(0), f.Int(1), f.Int(10));
        var start = a;
        for (var index = 0; index < before; index++)
            start = f.Add(Op.IntXor, f.Add(Op.IntMulWrap, start, b), b);
        var (head, body, end) = (f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock());
        f.Jump(head);
        f.Block = head;
        var (sum, i) = (f.Phi(IrType.Int64, start), f.Phi(IrType.Int64, zero));
        f.Branch(f.Add(Op.IntLess, i, ten), body, end);
        f.Block = body;
        sum.AddOperand(f.Add(Op.IntAddWrap, sum, i));
        i.AddOperand(f.Add(Op.IntAddWrap, i, one));
        f.Jump(head);
        f.Block = end;
        f.Add(Op.Return, sum);
        return f.Function;
    }

    private static long Expected(int before)
    {
        var value = 7L;
        for (var index = 0; index < before; index++)
            value = (value * 3) ^ 3;
        return value + 45;
    }
}
