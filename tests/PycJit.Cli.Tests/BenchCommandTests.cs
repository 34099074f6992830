using System.Text.Json;
using Pyc.Cli.Benchmarking;
using Pyc.Cli.Calls;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

// No test looks at a time: how long something takes is not for a test to say.
public sealed class BenchCommandTests
{
    [Test]
    public void Both_tiers_are_measured_and_the_compilation()
    {
        var document = Bench("straight", "foo", "7", "3");
        Assert.That(document.GetProperty("result").GetString(), Is.EqualTo("40"));
        Assert.That(document.GetProperty("delegateType").GetString(), Is.EqualTo("Func<long, long, long>"));
        Assert.That(document.GetProperty("native").GetProperty("allocatedBytesPerCall").GetDouble(), Is.Zero);
        foreach (var tier in new[] { "native", "interpreted" })
        {
            var measured = document.GetProperty(tier);
            double Of(string name) => measured.GetProperty(name).GetDouble();
            Assert.That(Of("minimumNanoseconds"), Is.Positive);
            Assert.That(
                new[] { Of("minimumNanoseconds"), Of("percentile5Nanoseconds"), Of("medianNanoseconds"), Of("percentile95Nanoseconds") }, Is.Ordered);
            Assert.That(Of("callsPerSecond") * Of("medianNanoseconds"), Is.EqualTo(1e9).Within(1));
            Assert.That((measured.GetProperty("batches").GetInt32() >= 5, measured.GetProperty("callsPerBatch").GetInt32() >= 1), Is.EqualTo((true, true)));
        }
        var compilation = document.GetProperty("compilation");
        Assert.That(compilation.GetProperty("signature").GetString(), Is.EqualTo("(i64, i64) -> i64"));
        Assert.That(compilation.GetProperty("codeSize").GetInt32(), Is.Positive);
        var warm = compilation.GetProperty("warm");
        Assert.That(
            warm.EnumerateObject().Where(stage => stage.Name != "total").Sum(stage => stage.Value.GetDouble()),
            Is.EqualTo(warm.GetProperty("total").GetDouble()).Within(1e-6));
    }

    [Test]
    public void The_table_is_for_people()
    {
        var result = Tool.Run("bench", Tool.Fixture("straight"), "foo", "7", "3", "--duration", "0");
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.StartWith("foo(a, b) of src/straight.py:8, CPython 3.12: 40\n\n").And
            .Match(@"\n +median +minimum +5 % +95 % +calls/s +allocated\nnative +.* 0 B\ninterpreted +.* B\n\nnative code is [\d.E+]+ times as fast\n").And
            .Match(@"\n\(i64, i64\) -> i64: \d+ bytes of machine code, \d+ of stack, \d+ values spilled\ncompiled first +.* = build .*\ncompiled warm +.* = build .*\n").And
            .Contain("\nCalls of a Func<long, long, long> in a loop"));
    }

    [Test]
    public void What_only_the_interpreter_runs_is_measured_there_with_the_reason()
    {
        var document = Bench("lists", "memo_fib", "20");
        Assert.That(document.GetProperty("result").GetString(), Is.EqualTo("6765"));
        Assert.That(document.GetProperty("whyInterpreted").GetString(), Does.Contain("src/lists.py"));
        foreach (var missing in new[] { "native", "ratio", "compilation" })
            Assert.That(document.GetProperty(missing).ValueKind, Is.EqualTo(JsonValueKind.Null), missing);
        Assert.That(document.GetProperty("interpreted").GetProperty("allocatedBytesPerCall").GetDouble(), Is.Positive);
    }

    [Test]
    public void An_int_beyond_64_bits_is_measured_as_what_holds_it() =>
        Assert.That(Bench("straight", "power", "9223372036854775807", "2").GetProperty("delegateType").GetString(), Is.EqualTo("Func<long, long, BigInteger>"));

    [Test]
    public void What_a_call_changes_the_next_one_gets_anew()
    {
        var document = Bench("arrays", "reverse", "[3,1,2]");
        Assert.That(document.GetProperty("changesArguments").GetBoolean());
        Assert.That(document.GetProperty("native").GetProperty("callsPerBatch").GetInt32(), Is.EqualTo(1));
        Assert.That(Bench("arrays", "total", "[3,1,2]").GetProperty("changesArguments").GetBoolean(), Is.False);
    }

    [Test]
    public void A_call_that_raises_cannot_be_measured() => Assert.That(
        Tool.Run("bench", Tool.Fixture("straight"), "floor_divide", "1", "0"), Is.EqualTo(new ToolResult(
            1, "", "pycjit: error: ZeroDivisionError: integer division or modulo by zero (src/straight.py:129 in floor_divide)\n")));

    [TestCase("-1")]
    [TestCase("3601")]
    [TestCase("NaN")]
    public void A_duration_has_limits(string seconds) => Assert.That(
        Tool.Run("bench", Tool.Fixture("straight"), "foo", "7", "3", "--duration", seconds),
        Is.EqualTo(new ToolResult(2, "", "pycjit: error: --duration takes seconds from 0 to 3600\n")));

    [Test]
    public void Tiers_that_do_not_agree_are_a_fault()
    {
        using var module = PycJit.Load(Tool.Fixture("straight"));
        var error = Assert.Throws<CommandException>(() => FunctionBenchmark.CheckThatTiersAgree(
            module["foo"], new CallOutcome("40", null), new CallOutcome("40.0", null)));
        Assert.That((error!.Code, error.Message), Is.EqualTo((
            ExitCode.Fault, "a fault of pycjit itself, please report it: foo(a, b) returns 40 as native code and returns 40.0 in the interpreter")));
        var raised = CallOutcome.Of(() => module["floor_divide"].Invoke(1, 0)!.ToString()!);
        Assert.That(raised.ToString(), Is.EqualTo("raises ZeroDivisionError: integer division or modulo by zero"));
        Assert.That(raised.IsLike(new CallOutcome("0", null)), Is.False);
        Assert.DoesNotThrow(() => FunctionBenchmark.CheckThatTiersAgree(module["foo"], raised, raised));
    }

    [Test]
    public void A_loop_calls_a_delegate_of_any_type_as_often_as_it_is_told()
    {
        var sum = 0.0;
        DelegateLoop.Of((Func<long, double, string, double>)((a, b, c) => sum += a * b + c.Length))([2L, 1.5, "xy"], 3);
        Assert.That(sum, Is.EqualTo(15));
        var calls = 0;
        DelegateLoop.Of((Action)(() => calls++))([], 7);
        Assert.That(calls, Is.EqualTo(7));
        DelegateLoop.Of((Action)(() => calls++))([], 0);
        Assert.That(calls, Is.EqualTo(7));
    }

    [Test]
    public void A_spread_is_told_by_quantiles()
    {
        var measured = new Measurement(Enumerable.Range(0, 101).Select(i => 200.0 - i), callsPerBatch: 4, allocatedBytes: 101 * 4 * 24);
        Assert.That(
            (measured.Minimum, measured.Percentile5, measured.Median, measured.Percentile95, measured.AllocatedBytes, measured.Batches),
            Is.EqualTo((100, 105, 150, 195, 24, 101)));
        Assert.That(new Measurement([1, 2], 1, 0).Median, Is.EqualTo(1.5));
        Assert.That(new Measurement([7], 1, 0).Percentile95, Is.EqualTo(7));
    }

    [TestCase(1.234, "1.23 ns")]
    [TestCase(12.34, "12.3 ns")]
    [TestCase(999, "999 ns")]
    [TestCase(1000, "1.00 µs")]
    [TestCase(45_600_000, "45.6 ms")]
    [TestCase(2_000_000_000, "2.00 s")]
    public void A_time_has_three_digits_and_its_unit(double nanoseconds, string text) => Assert.That(BenchReport.Time(nanoseconds), Is.EqualTo(text));

    private static JsonElement Bench(string module, string function, params string[] arguments)
    {
        var result = Tool.Run(["bench", Tool.Fixture(module), function, .. arguments, "--duration", "0", "--json"]);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
