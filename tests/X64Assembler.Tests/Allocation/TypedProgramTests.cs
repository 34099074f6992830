using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Whole functions over values of all types, with frame states, against the evaluator of words.</summary>
[TestFixture]
public sealed class TypedProgramTests
{
    private const int Programs = 200;

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Random_functions_return_or_leave_with_the_frame_that_the_IR_says(string name)
    {
        var options = TestOptions.Named(name);
        var (returned, exited) = (0, 0);
        for (var seed = 0; seed < Programs; seed++)
        {
            var function = TypedPrograms.Make(seed, shareStates: seed % 2 == 0);
            using var native = NativeFunction.Compile(function, options);
            var random = new Random(seed);
            for (var call = 0; call < 12; call++)
            {
                var arguments = TypedPrograms.Arguments(function, random);
                var outcome = Check(native, function, arguments, $"seed {seed}");
                if (outcome.Exit == ExitReason.None)
                    returned++;
                else
                    exited++;
            }
        }
        Assert.That(returned, Is.GreaterThan(Programs));
        Assert.That(exited, Is.GreaterThan(Programs));
    }

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Each_exit_can_be_forced_and_leaves_with_its_frame(string name)
    {
        var options = TestOptions.Named(name) with { ForcibleExits = true };
        var forced = 0;
        for (var seed = 1000; seed < 1000 + Programs / 2; seed++)
        {
            var function = TypedPrograms.Make(seed);
            using var native = NativeFunction.Compile(function, options);
            var random = new Random(seed);
            for (var call = 0; call < 3; call++)
            {
                var arguments = TypedPrograms.Arguments(function, random);
                var reached = new SortedSet<int>();
                WordEvaluator.Run(function, arguments, reached: reached);
                Check(native, function, arguments, $"seed {seed}");
                for (var number = 1; number <= native.Code.Exits.Length; number++)
                {
                    var state = native.Code.Exits[number - 1].Shape!.Index;
                    if (!reached.Contains(state))
                        continue;
                    Check(native, function, arguments, $"seed {seed}, exit {number} forced", number, state);
                    forced++;
                }
            }
        }
        Assert.That(forced, Is.GreaterThan(Programs));
    }

    private static WordOutcome Check(
        NativeFunction native, Function function, long[] arguments, string what, int forcedExit = 0, int forcedState = -1)
    {
        var expected = WordEvaluator.Run(function, arguments, forcedState);
        var actual = native.CallForWords(arguments, forcedExit);
        if (actual != expected)
        {
            Assert.Fail($"{what}, ({string.Join(", ", arguments)}):\n{expected}, not\n{actual}\n"
                + $"{function}\n{MachineCodeListing.Write(native.Code)}");
        }
        return actual;
    }
}
