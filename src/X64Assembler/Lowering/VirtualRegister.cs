namespace Pyc.X64;

/// <summary>A value of the machine IR, defined once; the allocator finds a place for it.</summary>
/// <param name="id">Dense number, unique in the function.</param>
/// <param name="name">What listings call it: <c>v4</c>, <c>context</c>.</param>
/// <param name="class">The kind of registers that it may be in.</param>
/// <param name="bytes">How many bytes of a register it takes: 8, or those of a vector.</param>
internal sealed class VirtualRegister(int id, string name, RegisterClass @class = RegisterClass.General, int bytes = VirtualRegister.WordBytes)
{
    /// <summary>The bytes of what is no vector.</summary>
    internal const int WordBytes = 8;

    internal int Id { get; } = id;
    internal string Name { get; } = name;
    internal RegisterClass Class { get; } = @class;
    internal int Bytes { get; } = bytes;

    /// <summary>Whether it is a vector: of what calls keep of xmm registers it would lose a part.</summary>
    internal bool IsVector => Bytes > WordBytes;

    /// <summary>The value of a constant that only edges use: it needs no register before the edge is taken.</summary>
    internal long? Constant { get; init; }

    public override string ToString() => Name;
}

/// <summary>How an instruction wants an operand.</summary>
internal enum UseKind
{
    /// <summary>
    /// Register, memory: it makes no difference. Also what an exit stores: a value that only exits read may as well be in memory.
    /// </summary>
    Any,

    /// <summary>A register is better, memory will do.</summary>
    RegisterOrMemory,

    /// <summary>A register.</summary>
    Register,
}

/// <summary>One virtual register that an instruction reads.</summary>
/// <param name="Register">What is read.</param>
/// <param name="Kind">Where it may be.</param>
/// <param name="Late">It is still read when the results are written already: no result may take its place.</param>
internal readonly record struct SourceOperand(VirtualRegister Register, UseKind Kind, bool Late);
