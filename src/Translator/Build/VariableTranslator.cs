using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Constants, locals and the globals that are as good as constants: what is moved, not computed.</summary>
internal sealed class VariableTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles =>
    [
        BytecodeOp.LoadConstant, BytecodeOp.LoadCommon, BytecodeOp.LoadGlobal, BytecodeOp.LoadLocal, BytecodeOp.StoreLocal, BytecodeOp.DeleteLocal,
        BytecodeOp.SaveLocal, BytecodeOp.RestoreLocal,
    ];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var argument = instruction.Argument;
        switch (instruction.Op)
        {
            case BytecodeOp.LoadConstant:
                ir.Push(Operand.Of(ir.Bytecode.Constants[argument], argument));
                break;
            case BytecodeOp.LoadCommon:
                ir.Push(Operand.Common(Common((CommonObject)argument, ir) ?? throw ir.NotCompiled(instruction.Op), argument, ir.Index));
                break;
            case BytecodeOp.LoadGlobal:
                ir.Push(Global(argument, ir));
                break;
            case BytecodeOp.SaveLocal:
                var saved = ir.GetSlot(argument);
                ir.Push(saved.Kind == OperandKind.Unbound ? Operand.Object(SavedNothing.Instance) : saved);
                ir.SetSlot(argument, Operand.Unbound);
                break;
            case BytecodeOp.RestoreLocal:
                Restore(argument, ir.Pop(), ir);
                break;
            case BytecodeOp.StoreLocal:
                ir.SetSlot(argument, ir.Pop());
                ir.NoteVariable(argument, instruction.Position.Line);
                break;
            default:
                var local = ir.GetSlot(argument);
                if (local.Kind == OperandKind.Unbound)
                    throw IrBuilder.Leave(ExitReason.Unbound);
                if (instruction.Op == BytecodeOp.DeleteLocal)
                    ir.SetSlot(argument, Operand.Unbound);
                else
                    ir.Push(local);
                break;
        }
    }

    /// <summary>Puts back what a variable held.</summary>
    internal static void Restore(int slot, Operand saved, IrBuilder ir) =>
        ir.SetSlot(slot, saved.Known == SavedNothing.Instance ? Operand.Unbound : saved);

    private static PyObject? Common(CommonObject which, IrBuilder ir) => which switch
    {
        CommonObject.AssertionError => ExceptionTypes.AssertionError,
        CommonObject.NotImplementedError => ExceptionTypes.NotImplementedError,
        CommonObject.Tuple => PyTypes.Tuple,
        CommonObject.List => PyTypes.List,
        CommonObject.Set => PyTypes.Set,
        CommonObject.All => ir.Unit.Scope.FindBuiltin("all").Object,
        CommonObject.Any => ir.Unit.Scope.FindBuiltin("any").Object,
        _ => null,
    };

    private static Operand Global(int name, IrBuilder ir)
    {
        var text = ir.Bytecode.Code.Names[name];
        var value = ir.FindGlobal(name);
        if (value.IsUnbound)
        {
            throw ir.Unsupported(
                DiagnosticDescriptors.UncertainGlobal, $"it is not certain what {text} stands for: {ir.Unit.Scope.WhyUncertain(text)}",
                "Make it a parameter, or a global that only the top level assigns.",
                ir.Unit.Scope.FindAsBound(text).Object is UnavailableObject missing ? Operand.Object(missing) : null);
        }
        return value.Object is { } known && value.As<PyInteger>() is null ? Operand.Global(known, name, ir.Index) : ir.OperandOf(value);
    }
}
