using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>Polls look at the limit of the stack in the context, and leave once it is the highest address.</summary>
public sealed class PollTests
{
    [Test]
    public void A_poll_leaves_when_the_limit_says_so([ValueSource(typeof(TestOptions), nameof(TestOptions.Names))] string name)
    {
        var function = IrParser.Parse(GoldenListingTests.PolledLoop);
        using var native = NativeFunction.Compile(function, TestOptions.Named(name));
        Assert.That(native.Call(1000, 0), Is.EqualTo(IrEvaluator.Run(function, [1000, 0])));
        Assert.That(native.CallForWords([1000, 0], stackLimit: nint.MaxValue).Exit, Is.EqualTo(ExitReason.Stop));
        // Before the first round nobody asks.
        Assert.That(native.CallForWords([7, 7], stackLimit: nint.MaxValue).Exit, Is.EqualTo(ExitReason.None));
        Assert.That(native.Code.Exits.Single(), Has.Property("Frames").Empty);
    }

    [Test]
    public unsafe void A_stack_that_is_used_up_is_no_stop()
    {
        using var native = NativeFunction.Compile(IrParser.Parse(GoldenListingTests.PolledLoop), TestOptions.Baseline);
        var context = native.NewContext();
        context.StackLimit = (nint)(&context);
        native.Call(ref context, [1000, 0]);
        Assert.That(context.Status, Is.Zero);
    }

    [Test]
    public void Another_thread_stops_a_loop_that_has_no_end()
    {
        using var native = NativeFunction.Compile("function f() -> i64; b0: jump b1; b1: poll else stop; jump b1".Replace("; b", "\nb"), TestOptions.Detected);
        Assert.That(StopSoon(native), Is.EqualTo(ExitReason.Stop));

        static unsafe ExitReason StopSoon(NativeFunction native)
        {
            var context = native.NewContext();
            var limit = (nint)(&context.StackLimit);
            var stopper = new Thread(() =>
            {
                Thread.Sleep(20);
                Volatile.Write(ref *(nint*)limit, nint.MaxValue);
            });
            stopper.Start();
            native.Call(ref context, []);
            stopper.Join();
            return native.Code.Exits[context.Status - 1].Reason;
        }
    }

    [Test]
    public void Callers_of_what_was_stopped_leave_as_well()
    {
        var unit = $"""
            function g(v0: i64) -> i64
            b0:
                v1 = state 3 depth 0, 0: v0
                v2 = call polled_loop v0, v0, v1
                v3: i64 = call.word v2 0
                return v3
            {GoldenListingTests.PolledLoop}
            """;
        using var native = NativeFunction.Compile(unit, TestOptions.Baseline);
        Assert.That(native.CallForWords([5]).Exit, Is.EqualTo(ExitReason.None));
        using var other = NativeFunction.Compile(unit.Replace("call polled_loop v0, v0", "call polled_loop v0, v9").Replace("v1 = state", "v9 = int 9\n    v1 = state"), TestOptions.Baseline);
        var outcome = other.CallForWords([5], stackLimit: nint.MaxValue);
        Assert.That((outcome.Exit, outcome.Callers), Is.EqualTo((ExitReason.Stop, "3: Int64 5")));
    }

    [Test]
    public void Each_place_has_an_exit_of_its_own_and_all_polls_of_one_place_share_it()
    {
        static SourceLocation At(int index) => new("m.py", new SourcePosition(index + 1), "f", index);
        var function = new Function("f", IrType.Int64);
        var block = function.NewBlock();
        foreach (var index in new[] { 1, 2, 1 })
            block.Append(function.NewValue(Op.Poll, [], At(index), reason: ExitReason.Stop));
        block.Append(function.NewValue(Op.Return, [block.Append(function.NewValue(Op.IntConstant, [], At(3), immediate: 5))], At(3)));
        using var native = NativeFunction.Compile(function, TestOptions.Baseline);
        Assert.That(native.Code.Exits.Select(exit => (exit.Reason, exit.Op, exit.Place.Line)), Is.EqualTo(new[] { (ExitReason.Stop, Op.Poll, 2), (ExitReason.Stop, Op.Poll, 3) }));
        Assert.That(native.CallForWords([]).Exit, Is.EqualTo(ExitReason.None));
    }
}
