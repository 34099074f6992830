namespace Pyc.Translation.Ir;

/// <summary>The type of an IR value.</summary>
public enum IrType
{
    /// <summary>No value: checks and terminators.</summary>
    Void,

    /// <summary>A Python int that fits 64 bits, signed, two's complement.</summary>
    Int64,

    /// <summary>A Python bool: 0 or 1 in all 64 bits of a register, so that it is an int without further ado.</summary>
    Bool,

    /// <summary>Python's None.</summary>
    None,

    /// <summary>A Python int from 0 to 2⁶⁴−1, unsigned; in Python 2 always a <c>long</c>.</summary>
    UInt64,

    /// <summary>A Python float: IEEE 754, 64 bits.</summary>
    Float64,

    /// <summary>A list, or an array that is lent to Python as one: the address of its header, which <see cref="SequenceLayout"/> describes.</summary>
    Sequence,

    /// <summary>The address of the first element of a <see cref="Sequence"/>; in no frame and no result.</summary>
    Address,

    /// <summary>As many <see cref="Int64"/> as <see cref="Function.VectorLanes"/> says; in no frame and no result, as all vectors.</summary>
    VectorInt,

    /// <summary>As many <see cref="Float64"/>.</summary>
    VectorFloat,

    /// <summary>As many <see cref="Bool"/>; in a register each lane is 0 or −1.</summary>
    VectorMask,

    /// <summary>A Python frame as the interpreter would take it over: <see cref="Op.FrameState"/>.</summary>
    State,

    /// <summary>What a call gives, before its words are read: <see cref="Op.Call"/>.</summary>
    Result,

    /// <summary>Of a function alone: it returns values of several types; which one it was, each return says.</summary>
    Mixed,
}
