using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>A call that may have ints of so many bits has those, and none with one more.</summary>
public sealed class IntegerLimitTests
{
    private static readonly PythonRuntime s_runtime = new(new PythonVersion(3, 10));

    private static readonly BigInteger s_left = BigInteger.Pow(3, 400);
    private static readonly BigInteger s_right = BigInteger.Pow(7, 300);

    private static IEnumerable<TestCaseData> Operations =>
    [
        Case("+", static () => Binary(BinaryOperator.Add, s_left, s_left)),
        Case("-", static () => Binary(BinaryOperator.Subtract, -s_left, s_right)),
        Case("*", static () => Binary(BinaryOperator.Multiply, s_left, s_right)),
        Case("**", static () => Binary(BinaryOperator.Power, 13, 1000)),
        Case("** of a power of two", static () => Binary(BinaryOperator.Power, 8, 1000)),
        Case("<<", static () => Binary(BinaryOperator.ShiftLeft, s_left, 100)),
        Case("|", static () => Binary(BinaryOperator.Or, s_left, s_right)),
        Case("factorial", static () => Math("factorial", 300)),
        Case("comb", static () => Math("comb", 1000, 500)),
        Case("perm", static () => Math("perm", 1000, 100)),
        Case("lcm", static () => Math("lcm", s_left, s_right)),
        Case("int(str)", static () => Operators.Call(s_runtime, s_runtime.Builtins["int"], PyValue.FromText("000" + BigInteger.Pow(7, 300)))),
        Case("from_bytes", static () => Operators.Call(
            s_runtime, Attributes.Get(s_runtime, PyTypes.Int, "from_bytes"), new PyBytes([.. new byte[50], .. s_right.ToByteArray(isBigEndian: true)]), PyValue.FromText("big"))),
    ];

    [TestCaseSource(nameof(Operations))]
    public void The_longest_int_is_made_and_no_longer_one(object operation)
    {
        var make = (Func<PyValue>)operation;
        _ = Numbers.TryGetInteger(make(), out var unlimited);
        var bits = (long)BigInteger.Abs(unlimited).GetBitLength();
        _ = Numbers.TryGetInteger(Limited(bits, make), out var limited);
        Assert.That(limited, Is.EqualTo(unlimited));
        Assert.That(() => Limited(bits - 1, make), Throws.TypeOf<ExecutionLimitException>().With.Property(nameof(ExecutionLimitException.Limit)).EqualTo(ExecutionLimit.IntegerBits));
    }

    [Test]
    public void What_is_far_too_long_is_refused_before_it_is_computed()
    {
        // Each would take minutes.
        Assert.That(() => Limited(1_000_000, () => Binary(BinaryOperator.Power, 9, BigInteger.Pow(9, 9))), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(() => Limited(1_000_000, () => Math("factorial", 40_000_000)), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(() => Limited(1_000_000, () => Math("comb", 40_000_000, 20_000_000)), Throws.TypeOf<ExecutionLimitException>());
    }

    [Test]
    public void A_power_that_takes_minutes_is_cancelled_on_its_way()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
        var control = CallControl.Begin(new CallBounds(), cancellation.Token);
        try
        {
            var outer = s_runtime.BeginCall(control);
            try
            {
                Assert.That(() => Binary(BinaryOperator.Power, 9, BigInteger.Pow(9, 9)), Throws.InstanceOf<OperationCanceledException>());
            }
            finally
            {
                s_runtime.EndCall(outer);
            }
        }
        finally
        {
            control.Leave();
        }
        Assert.That(Binary(BinaryOperator.Power, 9, 9).Int, Is.EqualTo(387_420_489));
    }

    private static TestCaseData Case(string name, Func<PyValue> operation) => new TestCaseData(operation).SetArgDisplayNames(name);

    private static PyValue Binary(BinaryOperator op, BigInteger left, BigInteger right) =>
        Operators.Binary(s_runtime, op, Integers.Make(left), Integers.Make(right));

    private static PyValue Math(string name, params BigInteger[] arguments) => Operators.Call(
        s_runtime, Attributes.Get(s_runtime, MathModule.Make(s_runtime), name), [.. arguments.Select(static number => Integers.Make(number))]);

    private static PyValue Limited(long bits, Func<PyValue> operation)
    {
        var control = CallControl.Begin(new CallBounds { IntegerBits = bits }, default);
        try
        {
            var outer = s_runtime.BeginCall(control);
            try
            {
                return operation();
            }
            finally
            {
                s_runtime.EndCall(outer);
            }
        }
        finally
        {
            control.Leave();
        }
    }
}
