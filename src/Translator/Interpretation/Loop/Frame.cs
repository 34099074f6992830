namespace Pyc.Translation.Interpretation;

/// <summary>One call of Python code: its variables, its stack and where it stands.</summary>
internal sealed class Frame(PyCode code, RunnableCode body)
{
    /// <summary>Frames of more values are not kept for another call.</summary>
    public const int LargestKept = 1024;

    /// <summary>The code.</summary>
    public PyCode Code { get; } = code;

    /// <summary>The code as it runs.</summary>
    public RunnableCode Body { get; } = body;

    /// <summary>The slots, then the stack.</summary>
    public PyValue[] Values { get; } = new PyValue[body.FrameSize];

    /// <summary>The function that was called; null for a module.</summary>
    public PyFunction? Function { get; set; }

    /// <summary>Where globals are.</summary>
    public PyNamespace Globals { get; set; } = null!;      // set by whoever takes the frame

    /// <summary>The locals' mapping of a module or class body; null for a function.</summary>
    public PyNamespace? Names { get; set; }

    /// <summary>What happens where PycJit cannot go on; null: the frame ends.</summary>
    public IFrameRecovery? Recovery { get; set; }

    /// <summary>The place in the source.</summary>
    public SourceLocation Location =>
        new(Code.Code.FileName, Body.Bytecode.Instructions[Index].Position, Code.Code.QualifiedName, Index);

    /// <summary>The generator that the frame belongs to.</summary>
    public PyGenerator? Generator { get; set; }

    /// <summary>The frame below in the same run of the loop; null for the first one.</summary>
    public Frame? Caller { get; set; }

    /// <summary>Index of the instruction that runs, or is to run next.</summary>
    public int Index { get; set; }

    /// <summary>Index in <see cref="Values"/> behind the top of the stack.</summary>
    public int Top { get; set; } = body.SlotCount;

    /// <summary>Whether <see cref="HandledBefore"/> is to be handled again when the frame is left (Python 2).</summary>
    public bool RestoresHandled { get; set; }

    /// <summary>What was handled before the frame handled anything.</summary>
    public PyException? HandledBefore { get; set; }

    /// <summary>Takes the top of the stack off.</summary>
    public PyValue Pop() => Values[--Top];

    /// <summary>Puts a value on the stack.</summary>
    public void Push(PyValue value) => Values[Top++] = value;

    /// <summary>The value that is that far from the top, counted from 1.</summary>
    public ref PyValue Peek(int place) => ref Values[Top - place];

    /// <summary>The top values of the stack, the last one on top.</summary>
    public Span<PyValue> TopValues(int count) => Values.AsSpan(Top - count, count);

    /// <summary>Takes the top values off, the last one being the top, as an array of their own.</summary>
    public PyValue[] PopMany(int count)
    {
        if (count == 0)
            return [];
        var values = TopValues(count).ToArray();
        Top -= count;
        return values;
    }

    /// <summary>Forgets everything of the call, for the next one.</summary>
    public void Clear()
    {
        Array.Clear(Values);
        Function = null;
        Names = null;
        Recovery = null;
        Generator = null;
        Index = 0;
        Top = Body.SlotCount;
        RestoresHandled = false;
        HandledBefore = null;
    }
}
