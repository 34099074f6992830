using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>Makes the values that native code describes by a shape and words: what lies in a frame, or what a call returns.</summary>
/// <remarks>The values of the slots are asked for in order, a tuple with its items at once.</remarks>
internal class SlotValues(PythonRuntime runtime, FrameShape shape, PyValue[] operands)
{
    private int _next;
    private int _operand;
    private Dictionary<int, PyValue>? _lists;               // by slot

    /// <summary>The runtime.</summary>
    protected PythonRuntime Runtime => runtime;

    /// <summary>What lies where.</summary>
    protected FrameShape Shape => shape;

    /// <summary>The value in the first place that a shape describes.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="operands">The operands of its slots.</param>
    public static PyValue Single(PythonRuntime runtime, FrameShape shape, PyValue[] operands) =>
        new SlotValues(runtime, shape, operands).TryTake(out _, out var value)
            ? value
            : throw new InternalCompilerException("A shape without slots has no value.");

    /// <summary>The function whose frame a shape describes.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="called">The function that was called from outside, where the frame is its; else null.</param>
    public static PyFunction FunctionOf(PythonRuntime runtime, LeftFrame frame, PyFunction? called)
    {
        if (frame.Shape.Function is { } known)
            return known;
        // Code that made the function has called it.
        if (frame.Shape.Slots is [{ Place: FrameShape.FunctionPlace }, ..])
            called = Single(runtime, frame.Shape, frame.Operands).As<PyFunction>();
        return called ?? throw new InternalCompilerException($"The frame at instruction {frame.Shape.Index} is of no function.");
    }

    /// <summary>The next place and its value.</summary>
    /// <returns>False where there are no more.</returns>
    protected bool TryTake(out int place, out PyValue value)
    {
        (place, value) = (0, default);
        if (_next == shape.Slots.Length)
            return false;
        place = shape.Slots[_next].Place;
        value = Take();
        return true;
    }

    /// <summary>The value of a slot that can be had only in a frame.</summary>
    protected virtual PyValue OfFrame(FrameSlot slot, int operand) =>
        throw new InternalCompilerException($"{slot.Kind} is no kind of slot outside of a frame.");

    /// <summary>An operand.</summary>
    protected PyValue OperandAt(int index) => operands[index];

    // The one place where values of slots are made: kinds with slots of their own, such as tuples, take those from here.
    private PyValue Take()
    {
        var index = _next++;
        var slot = shape.Slots[index];
        var operand = _operand;
        _operand += FrameSlots.OperandsOf(slot.Kind);
        if (slot.Kind == FrameSlotKind.Function)
            return TakeFunction(slot);
        if (slot.Kind == FrameSlotKind.Generator)
            return TakeGenerator(slot);
        if (slot.Kind == FrameSlotKind.Part)
            return PartOf(Take(), operand);
        if (FrameSlots.ItemsOf(slot) is { } count)
        {
            var number = _operand > operand ? operands[operand] : default;
            var made = ComposedSlots.Make(runtime, slot.Kind, number, TakeMany(count));
            if (slot.Kind == FrameSlotKind.List)
                (_lists ??= [])[index] = made;
            return made;
        }
        return slot.Kind switch
        {
            FrameSlotKind.Same => _lists![slot.Number],                          // the list has come before
            FrameSlotKind.Unbound or FrameSlotKind.Itself => PyValue.Unbound,
            FrameSlotKind.Value => operands[operand],
            FrameSlotKind.Literal => ConstantValues.Of(runtime, shape.Literals[slot.Number]),
            FrameSlotKind.Object => shape.Objects[slot.Number],
            FrameSlotKind.Method => new PyMethod(shape.Objects[slot.Number], operands[operand]),
            FrameSlotKind.Range => RangeAt(operand),
            FrameSlotKind.RangeIterator =>
                // A range of its own from there on: to whoever only asks for the next number they are the same.
                RangeAt(operand).GetIterator(runtime),
            _ => OfFrame(slot, operand),
        };
    }

    private PyFunction TakeFunction(FrameSlot slot)
    {
        var code = ConstantValues.Of(runtime, shape.Literals[slot.Number]).As<PyCode>();
        if (code is null || shape.Globals is not { } globals)
            throw new InternalCompilerException("A frame has a function without code or globals.");
        var function = new PyFunction(code, globals);
        if (Take().As<PyTuple>() is { } defaults)
            function.Defaults = defaults.Items.ToArray();
        if (Take().As<PyStr>() is { } name)
            function.QualifiedName = name.Value;
        function.Closure = new PyCell[code.Code.FreeNames.Length];
        for (var i = 0; i < function.Closure.Length; i++)
        {
            var isItself = shape.Slots[_next + 1].Kind == FrameSlotKind.Itself;
            function.Closure[i] = Take().As<PyCell>() ?? throw new InternalCompilerException("A function closes over what is no cell.");
            if (isItself)
                function.Closure[i].Value = function;
        }
        return function;
    }

    private PyValue TakeGenerator(FrameSlot slot)
    {
        var function = Take().As<PyFunction>() ?? throw new InternalCompilerException("A generator is of no function.");
        var places = TakeMany(shape.Slots[_next++].Number);
        return slot.Number == 0
            ? Operators.Call(runtime, function, new CallArguments(places, []))
            : PyGenerator.Suspended(runtime, function, places, slot.Number);
    }

    private PyValue[] TakeMany(int count)
    {
        var items = new PyValue[count];
        for (var i = 0; i < items.Length; i++)
            items[i] = Take();
        return items;
    }

    private PyList PartOf(PyValue list, int operand)
    {
        var items = new PyValue[operands[operand + 2].Int];
        for (var i = 0; i < items.Length; i++)
            items[i] = Operators.GetItem(runtime, list, PyValue.FromInt(operands[operand].Int + i * operands[operand + 1].Int));
        return new PyList(items);
    }

    private PyRange RangeAt(int operand) => new(runtime, IntegerAt(operand), IntegerAt(operand + 1), IntegerAt(operand + 2));

    private BigInteger IntegerAt(int operand) => Numbers.TryGetInteger(operands[operand], out var integer)
        ? integer
        : throw new InternalCompilerException($"A frame has {operands[operand].Type.Name} where an int belongs.");
}
