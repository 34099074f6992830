using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests.Support;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>Frames that are made in the middle of a function: what lies in them, what is handled, and what comes of it.</summary>
public sealed class FrameResumptionTests
{
    [Test]
    public void A_loop_goes_on_where_it_stood([Values("3.0", "3.8", "3.13")] string version)
    {
        var call = new Resumption("loops", version, "triangle");
        // for i in range(10): total += i, with i = 3 and the sum of the numbers before.
        var shape = call.At(BytecodeOp.BinaryInPlace, depth: 3,
            new(2, FrameSlotKind.Value), call.Stack(0, FrameSlotKind.RangeIterator), call.Stack(1, FrameSlotKind.Value), call.Stack(2, FrameSlotKind.Value));
        Assert.That(call.Run(shape, Int(3), Int(4), Int(10), Int(1), Int(3), Int(3)), Is.EqualTo("45"));
        Assert.That(
            call.Run(shape, Int(3), Int(4), Int(10), Int(1), Int(long.MaxValue), Int(3)), Is.EqualTo($"{(BigInteger)long.MaxValue + 42}"));
    }

    [TestCase(long.MaxValue - 3, long.MaxValue, 2, "[9223372036854775804, 9223372036854775806]")]
    [TestCase(long.MinValue + 3, long.MinValue, -2, "[-9223372036854775805, -9223372036854775807]")]
    [TestCase(long.MinValue, long.MaxValue, long.MaxValue, "[-9223372036854775808, -1, 9223372036854775806]")]
    [TestCase(5, 5, 1, "[]")]
    [TestCase(5, 4, 1, "[]")]
    [TestCase(5, 7, -1, "[]")]
    [TestCase(7, 5, -1, "[7, 6]")]
    [TestCase(0, 7, 3, "[0, 3, 6]")]
    public void A_range_iterator_has_the_numbers_that_are_left(long next, long stop, long step, string expected)
    {
        var call = new Resumption("straight", "3.13", "identity");
        var iterator = call.Value(call.AtReturn(FrameSlotKind.RangeIterator), Int(next), Int(stop), Int(step));
        var items = new List<string>();
        while (items.Count < 10 && ((PyIterator)iterator.Object!).TryNext(call.Runtime, out var item))
            items.Add(Operators.Repr(call.Runtime, item));
        Assert.That($"[{string.Join(", ", items)}]", Is.EqualTo(expected));
    }

    [Test]
    public void A_range_iterator_of_more_numbers_than_63_bits_count_can_be_made()
    {
        var call = new Resumption("straight", "3.13", "identity");
        var iterator = call.Value(call.AtReturn(FrameSlotKind.RangeIterator), Int(long.MinValue), Int(long.MaxValue), Int(1));
        Assert.That(((PyIterator)iterator.Object!).TryNext(call.Runtime, out var item), Is.True);
        Assert.That(item.Int, Is.EqualTo(long.MinValue));
    }

    [TestCase(FrameSlotKind.Value, "5")]
    [TestCase(FrameSlotKind.Range, "range(5, 8)")]
    [TestCase(FrameSlotKind.NothingHandled, "None")]
    public void Every_kind_of_slot_is_what_it_stands_for(FrameSlotKind kind, string expected)
    {
        var call = new Resumption("straight", "3.13", "identity");
        var operands = new[] { Int(5), Int(8), Int(1) }[..FrameSlots.OperandsOf(kind)];
        Assert.That(call.Run(call.AtReturn(kind), operands), Is.EqualTo(expected));
    }

    [Test]
    public void Constants_globals_and_builtins_are_looked_up()
    {
        var loops = new Resumption("loops", "3.13", "triangle");
        Assert.That(loops.Run(loops.AtReturn(FrameSlotKind.Constant, 1)), Is.EqualTo("0"));
        Assert.That(loops.Run(loops.AtReturn(FrameSlotKind.Global, 0)), Is.EqualTo("<class 'range'>"));
        var calls = new Resumption("errors", "3.13", "across_calls");
        Assert.That(calls.Run(calls.AtReturn(FrameSlotKind.Global, 0)), Does.StartWith("<function "));
    }

    [Test]
    public void What_is_left_out_is_unbound()
    {
        var call = new Resumption("straight", "3.13", "identity");
        Assert.That(call.Run(new FrameShape(0, 0, [])), Is.EqualTo(
            "UnboundLocalError: cannot access local variable 'n' where it is not associated with a value"));
    }

    [Test]
    public void An_instruction_that_raises_raises_again()
    {
        var call = new Resumption("errors", "3.13", "divide");
        var atDivision = call.At(BytecodeOp.Binary, 2, call.Stack(0, FrameSlotKind.Value), call.Stack(1, FrameSlotKind.Value));
        Assert.That(call.Run(atDivision, Int(1), Int(0)), Is.EqualTo("ZeroDivisionError: integer division or modulo by zero"));
        Assert.That(call.LastTraceback, Is.EqualTo(new[] { 6 }));
    }

    [Test]
    public void An_exception_that_native_code_has_handled_is_made_as_Python_made_it()
    {
        // return 1 // n, except ZeroDivisionError: raise KeyError(...): native code stands behind the match, or behind its Pop.
        var call = new Resumption("facade/binding", "3.12", "raise_in_handler");
        FrameShape[] shapes =
        [
            new(6, 2, [call.Stack(0, FrameSlotKind.NothingHandled), call.Stack(1, FrameSlotKind.Raised, 3)]),
            new(10, 1, [new(FrameShape.HandledPlace, FrameSlotKind.Raised, 3), call.Stack(0, FrameSlotKind.NothingHandled)]),
        ];
        foreach (var shape in shapes)
        {
            Assert.That(call.Run(shape, Int(1), Int(0)), Is.EqualTo("KeyError: 'while handling'"));
            var context = call.LastError!.Context!;
            Assert.That(Operators.Str(call.Runtime, context), Is.EqualTo("integer division or modulo by zero"));
            Assert.That(context.Traceback.Select(entry => entry.Position.Line), Is.EqualTo(new[] { 99 }));
            Assert.That(context.Context, Is.Null);
            Assert.That(call.Runtime.Handled, Is.Null, "the call has ended");
        }
    }

    [Test]
    public void An_exception_in_a_handler_has_the_handled_one_as_its_context()
    {
        // The inner handler, a // c, has raised; the outer one has just begun.
        var call = new Resumption("errors", "3.13", "nested_try");
        Assert.That(call.Run(new(22, 2, [call.Stack(0, FrameSlotKind.NothingHandled), call.Stack(1, FrameSlotKind.Raised, 13)]), Int(1), Int(0)), Is.EqualTo("-99"));
        // The division in the inner handler, still to be done.
        var inHandler = new FrameShape(13, 3,
        [
            new(FrameShape.HandledPlace, FrameSlotKind.Raised, 4), call.Stack(0, FrameSlotKind.NothingHandled),
            call.Stack(1, FrameSlotKind.Value), call.Stack(2, FrameSlotKind.Value),
        ]);
        Assert.That(call.Run(inHandler, Int(1), Int(0), Int(1), Int(0)), Is.EqualTo("-99"));
        Assert.That(call.Run(inHandler, Int(1), Int(0), Int(12), Int(4)), Is.EqualTo("3"));
        Assert.That(call.Runtime.Handled, Is.Null);
    }

    [Test]
    public void A_resumed_call_counts_as_one_call()
    {
        var call = new Resumption("straight", "3.13", "identity");
        for (var i = 0; i < 5 * call.Runtime.RecursionLimit; i++)
        {
            Assert.That(call.Run(call.AtReturn(FrameSlotKind.Value), Int(i)), Is.EqualTo($"{i}"));
            Assert.That(call.Run(new FrameShape(0, 0, [])), Does.StartWith("UnboundLocalError"));
        }
    }

    [Test]
    public void A_frame_that_cannot_be_made_leaves_nothing_behind()
    {
        var call = new Resumption("straight", "3.13", "foo");
        var raisesNothing = new FrameShape(0, 1, [call.Stack(0, FrameSlotKind.Raised, 2)]);
        for (var i = 0; i < 2 * call.Runtime.RecursionLimit; i++)
            Assert.That(() => call.Run(raisesNothing, Int(1), Int(2)), Throws.TypeOf<InternalCompilerException>());
        Assert.That(call.Runtime.Handled, Is.Null);
    }

    private static PyValue Int(long value) => PyValue.FromInt(value);

    private sealed class Resumption
    {
        private readonly PyFunction _function;

        public Resumption(string module, string version, string function)
        {
            var path = module.Split('/') is [var folder, var file]
                ? Repository.PathTo("fixtures", folder, "pyc", version, file + ".pyc")
                : Repository.Pyc(module, version);
            var loaded = new InterpretedModule(path);
            Runtime = loaded.Runtime;
            _function = loaded.Global(function).As<PyFunction>()!;      // the fixture defines it
        }

        public PythonRuntime Runtime { get; }

        public PyException? LastError { get; private set; }

        public int[] LastTraceback => [.. LastError!.Traceback.Select(entry => entry.Position.Line)];

        private RunnableCode Body => _function.Code.Runnable;

        public FrameSlot Stack(int place, FrameSlotKind kind, int number = 0) => new(Body.SlotCount + place, kind, number);

        public FrameShape At(BytecodeOp op, int depth, params FrameSlot[] slots) => new(IndexOf(op), depth, [.. slots]);

        public FrameShape AtReturn(FrameSlotKind kind, int number = 0) => At(BytecodeOp.Return, 1, Stack(0, kind, number));

        public PyValue Value(FrameShape shape, params ReadOnlySpan<PyValue> operands) =>
            FrameResumption.Run(Runtime, _function, [new LeftFrame(shape, operands.ToArray())]);

        public string Run(FrameShape shape, params ReadOnlySpan<PyValue> operands)
        {
            try
            {
                return Operators.Repr(Runtime, Value(shape, operands));
            }
            catch (PythonError error)
            {
                LastError = error.Value;
                return $"{error.Value.Type.Name}: {Operators.Str(Runtime, error.Value)}";
            }
        }

        private int IndexOf(BytecodeOp op)
        {
            var instructions = Body.Bytecode.Instructions;
            return Enumerable.Range(0, instructions.Length).First(i => instructions[i].Op == op);
        }
    }
}
