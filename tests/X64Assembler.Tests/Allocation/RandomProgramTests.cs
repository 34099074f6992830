using System.Globalization;
using System.Text;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>
/// Whole functions, run natively, against the reference evaluator; each allocation passes its checker on the way.
/// </summary>
[TestFixture]
public sealed class RandomProgramTests
{
    private const int Programs = 250;

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Random_functions_compute_what_the_IR_says(string name)
    {
        var options = TestOptions.Named(name);
        var returned = 0;
        for (var seed = 0; seed < Programs; seed++)
        {
            var function = RandomPrograms.Make(seed, straight: seed % 3 == 0);
            if (seed % 3 == 1)
                new Polling([function]) { MostBetween = 25 }.Run(function);
            using var native = NativeFunction.Compile(function, options);
            var random = new Random(seed);
            for (var call = 0; call < 12; call++)
            {
                var arguments = RandomPrograms.Arguments(function, random);
                var expected = IrEvaluator.Run(function, arguments);
                var actual = native.Call(arguments);
                if (actual != expected)
                {
                    Assert.Fail($"seed {seed}, ({string.Join(", ", arguments)}): {expected}, not {actual}\n"
                        + $"{function}\n{MachineCodeListing.Write(native.Code)}");
                }
                if (actual.Exit == ExitReason.None)
                    returned++;
            }
        }
        Assert.That(returned, Is.GreaterThan(Programs * 2), "most calls should get to the end");
    }

    [TestCase(60)]
    [TestCase(500)]
    public void A_function_of_many_live_values_spills(int count)
    {
        var function = ManyLiveValues(count);
        using var native = NativeFunction.Compile(function);
        Assert.Multiple(() =>
        {
            Assert.That(native.Code.SpillSlots, Is.GreaterThan(count - 20));
            Assert.That(native.Call(3, 7), Is.EqualTo(IrEvaluator.Run(function, 3, 7)));
            Assert.That(native.Call(long.MaxValue, 7), Is.EqualTo(IrEvaluator.Run(function, long.MaxValue, 7)));
        });
    }

    [Test]
    public void Spill_slots_are_shared_by_values_that_are_not_alive_together()
    {
        var text = new StringBuilder("function twice(v0: i64, v1: i64) -> i64\nb0:\n");
        var next = 2;
        var first = AppendManyLiveValues(text, 60, ref next, "v0");
        var second = AppendManyLiveValues(text, 60, ref next, first);
        text.Append(CultureInfo.InvariantCulture, $"    return {second}\n");
        using var native = NativeFunction.Compile(text.ToString());
        Assert.That(native.Code.SpillSlots, Is.LessThan(70));
    }

    [Test]
    public void A_function_that_needs_more_stack_than_a_frame_may_take_is_refused() => Assert.That(
        () => NativeCompiler.Compile(ManyLiveValues(9000)),
        Throws.TypeOf<FunctionTooLargeException>().With.Message.Contains("many is too large"));

    [Test]
    public void A_frame_of_several_pages_touches_each()
    {
        var function = ManyLiveValues(2000);
        using var native = NativeFunction.Compile(function);
        Assert.That(MachineCodeListing.Write(native.Code), Does.Contain("[rsp - 4096], rsp").And.Contain("[rsp - 12288], rsp"));
        Assert.That(native.Call(5, 9), Is.EqualTo(IrEvaluator.Run(function, 5, 9)));
    }

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Sixteen_parameters_arrive(string name)
    {
        using var native = NativeFunction.Compile(ConventionTests.SixteenParameters(), TestOptions.Named(name));
        var arguments = Enumerable.Range(1, 16).Select(number => (long)number * number - 40).ToArray();
        Assert.That(native.Call(arguments), Is.EqualTo(IrOutcome.Returned(ConventionTests.ExpectedOfSixteen(arguments), IrType.Int64)));
    }

    [Test]
    public void A_leaf_that_fits_the_free_registers_has_no_frame()
    {
        using var native = NativeFunction.Compile(ManyLiveValues(4));
        Assert.That((native.Code.FrameSize, native.Code.SpillSlots), Is.EqualTo((0, 0)));
    }

    /// <summary>Values that are all made before the first is used.</summary>
    private static Function ManyLiveValues(int count)
    {
        var text = new StringBuilder("function many(v0: i64, v1: i64) -> i64\nb0:\n");
        var next = 2;
        var result = AppendManyLiveValues(text, count, ref next, "v0");
        text.Append(CultureInfo.InvariantCulture, $"    return {result}\n");
        return IrParser.Parse(text.ToString());
    }

    private static string AppendManyLiveValues(StringBuilder text, int count, ref int next, string start)
    {
        var values = new List<string>();
        var previous = start;
        for (var index = 0; index < count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    v{next} = int.{(index % 3 == 0 ? "xor" : "add")} {previous}, v1\n");
            values.Add(previous = $"v{next++}");
        }
        var sum = values[0];
        foreach (var value in values.Skip(1))
        {
            text.Append(CultureInfo.InvariantCulture, $"    v{next} = int.add {sum}, {value}\n");
            sum = $"v{next++}";
        }
        return sum;
    }
}
