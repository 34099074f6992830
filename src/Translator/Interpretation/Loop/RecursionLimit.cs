using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What a frame at the recursion limit does otherwise than the frames below it.</summary>
internal static class RecursionLimit
{
    private const long LargestDigit = (1 << 30) - 1;            // of CPython's ints

    /// <summary>Compares two values, which is a call where CPython counts it as one.</summary>
    /// <exception cref="PythonError">It is one too many: RecursionError.</exception>
    public static PyValue Compare(PythonRuntime runtime, Frame frame, ComparisonOperator op, PyValue left, PyValue right)
    {
        if (!Counts(runtime.Semantics.Calls.CountedComparisons, frame, op, left, right))
            return Operators.Compare(runtime, op, left, right);
        runtime.EnterComparison();
        try
        {
            return Operators.Compare(runtime, op, left, right);
        }
        finally
        {
            runtime.Leave();
        }
    }

    /// <summary>
    /// Whether code may have done something that counts as a call before it came to an instruction: in a frame at the recursion limit it has
    /// exceeded that earlier then.
    /// </summary>
    public static bool MayHaveCounted(PythonRuntime runtime, Bytecode bytecode, int index)
    {
        var instructions = bytecode.Instructions;
        // In a loop all code, the instruction too, may come before it.
        var isInLoop = instructions.Skip(index).Any(instruction => instruction.Target >= 0 && instruction.Target <= index);
        foreach (var instruction in isInLoop ? instructions.AsSpan() : instructions.AsSpan(0, index))
        {
            if (Counts(runtime, instruction.Op))
                return true;
        }
        return false;
    }

    private static bool Counts(PythonRuntime runtime, BytecodeOp op) => op switch
    {
        BytecodeOp.Call or BytecodeOp.CallKeywords or BytecodeOp.CallUnpacked or BytecodeOp.CallPairs => true,
        BytecodeOp.Compare => runtime.Semantics.Calls.CountedComparisons != CountedComparisons.None,
        _ => false,
    };

    private static bool Counts(CountedComparisons counted, Frame frame, ComparisonOperator op, PyValue left, PyValue right) => counted switch
    {
        CountedComparisons.None => false,
        CountedComparisons.AllButInts => !(left.IsInt && right.IsInt),
        CountedComparisons.Unspecialised => !(DecidesJumpForwards(frame) && IsSpecialised(op, left, right)),
        _ => true,
    };

    // Code that recurses to the limit has run often enough to be specialised. CPython 3.11: _Py_Specialize_CompareOp in Python/specialize.c.
    private static bool IsSpecialised(ComparisonOperator op, PyValue left, PyValue right) =>
        (left.IsInt && right.IsInt && left.Int is >= -LargestDigit and <= LargestDigit && right.Int is >= -LargestDigit and <= LargestDigit)
        || (left.IsFloat && right.IsFloat)
        || (op is ComparisonOperator.Equal or ComparisonOperator.NotEqual && left.As<PyStr>() is not null && right.As<PyStr>() is not null);

    private static bool DecidesJumpForwards(Frame frame)
    {
        var instructions = frame.Body.Bytecode.Instructions;
        return frame.Index + 1 < instructions.Length && instructions[frame.Index + 1].Opcode is "POP_JUMP_FORWARD_IF_FALSE" or "POP_JUMP_FORWARD_IF_TRUE";
    }
}
