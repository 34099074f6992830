namespace Pyc.Translation.Ir;

/// <summary>What a line of IR text is.</summary>
public enum IrLineKind
{
    /// <summary>The head of a function: its name, parameters and result.</summary>
    Function,

    /// <summary>The head of a block.</summary>
    Block,

    /// <summary>A parameter, which stands in the head of the function: <c>v0: i64</c>.</summary>
    Parameter,

    /// <summary>A value chosen by the edge that was taken.</summary>
    Phi,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>What the interpreter's frame holds where the code may leave.</summary>
    State,

    /// <summary>Any other operation.</summary>
    Instruction,

    /// <summary>The end of a block: where the code goes on.</summary>
    Terminator,
}

/// <summary>A line of IR text, and what it shows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text, without indentation: <c>v2 = int.mul v0, v1</c>.</param>
/// <param name="Block">The block that it is the head of or stands in; <see langword="null"/> for the head of a function.</param>
/// <param name="Value">The value; <see langword="null"/> for a head.</param>
public readonly record struct IrLine(IrLineKind Kind, string Text, Block? Block, Value? Value);
