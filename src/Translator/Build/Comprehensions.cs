using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Build;

/// <summary>List comprehensions that are the only argument of a function that goes through them: no list is made.</summary>
/// <remarks>
/// They are gone through like generators. All items are computed, as a list has them all. From 3.0 to 3.11 a comprehension is a function that is
/// called; in other versions it is a loop that appends to a list on the stack.
/// </remarks>
internal static class Comprehensions
{
    private const string FunctionName = "<listcomp>";

    /// <summary>Translates the call of a comprehension's function, together with the call behind it that takes the list.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">The iterator.</param>
    /// <param name="ir">The builder, in whose frame they are off the stack already.</param>
    /// <returns>Whether it is such a call. Then the block has ended.</returns>
    public static bool TryConsume(Operand function, Operand[] arguments, IrBuilder ir)
    {
        var code = MadeFunction.CodeOf(function);
        var next = ir.Bytecode.Instructions[ir.Index + 1];                    // a call is never the last instruction
        if (code.Name != FunctionName || arguments.Length != 1 || !TakesOne(next) || ir.StackDepth < 1)
            return false;
        var place = new ComprehensionPlace(ir.FlowOf(code).Bytecode.SlotNames.Length, End: -1);
        return IterableCalls.TryCallOnList(
            ir.Peek(1).Known, Operand.ListComprehension(function, code, arguments, index: 0, place), ir,
            result => ReplaceBy(result, taken: 1, ir.Index + 2, ir));
    }

    /// <summary>Translates the loop of a comprehension, together with the call behind it that takes the list.</summary>
    /// <param name="loop">The <see cref="BytecodeOp.ForIterator"/>, whose iterator is on the stack.</param>
    /// <param name="ir">The builder.</param>
    /// <returns>Whether it is such a loop, which has not begun yet. Then the block has ended.</returns>
    public static bool TryConsume(in Instruction loop, IrBuilder ir)
    {
        if (ir.StackDepth < 3 || ir.Peek(2) is not { Kind: OperandKind.List, Items: [] } || ir.IsListOfComprehension(2))
            return false;
        // Behind the loop, its variables get back what they held before.
        var restored = new List<int>();
        var call = loop.Target;
        while (ir.Bytecode.Instructions[call] is { Op: BytecodeOp.Swap, Argument: 2 }
            && ir.Bytecode.Instructions[call + 1] is { Op: BytecodeOp.RestoreLocal } restore)
        {
            restored.Add(restore.Argument);
            call += 2;
        }
        // An iterator that a variable has as well would move on there too.
        if (ir.Peek(1).Identity >= 0)
            return false;
        var callee = 3 + restored.Count;
        if (!TakesOne(ir.Bytecode.Instructions[call]) || ir.StackDepth < callee || !OnlyAppends(loop, call, restored, ir))
            return false;
        var place = new ComprehensionPlace(ir.PlaceOf(2), loop.Target);
        var comprehension = Operand.ListComprehension(Operand.None, ir.Bytecode.Code, ir.CopyFrame(), ir.Index, place);
        return IterableCalls.TryCallOnList(ir.Peek(callee).Known, comprehension, ir, result =>
        {
            for (var i = 0; i < restored.Count; i++)
                VariableTranslator.Restore(restored[i], ir.Peek(3 + i), ir);
            ReplaceBy(result, callee, call + 1, ir);
        });
    }

    private static void ReplaceBy(Operand result, int taken, int next, IrBuilder ir)
    {
        for (var i = 0; i < taken; i++)
            ir.Pop();
        ir.Push(result);
        ir.Goto(next);
    }

    // What else the loop changes would be seen behind it.
    private static bool OnlyAppends(in Instruction loop, int call, List<int> restored, IrBuilder ir)
    {
        for (var index = ir.Index + 1; index < loop.Target; index++)
        {
            var instruction = ir.Bytecode.Instructions[index];
            if (instruction.Op is BytecodeOp.StoreDeref or BytecodeOp.StoreGlobal or BytecodeOp.DeleteLocal or BytecodeOp.Return)
                return false;
            if (instruction.Op == BytecodeOp.StoreLocal && !restored.Contains(instruction.Argument) && ir.IsLive(call, instruction.Argument))
                return false;
        }
        return true;
    }

    private static bool TakesOne(in Instruction call) => call is { Op: BytecodeOp.Call or BytecodeOp.CallPairs, Argument: 1 };
}
