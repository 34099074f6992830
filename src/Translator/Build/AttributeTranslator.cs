using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Attributes of modules, which are as good as constants, and methods of numbers and lists.</summary>
internal sealed class AttributeTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.LoadAttribute];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var name = ir.Bytecode.Code.Names[instruction.Argument];
        var operand = ir.Pop();
        ir.Push(operand.KnownObject is PyModule module ? OfModule(module, name, ir)
            : operand.Kind == OperandKind.List || Elements.Has(operand) ? ListMethods.Attribute(operand, name, ir)
            : operand.Kind is OperandKind.Value or OperandKind.Constant ? NumberMethods.Attribute(operand, name, ir)
            : throw ir.Unsupported(
                DiagnosticDescriptors.Attribute, $"it reads the attribute {name} of {OperandText.WhatItIs(operand)}", "Pass the value of the attribute as an argument.", operand));
    }

    private static Operand OfModule(PyModule module, string name, IrBuilder ir)
    {
        if (!ir.TryFindAttribute(module, name, out var value))
        {
            throw ir.Unsupported(
                DiagnosticDescriptors.UncertainGlobal, $"it is not certain what {module.Name}.{name} stands for: code of the module may assign it",
                "Make it a parameter.", module.Unknown?.Invoke(name).Object is UnavailableObject missing ? Operand.Object(missing) : null);
        }
        return value.IsUnbound ? throw IrBuilder.Leave(ExitReason.Raise) : ir.OperandOf(value);
    }
}
