using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Calls of what Python brings along for numbers, and of the classes of exceptions.</summary>
internal sealed class CallTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.Call, BytecodeOp.CallPairs];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        // Up to 3.5 bits 8 on count keyword arguments and the like.
        if (instruction.Op == BytecodeOp.CallPairs && instruction.Argument > byte.MaxValue)
            throw ir.NotCompiled(instruction);
        var arguments = new Operand[instruction.Argument];
        for (var i = arguments.Length - 1; i >= 0; i--)
            arguments[i] = ir.Pop();
        var callee = ir.Pop();
        if (callee.Known is PyType { } type && type.IsSubtypeOf(ExceptionTypes.BaseException))
        {
            ir.Push(ExceptionTranslator.Make(callee, ir));
            return;
        }
        if (callee.Kind != OperandKind.Global)
            throw ir.NotCompiled(instruction);
        switch (callee.Known)
        {
            case PyType found when found == PyTypes.Range || found == PyTypes.XRange:
                RangeCalls.Translate(arguments, isXRange: found == PyTypes.XRange, ir);
                break;
            case PyBuiltinFunction { Name: "range" } when ir.HasLong:
                RangeCalls.Translate(arguments, isXRange: false, ir);
                break;
            case var known when SequenceCalls.TryCall(known, arguments, [], ir) is { } made:
                ir.Push(made);
                break;
            case PyType found when NumberCalls.Convert(found, arguments, ir) is { } converted:
                ir.Push(converted);
                break;
            case PyBuiltinFunction function when NumberCalls.Call(function.Name, arguments, ir):
                break;
            case PyFunction function:
                throw ir.Unsupported($"it calls {function.Name}, a function of the module", "Write its body in place, or let the function run interpreted.");
            case PyBuiltinFunction or PyType:
                throw ir.Unsupported(
                    $"it calls {ir.NameOf(callee)} with {arguments.Length} arguments, which native code does not have",
                    "Write what it computes with operators, or let the function run interpreted.");
            default:
                throw ir.NotCompiled(instruction);
        }
    }
}
