using System.Collections.Immutable;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Ir;

/// <summary>What the operands of a frame state are in the frame of the interpreter.</summary>
/// <param name="Index">Index of the instruction that the interpreter runs first, as if it had not been begun.</param>
/// <param name="Depth">Values on the evaluation stack there.</param>
/// <param name="Slots">
/// What lies where, by ascending place; locals that are unbound, or that nobody reads again, are left out. The operands belong to them in
/// this order, <see cref="FrameSlots.OperandsOf"/> to each.
/// </param>
public sealed record FrameShape(int Index, int Depth, ImmutableArray<FrameSlot> Slots)
{
    /// <summary>The place of the exception that is being handled, whether or not it also lies in the frame. It comes first.</summary>
    public const int HandledPlace = -1;

    /// <summary>The place of the items of a tuple, and of what else is made of others.</summary>
    public const int ItemPlace = -2;

    /// <summary>The place of the function whose frame it is.</summary>
    public const int FunctionPlace = -3;

    /// <summary>Constants that are not among those of the code, for <see cref="FrameSlotKind.Literal"/>.</summary>
    public ImmutableArray<Constant> Literals { get; init; } = [];

    /// <summary>Objects that are there before the call, for <see cref="FrameSlotKind.Object"/> and the like.</summary>
    internal ImmutableArray<PyObject> Objects { get; init; } = [];

    /// <summary>
    /// The function whose frame it is; <see langword="null"/> where it is made by the code that calls it: then the slot of
    /// <see cref="FunctionPlace"/> says how, or it is the function that was called from outside.
    /// </summary>
    internal PyFunction? Function { get; init; }

    /// <summary>The globals of functions that are made of <see cref="FrameSlotKind.Function"/>.</summary>
    internal PyNamespace? Globals { get; init; }

    /// <summary>
    /// Whether the instruction has begun: it is a call, whose callee and arguments are no longer on the stack, and the interpreter goes on behind
    /// it with the result that the frame above gives.
    /// </summary>
    public bool AwaitsResult { get; init; }

    /// <summary>
    /// Whether what has the frame is also computed where Python does not come to it, but does not exit there: only if it exits is this the frame.
    /// </summary>
    public bool IsGuarded { get; init; }

    /// <summary>Number of operands.</summary>
    public int OperandCount => Slots.Sum(slot => FrameSlots.OperandsOf(slot.Kind));

    /// <summary>The number of slots behind a slot that belong to it: items, and the parts of what is made of several.</summary>
    public int ItemsOf(FrameSlot slot) => slot.Kind == FrameSlotKind.Function
        ? 2 + ((CodeObject)Literals[slot.Number]).FreeNames.Length          // of this kind it is one; defaults and the name come first
        : FrameSlots.ItemsOf(slot) ?? 0;
}

/// <summary>One variable or stack slot of a frame.</summary>
/// <param name="Place">Its place: the slots of the code come first, then the evaluation stack from its bottom.</param>
/// <param name="Kind">What lies there.</param>
/// <param name="Number">What its kind says; 0 where that says nothing of a number.</param>
public readonly record struct FrameSlot(int Place, FrameSlotKind Kind, int Number = 0);

/// <summary>What lies in a slot of a frame.</summary>
public enum FrameSlotKind
{
    /// <summary>The operand, as its type says.</summary>
    Value,

    /// <summary>The constant whose index in <see cref="Bytecode.Constants"/> is the number.</summary>
    Constant,

    /// <summary>The constant whose index in <see cref="FrameShape.Literals"/> is the number.</summary>
    Literal,

    /// <summary>What the global or builtin is whose index in the names of the code is the number.</summary>
    Global,

    /// <summary>The range of the three operands start, stop and step.</summary>
    Range,

    /// <summary>An iterator over a range whose three operands are the next number, the end and the step.</summary>
    RangeIterator,

    /// <summary>
    /// The exception that the instruction with the index that is the number raises when its two operands are the two operands here.
    /// </summary>
    Raised,

    /// <summary>The exception that the code raises that starts at the instruction with the index that is the number: it needs nothing but constants.</summary>
    RaisedByCode,

    /// <summary>What a <see cref="BytecodeOp.PushHandled"/> saved: nothing was handled before the call.</summary>
    NothingHandled,

    /// <summary>The object that <see cref="BytecodeOp.LoadCommon"/> loads; the number is the <see cref="CommonObject"/>.</summary>
    Common,

    /// <summary>The object whose index in <see cref="FrameShape.Objects"/> is the number.</summary>
    Object,

    /// <summary>The method whose function is that whose index in <see cref="FrameShape.Objects"/> is the number, bound to the operand.</summary>
    Method,

    /// <summary>Nothing: what an empty cell holds.</summary>
    Unbound,

    /// <summary>A cell; what it holds is the slot that comes next.</summary>
    Cell,

    /// <summary>What a cell of a <see cref="Function"/> holds that holds that function.</summary>
    Itself,

    /// <summary>
    /// A function made of the code whose index in <see cref="FrameShape.Literals"/> is the number. The slots that come next are its
    /// defaults, a tuple or None, its qualified name or None, and a <see cref="Cell"/> for each of the code's free variables.
    /// </summary>
    Function,

    /// <summary>
    /// A generator that goes on with the instruction whose index is the number, or that has not begun where it is 0. The slots that come next are
    /// its function and a tuple of what lies in its frame from the first slot on; where it has not begun, of its arguments.
    /// </summary>
    Generator,

    /// <summary>A tuple of as many items as the number says; they are the slots that come next.</summary>
    Tuple,

    /// <summary>A list of as many items as the number says; they are the slots that come next.</summary>
    List,

    /// <summary>The same list as in the slot, counted from 0, that is the number.</summary>
    Same,

    /// <summary>The item of the tuple in the next slot whose index is the operand.</summary>
    Item,

    /// <summary>An iterator over the tuple or list in the next slot that has given as many items as the operand says.</summary>
    SequenceIterator,

    /// <summary>A backwards iterator over the tuple or list in the next slot that has as many items to give as the operand says.</summary>
    ReversedIterator,

    /// <summary>An <c>enumerate</c> of the iterator in the next slot; the operand is its next number.</summary>
    Enumerate,

    /// <summary>A <c>zip</c> of as many iterators as the number says; they are the slots that come next.</summary>
    Zip,

    /// <summary>The same, of iterators that must have as many items as each other.</summary>
    StrictZip,

    /// <summary>A slice whose start, stop and step are the next three slots.</summary>
    Slice,

    /// <summary>
    /// A list of items of the list in the next slot; the operands are the index of the first, the distance of one to the next, and how many they are.
    /// </summary>
    Part,
}

/// <summary>What each kind of slot needs.</summary>
public static class FrameSlots
{
    /// <summary>The number of operands of a slot.</summary>
    public static int OperandsOf(FrameSlotKind kind) => kind switch
    {
        FrameSlotKind.Value or FrameSlotKind.Method => 1,
        FrameSlotKind.Item or FrameSlotKind.SequenceIterator or FrameSlotKind.ReversedIterator or FrameSlotKind.Enumerate => 1,
        FrameSlotKind.Range or FrameSlotKind.RangeIterator or FrameSlotKind.Part => 3,
        FrameSlotKind.Raised => 2,
        _ => 0,
    };

    /// <summary>The number of slots behind a slot that belong to it; null where it is made of none.</summary>
    public static int? ItemsOf(FrameSlot slot) => slot.Kind switch
    {
        FrameSlotKind.Tuple or FrameSlotKind.List or FrameSlotKind.Zip or FrameSlotKind.StrictZip => slot.Number,
        FrameSlotKind.Item or FrameSlotKind.SequenceIterator or FrameSlotKind.ReversedIterator or FrameSlotKind.Enumerate => 1,
        FrameSlotKind.Cell or FrameSlotKind.Part => 1,
        FrameSlotKind.Generator => 2,
        FrameSlotKind.Slice => 3,
        _ => null,
    };
}
