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
}
