using System.Globalization;
using System.Text;
using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>The frame of the function as it stands while the IR is built: slots, evaluation stack, and the exception being handled.</summary>
internal sealed class FrameOperands
{
    private readonly Operand[] _places;         // the slots, then the stack; above the top lies what was popped last

    /// <summary>A frame in which nothing is bound.</summary>
    public FrameOperands(CodeFlow flow)
    {
        Flow = flow;
        _places = new Operand[SlotCount + flow.Bytecode.MaximumDepth];
        Array.Fill(_places, Operand.Unbound);
        Top = SlotCount;
    }

    private FrameOperands(FrameOperands other, Operand[] places)
    {
        Flow = other.Flow;
        _places = places;
        Top = other.Top;
        Handled = other.Handled;
        Consumer = other.Consumer;
    }

    /// <summary>The code that it is a frame of.</summary>
    public CodeFlow Flow { get; }

    /// <summary>How many slots lie below the stack.</summary>
    public int SlotCount => Flow.Bytecode.SlotNames.Length;

    /// <summary>The place above the top of the stack.</summary>
    public int Top { get; set; }

    /// <summary>Who goes through the generator whose frame it is; null for the frame of a function.</summary>
    public Consumer? Consumer { get; init; }

    /// <summary>The exception that is being handled.</summary>
    public Operand Handled { get; set; } = Operand.NothingHandled;

    /// <summary>What lies in a place.</summary>
    public Operand this[int place]
    {
        get => _places[place];
        set => _places[place] = value;
    }

    /// <summary>A frame of its own with the same things in it.</summary>
    public FrameOperands Clone() => new(this, (Operand[])_places.Clone());

    /// <summary>Everything that is in the frame, and what is handled last.</summary>
    private IEnumerable<Operand> Operands => _places.Take(Top).Append(Handled).Concat(Consumer?.Frame.Operands ?? []);

    /// <summary>What tells versions apart: the types of everything in the frame.</summary>
    /// <param name="keys">Numbers of what has none by itself; new ones are added.</param>
    public string Key(OperandKeys keys)
    {
        var key = new StringBuilder();
        for (var frame = this; frame.Consumer is { } consumer; frame = consumer.Frame)
            key.Append(CultureInfo.InvariantCulture, $"{keys.NumberOf(frame.Flow.Bytecode.Code)}@{consumer.Index} ");
        foreach (var operand in Operands)
            operand.AppendKey(key, keys);
        return key.ToString();
    }

    /// <summary>The IR values in the frame, in order.</summary>
    public List<Value> Values()
    {
        var values = new List<Value>();
        foreach (var operand in Operands)
            values.AddRange(operand.AllValues());
        return values;
    }

    /// <summary>What is known of the sequences in the frame, in order.</summary>
    public IEnumerable<SequenceVariable> Variables() => Operands.SelectMany(operand => operand.Variables());

    /// <summary>The same frame with other values, which are asked for in the order of <see cref="Values"/>.</summary>
    public FrameOperands Replace(Func<Value, Value> replacement)
    {
        var places = new Operand[_places.Length];
        for (var place = 0; place < places.Length; place++)
            places[place] = place < Top ? _places[place].Replace(replacement) : Operand.Unbound;
        var handled = Handled.Replace(replacement);
        return new FrameOperands(this, places)
        {
            Handled = handled,
            Consumer = Consumer is { } consumer ? consumer with { Frame = consumer.Frame.Replace(replacement) } : null,
        };
    }
}

/// <summary>Who goes through a generator.</summary>
/// <param name="Frame">Its frame before it asks for the next value: the generator, as it was, lies on the stack.</param>
/// <param name="Index">Index of the <see cref="BytecodeOp.ForIterator"/> that asks.</param>
internal sealed record Consumer(FrameOperands Frame, int Index)
{
    /// <summary>What it goes through.</summary>
    public Operand Generator => Frame[Frame.Top - 1];
}
