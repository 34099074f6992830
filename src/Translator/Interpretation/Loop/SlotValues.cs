using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>Makes the values that native code describes by a shape and words: what lies in a frame, or what a call returns.</summary>
/// <remarks>The values of the slots are asked for in order, a tuple with its items at once.</remarks>
internal class SlotValues(PythonRuntime runtime, FrameShape shape, PyValue[] operands)
{
    private int _next;
    private int _operand;

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
        var slot = shape.Slots[_next++];
        if (slot.Kind == FrameSlotKind.Tuple)
            return slot.Number == 0 ? PyTuple.Empty : new PyTuple(TakeMany(slot.Number));
        var operand = _operand;
        _operand += FrameSlots.OperandsOf(slot.Kind);
        return slot.Kind switch
        {
            FrameSlotKind.Value => operands[operand],
            FrameSlotKind.Literal => ConstantValues.Of(runtime, shape.Literals[slot.Number]),
            FrameSlotKind.Object => shape.Objects[slot.Number],
            FrameSlotKind.Range => RangeAt(operand),
            FrameSlotKind.RangeIterator =>
                // A range of its own from there on: to whoever only asks for the next number they are the same.
                RangeAt(operand).GetIterator(runtime),
            _ => OfFrame(slot, operand),
        };
    }

    private PyValue[] TakeMany(int count)
    {
        var items = new PyValue[count];
        for (var i = 0; i < items.Length; i++)
            items[i] = Take();
        return items;
    }

    private PyRange RangeAt(int operand) => new(IntegerAt(operand), IntegerAt(operand + 1), IntegerAt(operand + 2));

    private BigInteger IntegerAt(int operand) => Numbers.TryGetInteger(operands[operand], out var integer)
        ? integer
        : throw new InternalCompilerException($"A frame has {operands[operand].Type.Name} where an int belongs.");
}
