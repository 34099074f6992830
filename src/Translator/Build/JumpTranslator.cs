using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Jumps, and the return.</summary>
internal sealed class JumpTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles =>
    [
        BytecodeOp.Jump, BytecodeOp.JumpIfFalse, BytecodeOp.JumpIfTrue, BytecodeOp.JumpIfNone, BytecodeOp.JumpIfNotNone, BytecodeOp.Return,
    ];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var (target, next) = (instruction.Target, ir.Index + 1);
        switch (instruction.Op)
        {
            case BytecodeOp.Jump:
                ir.Goto(target);
                break;
            case BytecodeOp.Return when ir.IsInGenerator:
                if (ir.IsInComprehension && !(ir.IsListOfComprehension(1) && ir.Peek(1) is { Kind: OperandKind.List, Items: [] }))
                    throw ir.Malformed("a comprehension returns something else than its list");
                ir.EndGenerator();
                break;
            case BytecodeOp.Return:
                Return(ir.Pop(), ir);
                break;
            case BytecodeOp.JumpIfNone or BytecodeOp.JumpIfNotNone:
                // What is None is known by its type, or it is a version of this block of its own.
                ir.Goto(ir.Pop().IsNone == (instruction.Op == BytecodeOp.JumpIfNone) ? target : next);
                break;
            default:
                var condition = ir.Pop();
                var jumpsIfTrue = instruction.Op == BytecodeOp.JumpIfTrue;
                if (Truths.KnownTruth(condition) is { } known)
                    ir.Goto(known == jumpsIfTrue ? target : next);
                else if (jumpsIfTrue)
                    ir.Fork(ir.Truth(condition), target, null, next, null);
                else
                    ir.Fork(ir.Truth(condition), next, null, target, null);
                break;
        }
    }

    private static void Return(Operand result, IrBuilder ir)
    {
        var returned = result.IsNone ? Operand.Of(ir.Emit(Op.NoneConstant)) : ir.Materialise(result);
        if (returned.Portable() is not { } portable)
            throw ir.Unsupported(
                DiagnosticDescriptors.Result, $"the function returns {OperandText.WhatItIs(result)}",
                "Return numbers, tuples and lists of them.", result);
        ir.EmitReturn(portable);
    }
}
