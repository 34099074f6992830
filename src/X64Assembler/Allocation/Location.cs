namespace Pyc.X64;

/// <summary>Kinds of places for a value.</summary>
internal enum LocationKind : byte
{
    None,
    Register,

    /// <summary>8 bytes in the frame, by number.</summary>
    SpillSlot,

    /// <summary>An argument that the caller put on the stack, by number: a spill slot that is filled already.</summary>
    StackArgument,

    /// <summary>An argument on the stack of a function that is called next, by number.</summary>
    OutgoingArgument,

    /// <summary>Nowhere: the number itself, made where it is wanted.</summary>
    Constant,
}

/// <summary>Where a value is.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Number">Which one of them; the number itself for a constant.</param>
internal readonly record struct Location(LocationKind Kind, long Number)
{
    internal bool IsRegister => Kind == LocationKind.Register;

    internal bool IsMemory => Kind is LocationKind.SpillSlot or LocationKind.StackArgument or LocationKind.OutgoingArgument;

    internal X64Register Register => (X64Register)Number;

    internal static Location Of(X64Register register) => new(LocationKind.Register, (long)register);

    public override string ToString() => Kind switch
    {
        LocationKind.Register => Register.ToString(),
        LocationKind.SpillSlot => $"slot{Number}",
        LocationKind.StackArgument => $"argument{Number}",
        LocationKind.OutgoingArgument => $"outgoing{Number}",
        LocationKind.Constant => $"={Number}",
        _ => "nowhere",
    };
}
