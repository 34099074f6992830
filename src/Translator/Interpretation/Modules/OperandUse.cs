using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What becomes of a value that an instruction loads.</summary>
internal static class OperandUse
{
    /// <summary>
    /// Whether the value is certainly consumed in the same straight run of instructions by something that only reads it. What it gives out
    /// (an item, an iterator) may be used in any way.
    /// </summary>
    /// <param name="code">The code.</param>
    /// <param name="index">Index of the instruction that pushes the value.</param>
    public static bool IsRead(Bytecode code, int index)
    {
        var above = 0L;                     // values on the stack above ours
        for (var i = index + 1; i < code.Instructions.Length; i++)
        {
            var (op, argument) = (code.Instructions[i].Op, code.Instructions[i].Argument);
            ref readonly var info = ref BytecodeOpInfo.Of(op);
            if (info.NeedsWith(argument) > above)
                return IsReader(op, above);
            if (info.Jumps || info.Ends)
                return false;
            above += info.PushesWith(argument) - info.PopsWith(argument);
        }
        return false;
    }

    // An operator may run the operands' own code; that of a container does not change it.
    private static bool IsReader(BytecodeOp op, long above) => op switch
    {
        BytecodeOp.LoadSubscript or BytecodeOp.Compare or BytecodeOp.Contains or BytecodeOp.Is or BytecodeOp.Binary => true,
        BytecodeOp.ToBoolean or BytecodeOp.Unary or BytecodeOp.GetIterator or BytecodeOp.Pop => true,
        BytecodeOp.JumpIfFalse or BytecodeOp.JumpIfTrue or BytecodeOp.JumpIfNone or BytecodeOp.JumpIfNotNone => true,
        BytecodeOp.FormatSimple or BytecodeOp.ConvertToText or BytecodeOp.UnpackSequence or BytecodeOp.UnpackStarred => true,
        BytecodeOp.ListExtend or BytecodeOp.SetUpdate or BytecodeOp.DictUpdate => above == 0,
        _ => false,
    };
}
