using System.Collections.Frozen;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What becomes of a value that an instruction loads.</summary>
internal static class OperandUse
{
    // Built-in functions that leave their argument as it is, and call no code of the module for one that holds constants.
    private static readonly FrozenSet<string> s_readers = new[]
    {
        "abs", "all", "any", "bool", "dict", "enumerate", "float", "frozenset", "int", "isinstance", "iter", "len", "list", "max", "min",
        "print", "range", "repr", "reversed", "round", "set", "sorted", "str", "sum", "tuple", "type", "zip",
    }.ToFrozenSet();

    /// <summary>
    /// Whether the value is certainly consumed in the same straight run of instructions by something that only reads it. What it gives out
    /// (an item, an iterator) may be used in any way.
    /// </summary>
    /// <param name="runtime">The runtime, which is charged for each instruction looked at.</param>
    /// <param name="code">The code.</param>
    /// <param name="index">Index of the instruction that pushes the value.</param>
    /// <param name="globals">The globals of the code.</param>
    public static bool IsRead(PythonRuntime runtime, Bytecode code, int index, PyNamespace globals)
    {
        var above = 0L;                     // values on the stack above ours
        for (var i = index + 1; i < code.Instructions.Length; i++)
        {
            runtime.Charge();
            var (op, argument) = (code.Instructions[i].Op, code.Instructions[i].Argument);
            ref readonly var info = ref BytecodeOpInfo.Of(op);
            if (info.NeedsWith(argument) > above)
                return IsReader(op, above) || (op == BytecodeOp.Call && argument == above + 1 && CallsReader(code, index - 1, globals));
            if (info.Jumps || info.Ends)
                return false;
            above += info.PushesWith(argument) - info.PopsWith(argument);
        }
        return false;
    }

    // The value is the first argument, so what is called was pushed just before it.
    private static bool CallsReader(Bytecode code, int index, PyNamespace globals) =>
        index >= 0
        && code.Instructions[index] is { Op: BytecodeOp.LoadName or BytecodeOp.LoadGlobal } load
        && s_readers.Contains(code.Code.Names[load.Argument])
        && !globals.TryGet(code.Code.Names[load.Argument], out _);

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
