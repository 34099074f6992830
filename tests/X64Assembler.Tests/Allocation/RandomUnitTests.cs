using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Random functions of all types that call each other, against the evaluator of words.</summary>
[TestFixture]
public sealed class RandomUnitTests
{
    private const int Units = 150;

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Random_units_return_or_leave_with_the_frames_that_the_IR_says(string name)
    {
        var options = TestOptions.Named(name);
        var (returned, left, callers, tooLong, late) = (0, 0, 0, 0, 0);
        for (var seed = 0; seed < Units; seed++)
        {
            var unit = TypedPrograms.MakeUnit(seed);
            using var native = NativeFunction.Compile(unit[0], options, slots: 1 + seed % 5);
            late += native.Code.Functions.Count(function => function.FrameSize > 0 && MakesFrameLate(native.Code, function));
            var random = new Random(seed);
            for (var call = 0; call < 10; call++)
            {
                var arguments = Arguments(unit[0], random);
                if (Check(native, unit, arguments, $"seed {seed}") is not { } outcome)
                    tooLong++;
                else if (outcome.Exit == ExitReason.None)
                    returned++;
                else if (outcome.Callers.Length > 0)
                    callers++;
                else
                    left++;
            }
        }
        TestContext.Out.WriteLine($"{returned} returned, {left} left, {callers} left with callers, {tooLong} took too long; {late} functions make their frame late");
        Assert.That(returned, Is.GreaterThan(Units));
        Assert.That(left, Is.GreaterThan(Units / 2));
        Assert.That(callers, Is.GreaterThan(Units / 2));
        Assert.That(tooLong, Is.LessThan(Units));
        if (options.AllocationOrder.IsDefault)
            Assert.That(late, Is.GreaterThan(Units / 6));
    }

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Each_check_of_a_unit_can_be_forced_and_leaves_with_its_frames(string name)
    {
        var options = TestOptions.Named(name) with { ForcibleExits = true };
        var (forced, callers) = (0, 0);
        for (var seed = 1000; seed < 1000 + Units / 3; seed++)
        {
            var unit = TypedPrograms.MakeUnit(seed);
            using var native = NativeFunction.Compile(unit[0], options, slots: 1 + seed % 5);
            var arguments = Arguments(unit[0], new Random(seed));
            var reached = new SortedSet<int>();
            if (Evaluate(native, unit, arguments, reached: reached) is null)
                continue;
            for (var number = 1; number <= native.Code.Exits.Length; number++)
            {
                var exit = native.Code.Exits[number - 1];
                if (exit.Reason == ExitReason.Call || exit.Shape is not { } shape || !reached.Contains(shape.Index))
                    continue;
                // Several checks may have one state: the evaluator forces the first of them.
                if (native.Code.Exits.Count(other => other.Reason != ExitReason.Call && other.Shape == shape) > 1)
                    continue;
                var outcome = Check(native, unit, arguments, $"seed {seed}, exit {number} forced", number, shape.Index);
                forced++;
                if (outcome?.Callers.Length > 0)
                    callers++;
            }
        }
        TestContext.Out.WriteLine($"{forced} forced, {callers} with callers");
        Assert.That(forced, Is.GreaterThan(Units));
        Assert.That(callers, Is.GreaterThan(Units / 3));
    }

    /// <summary>Whether a function does not begin by making its frame.</summary>
    private static bool MakesFrameLate(MachineCode code, CodeFunction function) => code.Origins
        .First(origin => origin.Offset >= function.Offset).Comment is not ("save" or "frame" or "touch the stack");

    /// <summary>Arguments, the first of which says how deep calls may go.</summary>
    internal static long[] Arguments(Function function, Random random)
    {
        var arguments = TypedPrograms.Arguments(function, random);
        arguments[0] = random.Next(4);
        return arguments;
    }

    /// <summary>What the evaluator gives; <see langword="null"/> where that takes it too long.</summary>
    internal static WordOutcome? Evaluate(
        NativeFunction native, IReadOnlyList<Function> unit, long[] arguments, int forcedState = -1, ISet<int>? reached = null)
    {
        try
        {
            return WordEvaluator.Run(unit[0], arguments, forcedState, reached, native.Slots);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static WordOutcome? Check(
        NativeFunction native, IReadOnlyList<Function> unit, long[] arguments, string what, int forcedExit = 0, int forcedState = -1)
    {
        var expected = Evaluate(native, unit, arguments, forcedState);
        if (expected is null)
            return null;
        var actual = native.CallForWords(arguments, forcedExit);
        if (actual != expected)
        {
            Assert.Fail($"{what}, ({string.Join(", ", arguments)}):\n{expected}, not\n{actual}\n"
                + $"{string.Join('\n', unit)}\n{MachineCodeListing.Write(native.Code)}");
        }
        return actual;
    }
}
