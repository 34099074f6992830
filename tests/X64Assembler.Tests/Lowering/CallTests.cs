using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Functions that call each other natively.</summary>
[TestFixture]
public sealed class CallTests
{
    private const string Fibonacci = """
        function fib(v0: i64) -> i64
        b0:
            v1 = state 0 depth 0, 0: v0
            check.stack v1 else stack_limit
            v2 = int 2
            v3 = int.lt v0, v2
            branch v3, b1, b2
        b1:
            return v0
        b2:
            v4 = int 1
            v5 = int.sub.wrap v0, v4
            v6 = state 5 awaits depth 0, 0: v0
            v7 = call fib v5, v6
            v8: i64 = call.word v7 0
            v9 = int.sub.wrap v0, v2
            v10 = state 9 awaits depth 1, 1: v8
            v11 = call fib v9, v10
            v12: i64 = call.word v11 0
            v13 = state 10 depth 2, 1: v8, 2: v12
            v14 = int.add v8, v12, v13
            return v14
        """;

    [Test]
    public void A_function_calls_itself()
    {
        foreach (var options in TestOptions.Names.Select(TestOptions.Named))
        {
            using var native = NativeFunction.Compile(Fibonacci, options);
            Assert.That(native.CallForWords([15]), Is.EqualTo(WordEvaluator.Run(IrParser.Parse(Fibonacci), [15])));
        }
    }
}
