using Pyc.Translation.Ir;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>Control flow of unusual shape.</summary>
[TestFixture]
public sealed class GraphShapeTests
{
    [TestCase("a branch of which both ways are the same", """
        function f(v0: i64, v1: i64) -> i64
        b0:
            v2 = int.lt v0, v1
            branch v2, b1, b1
        b1:
            v3: i64 = phi b0 v0, b0 v0
            return v3
        """)]
    [TestCase("a branch on a constant", """
        function f(v0: i64, v1: i64) -> i64
        b0:
            v2 = bool true
            branch v2, b1, b2
        b1:
            return v0
        b2:
            return v1
        """)]
    [TestCase("an exit that a branch leads to", """
        function f(v0: i64, v1: i64) -> i64
        b0:
            v2 = int.lt v0, v1
            branch v2, b1, b2
        b1:
            exit negative_power
        b2:
            return v0
        """)]
    [TestCase("nothing but an exit", """
        function f(v0: i64, v1: i64) -> i64
        b0:
            exit raise
        """)]
    [TestCase("phis that change places on every round", """
        function f(v0: i64, v1: i64) -> i64
        b0:
            v2 = int 0
            v3 = int 1
            v4 = int 7
            jump b1
        b1:
            v5: i64 = phi b0 v0, b2 v6
            v6: i64 = phi b0 v1, b2 v7
            v7: i64 = phi b0 v3, b2 v5
            v8: i64 = phi b0 v2, b2 v9
            v10 = int.lt v8, v4
            branch v10, b2, b3
        b2:
            v9 = int.add.wrap v8, v3
            jump b1
        b3:
            v11 = int.sub.wrap v5, v6
            v12 = int.mul.wrap v11, v7
            return v12
        """)]
    [TestCase("a comparison that two branches use", """
        function f(v0: i64, v1: i64) -> i64
        b0:
            v2 = int.lt v0, v1
            branch v2, b1, b2
        b1:
            jump b3
        b2:
            jump b3
        b3:
            v3: i64 = phi b1 v1, b2 v0
            branch v2, b4, b5
        b4:
            return v3
        b5:
            v4 = int.neg.wrap v3
            return v4
        """)]
    [TestCase("a none that flows through a phi", """
        function f(v0: i64, v1: i64) -> none
        b0:
            v2 = int.lt v0, v1
            branch v2, b1, b2
        b1:
            v3 = none
            jump b3
        b2:
            v4 = none
            jump b3
        b3:
            v5: none = phi b1 v3, b2 v4
            return v5
        """)]
    // Three bits of a sum decide on the loop, so that it ends soon for every start.
    [TestCase("a critical edge into a loop", """
        function f(v0: i64, v1: i64) -> i64
        b0:
            v2 = int 3
            v3 = int.lt v0, v2
            branch v3, b1, b2
        b1:
            v4: i64 = phi b0 v0, b1 v5
            v6 = int 2
            v5 = int.add.wrap v4, v6
            v7 = int 50
            v8 = int.and v5, v7
            v10 = int.lt v8, v6
            branch v10, b1, b2
        b2:
            v9: i64 = phi b0 v1, b1 v5
            return v9
        """)]
    public void Control_flow_of_any_shape_is_followed(string shape, string ir)
    {
        var function = IrParser.Parse(ir);
        foreach (var options in TestOptions.Names.Select(TestOptions.Named))
        {
            using var native = NativeFunction.Compile(function, options);
            foreach (var first in Grids.Integers)
            {
                foreach (var second in new[] { -5L, 0, 1, 17 })
                {
                    var expected = IrEvaluator.Run(function, first, second);
                    Assert.That(native.Call(first, second), Is.EqualTo(expected), $"{shape}: {first}, {second}");
                }
            }
        }
    }

    [Test]
    public void An_endless_loop_of_empty_blocks_stays_one()
    {
        var code = NativeCompiler.Compile(IrParser.Parse("""
            function forever() -> i64
            b0:
                jump b1
            b1:
                jump b2
            b2:
                jump b1
            """));
        Assert.That(MachineCodeListing.Write(code), Does.Contain("L1:\n    jmp   L1"));
    }
}
