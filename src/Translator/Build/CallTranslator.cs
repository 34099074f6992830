using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Calls: takes the arguments off the stack, and finds the family that what is called belongs to.</summary>
internal sealed class CallTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.Call, BytecodeOp.CallKeywords, BytecodeOp.CallPairs, BytecodeOp.CallUnpacked];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var (arguments, names, taken) = PopArguments(instruction, ir);
        var callee = ir.Pop();
        if (callee.Known is PyFunction called)
        {
            FunctionCalls.Call(called, arguments, names, taken + 1, ir);
            return;
        }
        if (IterableCalls.TryCallByKey(callee.KnownObject, arguments, names, ir))
            return;
        if (callee.KnownObject is PyBuiltinFunction builtin && BuiltinCalls.TryCall(builtin, arguments, names, ir))
            return;
        if (callee.Kind == OperandKind.Function)
        {
            FunctionCalls.Call(callee, arguments, names, taken + 1, ir);
            return;
        }
        if (SequenceCalls.TryCall(callee.KnownObject, arguments, names, ir) is { } made)
        {
            ir.Push(made);
            return;
        }
        if (callee is { Kind: OperandKind.Method, Variable: not null } && ListMethods.Call(callee, arguments, names, ir))
            return;
        if (names.Length > 0)
            throw ir.Unsupported($"it calls {NameOf(callee.Known)} with {string.Join(" and ", names)} by name, which native code does not have", "");
        if (callee is { Kind: OperandKind.Method, Variable: null } && NumberMethods.Call(callee, arguments, ir))
            return;
        if (callee.Known is PyType { } type && type.IsSubtypeOf(ExceptionTypes.BaseException))
        {
            ir.Push(ExceptionTranslator.Make(callee, ir));
            return;
        }
        if (callee.Kind is not (OperandKind.Global or OperandKind.Common or OperandKind.Object or OperandKind.Method))
            throw ir.NotCompiled(instruction);
        switch (callee.Known)
        {
            case PyType found when found == PyTypes.Range || found == PyTypes.XRange:
                RangeCalls.Translate(arguments, isXRange: found == PyTypes.XRange, ir);
                break;
            case PyBuiltinFunction { Name: "range" } when ir.HasLong:
                RangeCalls.Translate(arguments, isXRange: false, ir);
                break;
            case var known when IterableCalls.TryCall(known, arguments, ir):
                break;
            case PyType found when NumberCalls.Convert(found, arguments, ir) is { } converted:
                ir.Push(converted);
                break;
            case PyBuiltinFunction or PyType:
                throw ir.Unsupported(
                    $"it calls {NameOf(callee.Known)} with {arguments.Length} arguments, which native code does not have",
                    "Write what it computes with operators, or let the function run interpreted.");
            default:
                throw ir.NotCompiled(instruction);
        }
    }

    /// <summary>Takes the arguments off the stack, those with names last.</summary>
    private static (Operand[] Arguments, string[] Names, int Taken) PopArguments(in Instruction instruction, IrBuilder ir)
    {
        var (count, names) = (instruction.Argument, Array.Empty<string>());
        if (instruction.Op == BytecodeOp.CallUnpacked)
        {
            if (count != 0)
                throw ir.Unsupported("it calls with **arguments", "Write the arguments one by one.");
            return (ItemsOf(ir.Pop(), ir), names, 1);
        }
        if (instruction.Op == BytecodeOp.CallPairs)
        {
            const int Rest = 1 << 16;
            if (count == Rest)
                return (ItemsOf(ir.Pop(), ir), names, 1);
            if (count >= Rest)
                throw ir.Unsupported("it calls with *arguments or **arguments beside others", "Write the arguments one by one.");
            var pairs = count >> 8;
            names = new string[pairs];
            var arguments = new Operand[(count & byte.MaxValue) + pairs];
            for (var i = arguments.Length - 1; i >= 0; i--)
            {
                arguments[i] = ir.Pop();
                if (i >= arguments.Length - pairs)
                    names[i - (arguments.Length - pairs)] = NameIn(ir.Pop(), ir);
            }
            return (arguments, names, arguments.Length + pairs);
        }
        if (instruction.Op == BytecodeOp.CallKeywords)
        {
            var given = ir.Pop();
            Constant[] texts = given.Constant is TupleConstant tuple ? [.. tuple.Items] : throw ir.NotCompiled(instruction);
            names = Array.ConvertAll(texts, text => NameIn(Operand.Of(text), ir));
        }
        return (PopMany(count, ir), names, instruction.Op == BytecodeOp.CallKeywords ? count + 1 : count);
    }

    /// <summary>The arguments that <c>*arguments</c> stands for.</summary>
    private static Operand[] ItemsOf(Operand arguments, IrBuilder ir) => Sequences.IsSequence(arguments)
        ? Sequences.Items(arguments, ir)
        : throw ir.Unsupported($"it calls with the items of {Numbers.WhatItIs(arguments)} as arguments", "Pass a tuple, or the arguments one by one.");

    private static Operand[] PopMany(int count, IrBuilder ir)
    {
        var operands = new Operand[count];
        for (var i = count - 1; i >= 0; i--)
            operands[i] = ir.Pop();
        return operands;
    }

    private static string NameIn(Operand operand, IrBuilder ir) => operand.Constant switch
    {
        StringConstant text => text.Value,
        BytesConstant { IsPython2: true } text => text.Decode(),
        _ => throw ir.Unsupported("the name of an argument is no constant", "No compiler makes such code."),
    };

    private static string NameOf(PyObject? known) => known switch
    {
        PyBuiltinFunction function => function.Name,
        PyType type => type.Name,
        _ => "something",
    };
}
