using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>The check of the stack, which has no operand but a frame state, and in code of Python 2 none at all.</summary>
public sealed class StackCheckTests
{
    [TestCase("", "")]
    [TestCase("v9 = state 0 depth 0, 0: v0;", " v9")]
    public void Every_pass_leaves_it_alone(string state, string operand)
    {
        var text = $"function f(v0: i64) -> i64; b0: {state} check.stack{operand} else stack_limit; v1 = int.add.wrap v0, v0; return v1";
        var function = IrParser.Parse(text);
        Pipeline.Standard.Run(function, new PipelineOptions { VerifyEachPass = true });
        Assert.That(function.Entry.Count(value => value.Op == Op.CheckStack), Is.EqualTo(1));
    }
}
