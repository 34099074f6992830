namespace Pyc.Loader;

/// <summary>How an operation leaves.</summary>
[Flags]
public enum BytecodeFlow
{
    /// <summary>Only to the next instruction, and it cannot raise.</summary>
    None = 0,

    /// <summary>It can raise an exception.</summary>
    Raises = 1,

    /// <summary>It has a target.</summary>
    Jumps = 2,

    /// <summary>It never goes on to the next instruction.</summary>
    Ends = 4,
}

/// <summary>What the argument of an operation is.</summary>
public enum OperandKind
{
    /// <summary>There is none; it is 0.</summary>
    None,

    /// <summary>An index in <see cref="Bytecode.Constants"/>.</summary>
    Constant,

    /// <summary>An index in <see cref="CodeObject.Names"/>.</summary>
    Name,

    /// <summary>Twice an index in <see cref="CodeObject.Names"/>, and a flag in bit 0.</summary>
    NameAndFlag,

    /// <summary>A slot that holds a local.</summary>
    Local,

    /// <summary>A slot of any kind.</summary>
    Slot,

    /// <summary>A slot that holds a cell.</summary>
    Cell,

    /// <summary>A number of values, from 0.</summary>
    Count,

    /// <summary>A place below the top, from 1.</summary>
    Place,

    /// <summary>0 or 1.</summary>
    Flag,

    /// <summary>A member of an enumeration.</summary>
    Member,

    /// <summary>Packed bits, as the operation says.</summary>
    Packed,
}

/// <summary>The facts about an operation that the decoder, the verifier and whoever runs the code share.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Pops">Values taken from the stack, without those that the argument counts.</param>
/// <param name="Pushes">Values pushed, without those that the argument counts.</param>
/// <param name="Operand">What the argument is.</param>
/// <param name="Flow">How it leaves.</param>
/// <param name="PopsEach">Values taken for each that the argument counts.</param>
/// <param name="PushesEach">Values pushed for each that the argument counts.</param>
/// <param name="Highest">The largest argument of <see cref="OperandKind.Member"/>.</param>
/// <remarks>
/// A jump takes and pushes the same whether it is taken or not, save <see cref="BytecodeOp.ForIterator"/>: see
/// <see cref="JumpPushes"/>.
/// </remarks>
public readonly record struct BytecodeOpInfo(
    BytecodeOp Op, int Pops, int Pushes, OperandKind Operand = OperandKind.None, BytecodeFlow Flow = BytecodeFlow.None,
    int PopsEach = 0, int PushesEach = 0, int Highest = 0)
{
    /// <summary>The row of an operation.</summary>
    public static ref readonly BytecodeOpInfo Of(BytecodeOp op) => ref BytecodeOpTable.Rows[(int)op];

    /// <summary>Values that it takes with this argument.</summary>
    public long PopsWith(int argument) => Op switch
    {
        BytecodeOp.CallPairs => 1 + (argument & 0xFF) + 2 * (argument >> 8 & 0xFF) + (argument >> 16 & 1) + (argument >> 17 & 1),
        BytecodeOp.BuildInterpolation => 2 + (argument & 1),
        _ => Pops + (long)PopsEach * argument,
    };

    /// <summary>Values that it pushes with this argument when it does not jump.</summary>
    public long PushesWith(int argument) => Op switch
    {
        BytecodeOp.UnpackStarred => (argument & 0xFF) + 1L + (argument >> 8),
        _ => Pushes + (long)PushesEach * argument,
    };

    /// <summary>Values that it pushes when it jumps.</summary>
    public int JumpPushes => Op == BytecodeOp.ForIterator ? 0 : Pushes;

    /// <summary>Values that must be on the stack, though it does not take them all.</summary>
    public long NeedsWith(int argument) =>
        Operand == OperandKind.Place ? Math.Max(PopsWith(argument), (long)argument + Pops) : PopsWith(argument);

    /// <summary>Whether it can raise an exception.</summary>
    public bool Raises => (Flow & BytecodeFlow.Raises) != 0;

    /// <summary>Whether it has a target.</summary>
    public bool Jumps => (Flow & BytecodeFlow.Jumps) != 0;

    /// <summary>Whether it never goes on to the next instruction.</summary>
    public bool Ends => (Flow & BytecodeFlow.Ends) != 0;
}
