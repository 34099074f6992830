using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Functions that code makes, and the variables that they share with it.</summary>
/// <remarks>
/// A cell is what it holds: a function may take one along only where nothing writes to it any more, neither the code that makes the function nor
/// the function. So it does not matter whether two frames have the same cell.
/// </remarks>
internal sealed class ClosureTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles =>
    [
        BytecodeOp.MakeCell, BytecodeOp.CopyFreeVariables, BytecodeOp.LoadClosure, BytecodeOp.LoadDeref, BytecodeOp.StoreDeref,
        BytecodeOp.MakeFunction, BytecodeOp.SetFunctionAttribute,
    ];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var argument = instruction.Argument;
        switch (instruction.Op)
        {
            case BytecodeOp.MakeCell:
                ir.SetSlot(argument, Operand.Cell(ir.Materialise(ir.GetSlot(argument))));
                break;
            case BytecodeOp.CopyFreeVariables:
                break;                                          // the frame has begun with them
            case BytecodeOp.LoadClosure:
                ir.Push(Captured(argument, ir));
                break;
            case BytecodeOp.LoadDeref:
                var content = CellAt(argument, ir).Items[0];
                if (content.Kind is OperandKind.Unbound or OperandKind.Itself)
                    throw IrBuilder.Leave(ExitReason.Unbound);
                ir.Push(content);
                break;
            case BytecodeOp.StoreDeref:
                CellAt(argument, ir);
                if (ir.IsFreeVariable(argument))
                    throw ir.Unsupported(
                        DiagnosticDescriptors.ClosureVariable, $"it assigns {ir.Bytecode.SlotNames[argument]}, a variable of the enclosing function",
                        "Return the value.");
                ir.SetSlot(argument, Operand.Cell(ir.Materialise(ir.Pop())));
                break;
            case BytecodeOp.MakeFunction:
                if (ir.Pop().Constant is not CodeObject code)
                    throw ir.Malformed("a function is made of what is no code");
                // In Python 2 the body of a class is a function that is called at once.
                if (!code.Flags.HasFlag(CodeFlags.Optimized))
                    throw ir.NotCompiled(BytecodeOp.BuildClass);
                if (ir.Unit.Scope.WritesToFreeVariables(code))
                    throw ir.Unsupported(
                        DiagnosticDescriptors.ClosureVariable, $"{code.Name} assigns a variable of the function that it is in",
                        $"Let {code.Name} return the value.");
                ir.Push(Operand.Function(code, MadeFunction.PartsOf(code)));
                break;
            default:
                SetAttribute((FunctionAttribute)argument, ir);
                break;
        }
    }

    private static Operand CellAt(int slot, IrBuilder ir) => ir.GetSlot(slot) is { Kind: OperandKind.Cell } cell
        ? cell
        : throw ir.Malformed($"{ir.Bytecode.SlotNames[slot]} has no cell");

    /// <summary>The cell that a function takes along. One that is made and then bound to the variable itself may call itself by it.</summary>
    private static Operand Captured(int slot, IrBuilder ir)
    {
        var cell = CellAt(slot, ir);
        var stores = ir.StoresToCellBehind(slot);
        if (stores.Count == 0 || IsForComprehension(ir))
            return cell;
        if (cell.Items[0].Kind == OperandKind.Unbound && stores is [var store] && IsBoundAtOnce(store, ir))
            return Operand.Cell(Operand.Itself);
        throw ir.Unsupported(
            DiagnosticDescriptors.ClosureVariable, $"{ir.Bytecode.SlotNames[slot]} is assigned after a function that uses it is made", "Pass it as an argument to that function.");
    }

    // A comprehension's function is called as soon as it is made, and nobody else has it: what is assigned then it does not see. So it is with a
    // generator that a function of Python's own goes through.
    private static bool IsForComprehension(IrBuilder ir)
    {
        var index = ir.Index + 1;
        while (ir.Bytecode.Instructions[index].Op is BytecodeOp.LoadClosure or BytecodeOp.BuildTuple or BytecodeOp.Nop)
            index++;
        return ir.Bytecode.Instructions[index] is { Op: BytecodeOp.LoadConstant } load && ir.Bytecode.Constants[load.Argument] is CodeObject code
            && (code.Name == "<listcomp>" || (code.Name == "<genexpr>" && IsGoneThroughAtOnce(index, ir)));
    }

    private static bool IsGoneThroughAtOnce(int index, IrBuilder ir)
    {
        var place = 1;
        while (place <= ir.StackDepth && ir.Peek(place).Kind == OperandKind.Cell)
            place++;
        if (place > ir.StackDepth || ir.Peek(place).KnownObject is not PyBuiltinFunction { Name: "sum" or "min" or "max" or "any" or "all" or "sorted" })
            return false;
        // The generator is made of an iterator, and the call that takes it comes next.
        while (ir.Bytecode.Instructions[index].Op is not (BytecodeOp.GetIterator or BytecodeOp.Jump or BytecodeOp.Return or BytecodeOp.StoreLocal))
            index++;
        return ir.Bytecode.Instructions[index].Op == BytecodeOp.GetIterator
            && ir.Bytecode.Instructions[index + 1] is { Op: BytecodeOp.Call or BytecodeOp.CallPairs, Argument: 1 }
            && ir.Bytecode.Instructions[index + 2] is { Op: BytecodeOp.Call or BytecodeOp.CallPairs, Argument: 1 };
    }

    // Up to the store nothing but the function is made.
    private static bool IsBoundAtOnce(int store, IrBuilder ir)
    {
        for (var index = ir.Index + 1; index < store; index++)
        {
            var op = ir.Bytecode.Instructions[index].Op;
            if (op is not (BytecodeOp.LoadClosure or BytecodeOp.BuildTuple or BytecodeOp.LoadConstant or BytecodeOp.Swap or BytecodeOp.MakeFunction
                or BytecodeOp.SetFunctionAttribute or BytecodeOp.Nop))
                return false;
        }
        return true;
    }

    private static void SetAttribute(FunctionAttribute attribute, IrBuilder ir)
    {
        var function = ir.Pop();
        var value = ir.Pop();
        if (function.Kind != OperandKind.Function)
            throw ir.Malformed("an attribute is set of what is no function");
        switch (attribute)
        {
            case FunctionAttribute.Defaults:
                function = MadeFunction.WithDefaults(function, ir.Materialised(value));
                break;
            case FunctionAttribute.QualifiedName:
                function = MadeFunction.WithQualifiedName(function, value);
                break;
            case FunctionAttribute.Closure when value.Kind == OperandKind.Tuple:
                if (value.Items.Length != MadeFunction.CodeOf(function).FreeNames.Length || !Array.TrueForAll(value.Items, item => item.Kind == OperandKind.Cell))
                    throw ir.Malformed("a function closes over what are not its cells");
                function = MadeFunction.WithCells(function, value.Items);
                break;
            case FunctionAttribute.Closure or FunctionAttribute.KeywordDefaults:
                throw ir.UnsupportedDefaults();
            default:
                if (ir.Unit.Scope.Reads("__annotations__") || ir.Unit.Scope.Reads("__annotate__"))
                    throw ir.Unsupported(
                        DiagnosticDescriptors.MadeFunction, "a function that is made here has annotations that the module looks at",
                        "Leave the annotations out, or make it at the top level of the module.");
                break;
        }
        ir.Push(Sequences.Checked(function, ir));
    }
}
