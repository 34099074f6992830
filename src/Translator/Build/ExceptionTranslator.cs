using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Raising and handling exceptions.</summary>
/// <remarks>
/// An exception that native code passes to a handler is not made: it is the place that raised it, of which the class is known. Where the
/// interpreter takes over while it is there, the interpreter raises it once more to have it.
/// </remarks>
internal sealed class ExceptionTranslator : IInstructionTranslator
{
    // In instructions: the class, some arguments, the call, the raise.
    private const int LongestConstantCode = 16;

    public IReadOnlyCollection<BytecodeOp> Handles =>
    [
        BytecodeOp.Raise, BytecodeOp.Reraise, BytecodeOp.PushHandled, BytecodeOp.PopHandled, BytecodeOp.SetHandled, BytecodeOp.MatchException,
    ];

    /// <summary>What a call of a class of exceptions gives, where the next instruction raises it to a handler.</summary>
    public static Operand Make(Operand type, IrBuilder ir)
    {
        var next = ir.Bytecode.Instructions[ir.Index + 1];         // a call is never the last instruction
        var isRaised = next is { Op: BytecodeOp.Raise, Argument: 1 };
        if (isRaised && ir.IsInGenerator)
            throw ir.Unsupported(DiagnosticDescriptors.RaisingGenerator, "a generator raises an exception", "Write the generator as a loop.", type);
        if (!isRaised || !ir.HasNativeHandler || !IsConstantCode(type.PushedAt, ir))
        {
            throw ir.Unsupported(
                DiagnosticDescriptors.ExceptionObject, "it makes an exception that it does not raise at once, or not with constant arguments",
                "Raise it where it is made, with constant arguments.", type);
        }
        return Operand.RaisedByCode((PyType)type.Known!, type.PushedAt);   // the caller has seen that it is a class
    }

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        switch (instruction.Op)
        {
            case BytecodeOp.Raise:
                Raise(instruction, ir);
                break;
            case BytecodeOp.Reraise:
                var exception = ir.Pop();
                if (exception.ExceptionType is null || !ir.HasNativeHandler)
                    throw IrBuilder.Leave(ExitReason.Raise);
                ir.RaiseTo(exception);
                break;
            case BytecodeOp.PushHandled:
                var handled = ir.Pop();
                ir.Push(ir.Handled);
                ir.Push(handled);
                ir.Handled = handled;
                break;
            case BytecodeOp.PopHandled:
                ir.Handled = ir.Pop();
                break;
            case BytecodeOp.SetHandled:
                // Python 2 has it handled until the function ends, which shows in a bare raise alone: those have no native handlers.
                break;
            default:
                var pattern = ir.Pop();
                if (ir.Peek(1).ExceptionType is not { } type)
                    throw ir.Malformed("a clause looks at what is no exception");
                ir.Push(Operand.Of(Matches(type, pattern, ir) ? BoolConstant.True : BoolConstant.False));
                break;
        }
    }

    private static void Raise(in Instruction instruction, IrBuilder ir)
    {
        if (instruction.Argument != 1 || !ir.HasNativeHandler)
            throw IrBuilder.Leave(ExitReason.Raise);
        var operand = ir.Pop();
        if (operand.Kind == OperandKind.RaisedByCode && IsMadeHere(operand, ir))
            ir.RaiseTo(operand);
        else if (operand.Known is PyType type && type.IsSubtypeOf(ExceptionTypes.BaseException) && IsConstantCode(operand.PushedAt, ir))
            ir.RaiseTo(Operand.RaisedByCode(type, operand.PushedAt));
        else
            throw IrBuilder.Leave(ExitReason.Raise);
    }

    // One that was caught and is raised again has a longer traceback than the code alone would give.
    private static bool IsMadeHere(Operand exception, IrBuilder ir) => IsConstantCode(exception.Number, ir);

    /// <summary>Whether the instructions from one on up to this one load constants and call what they loaded, and nothing else.</summary>
    private static bool IsConstantCode(int start, IrBuilder ir)
    {
        if (start < 0 || start > ir.Index || ir.Index - start > LongestConstantCode)
            return false;
        for (var index = start; index <= ir.Index; index++)
        {
            var isConstant = ir.Bytecode.Instructions[index].Op is BytecodeOp.LoadConstant or BytecodeOp.LoadCommon or BytecodeOp.LoadGlobal
                or BytecodeOp.Call or BytecodeOp.CallPairs or BytecodeOp.Nop or BytecodeOp.Raise;
            if (!isConstant)
                return false;
        }
        return true;
    }

    private static bool Matches(PyType type, Operand pattern, IrBuilder ir) => pattern switch
    {
        { Kind: OperandKind.Tuple } => pattern.Items.Any(item => Matches(type, item, ir)),
        { Known: PyType known } when known.IsSubtypeOf(ExceptionTypes.BaseException) => type.IsSubtypeOf(known),
        _ => throw ir.Unsupported(
            DiagnosticDescriptors.ExceptClause, "the clause names what is no class of exceptions",
            "Name classes of exceptions in the clause itself, one or a tuple of them.", pattern),
    };
}
