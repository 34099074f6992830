using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Assignments to items and slices, and their deletion.</summary>
internal sealed class SubscriptStoreTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.StoreSubscript, BytecodeOp.DeleteSubscript];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var (container, key) = ir.PopPair();
        var value = instruction.Op == BytecodeOp.StoreSubscript ? ir.Pop() : null;
        // Of numbers and tuples no item can be assigned.
        if (container.IsNone || container.Value is not null || Sequences.IsTuple(container))
            throw IrBuilder.Leave(ExitReason.Raise);
        var sequence = ir.InMemory(container);
        if (!Elements.Has(sequence))
            throw ir.Unsupported(
                DiagnosticDescriptors.ItemAssignment, $"it changes {OperandText.WhatItIs(container)}",
                "Change arrays that are passed, and lists that the function makes.", container);
        if (value is not null)
            SequenceSubscripts.Store(sequence, key, value, ir);
        else
            SequenceSubscripts.Delete(sequence, key, ir);
    }
}
