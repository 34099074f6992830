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
    }

    /// <summary>The code that it is a frame of.</summary>
    public CodeFlow Flow { get; }

    /// <summary>How many slots lie below the stack.</summary>
    public int SlotCount => Flow.Bytecode.SlotNames.Length;

    /// <summary>The place above the top of the stack.</summary>
    public int Top { get; set; }

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
    private IEnumerable<Operand> Operands => _places.Take(Top).Append(Handled);

    /// <summary>What tells versions apart: the types of everything in the frame.</summary>
    /// <param name="keys">Numbers of what has none by itself; new ones are added.</param>
    public string Key(OperandKeys keys)
    {
        var key = new StringBuilder();
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

    /// <summary>The same frame with other values, which are asked for in the order of <see cref="Values"/>.</summary>
    public FrameOperands Replace(Func<Value, Value> replacement)
    {
        var places = new Operand[_places.Length];
        for (var place = 0; place < places.Length; place++)
            places[place] = place < Top ? _places[place].Replace(replacement) : Operand.Unbound;
        return new FrameOperands(this, places) { Handled = Handled.Replace(replacement) };
    }
}
