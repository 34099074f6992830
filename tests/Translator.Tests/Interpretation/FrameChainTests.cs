using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests.Support;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>Frames that called each other and are made in the middle of it: results go from one to the next, and so do exceptions.</summary>
public sealed class FrameChainTests
{
    private static readonly string[] s_versions = ["3.0", "3.6", "3.8", "3.10", "3.11", "3.12", "3.13"];

    [TestCaseSource(nameof(s_versions))]
    public void A_result_goes_to_the_frame_that_awaits_it(string version)
    {
        var module = new Module("calls", version);
        // fib(10) in its first call, fib(9) in its second with fib(8) on the stack, fib(7) about to begin.
        Assert.That(
            module.Run("fib", module.Awaiting("fib", 0, [10]), module.Awaiting("fib", 1, [9], 21), module.At("fib", 0, 7)),
            Is.EqualTo("55"));
        // The same, fib(7) having been put on the stack already: return fib(6) + fib(5).
        Assert.That(
            module.Run("fib", module.Awaiting("fib", 0, [10]), module.Awaiting("fib", 1, [9], 21), module.Awaiting("fib", 1, [7], 8), module.At("fib", 0, 5)),
            Is.EqualTo("55"));
    }

    [TestCaseSource(nameof(s_versions))]
    public void Frames_of_different_functions_lie_on_each_other(string version)
    {
        var module = new Module("calls", version);
        Assert.That(
            module.Run("is_even", module.Awaiting("is_even", 0, [7]), module.Awaiting("is_odd", 0, [6]), module.At("is_even", 0, 5)), Is.EqualTo("False"));
        // counter calls with_default for i = 2 of 4: 2*2+3 is to come, 3 and 4 went before.
        Assert.That(
            module.Run("counter", module.Awaiting("counter", 0, [4, 7, 2], 7), module.At("with_default", 0, 2, 2, 3)),
            Is.EqualTo(module.Call("counter", 4)));
    }

    [Test]
    public void The_frame_of_a_closure_has_its_free_variables([ValueSource(nameof(s_versions))] string version)
    {
        var module = new Module("calls", version);
        var adder = module.Function("add_five");
        var function = new FrameSlot(FrameShape.FunctionPlace, FrameSlotKind.Object, 0);
        var free = adder.Code.Runnable.FirstFreeSlot;
        var known = new FrameShape(0, 0, [new(0, FrameSlotKind.Value)]) { Function = adder };
        var made = new FrameShape(0, 0, [function, new(0, FrameSlotKind.Value)]) { Objects = [adder] };
        foreach (var shape in new[] { known, made })
        {
            Assert.That(
                module.Run("use_module_closure", module.Awaiting("use_module_closure", 0, []), new LeftFrame(shape, [Int(7)])), Is.EqualTo("24"));
        }
        Assert.That(free, Is.GreaterThan(0));
        Assert.That(
            () => module.Run("use_module_closure", module.Awaiting("use_module_closure", 0, []), new LeftFrame(new FrameShape(0, 0, []), [])),
            Throws.TypeOf<InternalCompilerException>().With.Message.Contains("is of no function"));
    }

    [TestCaseSource(nameof(s_versions))]
    public void An_exception_goes_outwards_to_the_frame_that_handles_it(string version)
    {
        var module = new Module("errors", version);
        Assert.That(module.Run("catch_all", module.Awaiting("catch_all", 0, [-3]), module.At("check_positive", 0, -3)), Is.EqualTo("-1"));
        Assert.That(module.Run("catch_all", module.Awaiting("catch_all", 0, [3]), module.At("check_positive", 0, 3)), Is.EqualTo("3"));
        Assert.That(module.Run("reraise", module.Awaiting("reraise", 0, [-3]), module.At("check_positive", 0, -3)), Is.EqualTo("0"));
        Assert.That(module.Runtime.Handled, Is.Null);
        // The handler needs n, raises the exception again, and is in the traceback where it had called.
        var expected = module.Call("reraise", -30);
        var traceback = module.LastTraceback;
        Assert.That(expected, Does.StartWith("ValueError"));
        Assert.That(module.Run("reraise", module.Awaiting("reraise", 0, [-30]), module.At("check_positive", 0, -30)), Is.EqualTo(expected));
        Assert.That(module.LastTraceback, Is.EqualTo(traceback));
    }

    [TestCase("3.6")]
    [TestCase("3.8")]
    [TestCase("3.11")]
    [TestCase("3.13")]
    public void A_frame_within_a_handler_handles_the_exception_of_the_frame_that_called_it(string version)
    {
        // except KeyError as error: raise convert(error, text)
        var module = new Module("tracebacks/errors", version);
        var call = module.IndexOf("parse", BytecodeOp.Call, 0);
        var subscript = module.IndexOf("parse", BytecodeOp.LoadSubscript, 0);
        var body = module.Function("parse").Code.Runnable;
        var parse = new LeftFrame(
            new FrameShape(call, body.Bytecode.StackDepths[call] - 3,                       // without convert and its arguments
            [
                new(FrameShape.HandledPlace, FrameSlotKind.Raised, subscript), new(1, FrameSlotKind.Raised, subscript),
                new(body.SlotCount, FrameSlotKind.NothingHandled),
            ]) { AwaitsResult = true },
            [new PyDict(), PyValue.FromText("x1"), new PyDict(), PyValue.FromText("x1")]);
        Assert.That(parse.Shape.Depth, Is.EqualTo(1), "what was handled before");

        // convert begins without its second argument.
        Assert.That(module.Run("parse", parse, module.At("convert", 0, 1)), Does.StartWith("UnboundLocalError"));
        Assert.That(module.LastTraceback, Is.EqualTo(new[] { "parse:39", "convert:43" }));
        Assert.That(ContextOfLast(), Is.EqualTo("KeyError: 'x1', parse:37"));

        // What handles an exception itself and raises it again.
        Assert.That(module.Run("parse", parse, module.At("checked", 0, -5)), Is.EqualTo("AssertionError: must be positive, not -5"));
        Assert.That(module.LastTraceback, Is.EqualTo(new[] { "parse:39", "checked:59", "check:53" }));
        Assert.That(ContextOfLast(), Is.EqualTo("KeyError: 'x1', parse:37"));
        Assert.That(module.Runtime.Handled, Is.Null);

        string ContextOfLast()
        {
            var context = module.LastError!.Context!;
            Assert.That(context.Context, Is.Null);
            return $"{context.Type.Name}: {Operators.Str(module.Runtime, context)}, {context.Traceback[0].Code.Name}:{context.Traceback[0].Position.Line}";
        }
    }

    [TestCaseSource(nameof(s_versions))]
    public void More_frames_than_the_limit_raise_as_the_call_that_exceeds_it(string version)
    {
        var module = new Module("errors", version);
        var expected = module.Call("endless", 0);
        var text = module.LastText;
        Assert.That(expected, Does.EndWith("Error: maximum recursion depth exceeded"));
        foreach (var count in new[] { module.Runtime.RecursionLimit + 1, 3 * module.Runtime.RecursionLimit })
        {
            var frames = Enumerable.Range(0, count).Select(_ => module.Awaiting("endless", 0, [])).Append(module.At("endless", 0, 5)).ToArray();
            Assert.That(module.Run("endless", frames), Is.EqualTo(expected));
            Assert.That(module.LastText, Is.EqualTo(text));
        }
        Assert.That(module.Runtime.IsRunning, Is.False);
    }

    [TestCaseSource(nameof(s_versions))]
    public void As_many_frames_as_the_limit_allows_go_on(string version)
    {
        var module = new Module("errors", version);
        var expected = module.Call("endless", 0);
        var text = module.LastText;
        var frames = Enumerable.Range(1, module.Runtime.RecursionLimit - 1).Select(_ => module.Awaiting("endless", 0, []))
            .Append(module.At("endless", 0, 5)).ToArray();
        Assert.That(module.Run("endless", frames), Is.EqualTo(expected));
        Assert.That(module.LastText, Is.EqualTo(text));
    }

    [Test]
    public void Where_comparisons_count_as_calls_a_call_beyond_the_limit_starts_again([ValueSource(nameof(s_versions))] string version)
    {
        var module = new Module("calls", version);
        var frames = Enumerable.Range(0, 2 * module.Runtime.RecursionLimit).Select(_ => module.Awaiting("deep", 0, [], 1)).ToArray();
        var counts = module.Runtime.Semantics.Calls.CountedComparisons != CountedComparisons.None;
        Assert.That(module.IsExact("deep", frames), Is.EqualTo(!counts));
        Assert.That(module.IsExact("deep", frames[..(module.Runtime.RecursionLimit - 1)]), Is.True, "they are too few");
        if (counts)
            return;
        var expected = module.Call("deep", 2000);
        var text = module.LastText;
        Assert.That(module.Run("deep", [.. frames, module.At("deep", 0, 5)]), Is.EqualTo(expected));
        Assert.That(module.LastText, Is.EqualTo(text));
    }

    [Test]
    public void Where_the_last_frame_that_is_allowed_had_called_before_a_call_starts_again([ValueSource(nameof(s_versions))] string version)
    {
        var module = new Module("calls", version);
        var first = Enumerable.Range(0, 2000).Select(_ => module.Awaiting("hanoi", 0, [5, 0, 0, 0])).ToArray();
        var second = Enumerable.Range(0, 2000).Select(_ => module.Awaiting("hanoi", 1, [5, 0, 0, 0], 1)).ToArray();
        Assert.That(module.IsExact("hanoi", second), Is.False);
        Assert.That(module.IsExact("hanoi", first), Is.EqualTo(module.Runtime.Semantics.Calls.CountedComparisons == CountedComparisons.None));
        // In a loop the call itself may have come before.
        var counter = Enumerable.Range(0, 2000).Select(_ => module.Awaiting("counter", 0, [5, 0, 0], 0)).ToArray();
        Assert.That(module.IsExact("counter", counter), Is.False);
    }

    [Test]
    public void Fifty_thousand_frames_take_no_stack_of_the_thread([Values("3.8", "3.13")] string version)
    {
        const int Depth = 50_000;
        var outcome = "";
        var thread = new Thread(
            () =>
            {
                var module = new Module("calls", version, recursionLimit: Depth + 10);
                var frames = Enumerable.Range(0, Depth - 7).Select(_ => module.Awaiting("deep", 0, [], 1)).Append(module.At("deep", 0, 7)).ToArray();
                outcome = module.Run("deep", frames);
            },
            256 << 10);
        thread.Start();
        thread.Join();
        Assert.That(outcome, Is.EqualTo($"{Depth}"));
    }

    [Test]
    public void A_chain_that_cannot_be_made_leaves_nothing_behind()
    {
        var module = new Module("calls", "3.13");
        var broken = new LeftFrame(                                     // a comparison that raises nothing
            new FrameShape(0, 1, [new(0, FrameSlotKind.Raised, module.IndexOf("fib", BytecodeOp.Compare, 0))]) { Function = module.Function("fib") },
            [Int(1), Int(2)]);
        for (var i = 0; i < module.Runtime.RecursionLimit; i++)
        {
            Assert.That(
                () => module.Run("fib", module.Awaiting("fib", 0, [9]), module.Awaiting("fib", 0, [8]), broken), Throws.TypeOf<InternalCompilerException>());
        }
        Assert.That((module.Runtime.IsRunning, module.Runtime.Handled), Is.EqualTo((false, (PyException?)null)));
        Assert.That(module.Call("fib", 10), Is.EqualTo("55"));
    }

    private static PyValue Int(long value) => PyValue.FromInt(value);

    private sealed class Module
    {
        private readonly InterpretedModule _module;

        public Module(string name, string version, int? recursionLimit = null)
        {
            _module = new InterpretedModule(
                name.Split('/') is [var folder, var file]
                    ? Repository.PathTo("fixtures", folder, "pyc", version, file + ".pyc")
                    : Repository.Pyc(name, version),
                recursionLimit);
        }

        public PythonRuntime Runtime => _module.Runtime;

        public PyException? LastError { get; private set; }

        public string[] LastTraceback => [.. LastError!.Traceback.AsEnumerable().Reverse().Select(entry => $"{entry.Code.Name}:{entry.Position.Line}")];

        public string LastText => TracebackText.Format(Runtime, LastError!, (_, _) => null);

        public PyFunction Function(string name) => _module.Global(name).As<PyFunction>()!;      // the fixture defines it

        public int IndexOf(string function, BytecodeOp op, int number)
        {
            var instructions = Function(function).Code.Runnable.Bytecode.Instructions;
            return Enumerable.Range(0, instructions.Length).Where(i => instructions[i].Op == op).ElementAt(number);
        }

        /// <summary>A frame in its call of that number, with its first locals and what lies on the stack.</summary>
        public LeftFrame Awaiting(string name, int call, long[] locals, params long[] stack) =>
            Frame(name, IndexOf(name, BytecodeOp.Call, call), stack, locals, awaitsResult: true);

        /// <summary>A frame about to run an instruction, with its first locals.</summary>
        public LeftFrame At(string name, int index, params long[] locals) => Frame(name, index, [], locals, awaitsResult: false);

        public bool IsExact(string name, LeftFrame[] frames) => FrameResumption.IsExact(Runtime, Function(name), frames);

        public string Run(string name, params LeftFrame[] frames) => Outcome(() => FrameResumption.Run(Runtime, Function(name), frames));

        public string Call(string name, params long[] arguments) => Outcome(() => _module.Call(name, Array.ConvertAll(arguments, Int)));

        private string Outcome(Func<PyValue> call)
        {
            LastError = null;
            try
            {
                return Operators.Repr(Runtime, call());
            }
            catch (PythonError error)
            {
                LastError = error.Value;
                return $"{error.Value.Type.Name}: {Operators.Str(Runtime, error.Value)}";
            }
        }

        private LeftFrame Frame(string name, int index, long[] stack, long[] locals, bool awaitsResult)
        {
            var function = Function(name);
            var slots = locals.Select((_, i) => new FrameSlot(i, FrameSlotKind.Value))
                .Concat(stack.Select((_, i) => new FrameSlot(function.Code.Runnable.SlotCount + i, FrameSlotKind.Value)));
            return new LeftFrame(
                new FrameShape(index, stack.Length, [.. slots]) { AwaitsResult = awaitsResult, Function = function },
                [.. locals.Concat(stack).Select(Int)]);
        }
    }
}
