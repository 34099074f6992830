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
            throw NoKeywords(callee, names, ir);
        if (callee is { Kind: OperandKind.Method, Variable: null } && NumberMethods.Call(callee, arguments, ir))
            return;
        if (callee.Known is PyType { } type && type.IsSubtypeOf(ExceptionTypes.BaseException))
        {
            ir.Push(ExceptionTranslator.Make(callee, ir));
            return;
        }
        if (callee.Kind is not (OperandKind.Global or OperandKind.Common or OperandKind.Object or OperandKind.Method))
            throw Unknown(callee, ir);
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
            case PyType { IsBuiltin: false }:
                throw ir.Unsupported(
                    DiagnosticDescriptors.ObjectOfClass, $"it makes an object of class {NameOf(callee.Known)}", "Keep its attributes in a tuple.", callee);
            case PyBuiltinFunction or PyType:
                throw ir.Unsupported(
                    DescriptorOf(callee), $"it calls {NameOf(callee.Known)} with {Count(arguments.Length)}, which native code does not have",
                    InstructionRefusals.RemedyFor(DescriptorOf(callee)) ?? "Write what it computes with operators and loops, or pass the result in.", callee);
            default:
                throw Unknown(callee, ir);
        }
    }

    private static UnsupportedBytecodeException NoKeywords(Operand callee, string[] names, IrBuilder ir) => callee.Known is PyBuiltinFunction or PyType
        ? ir.Unsupported(
            DescriptorOf(callee) is var descriptor && descriptor == DiagnosticDescriptors.BuiltinFunction ? DiagnosticDescriptors.BuiltinKeyword : descriptor,
            $"it calls {NameOf(callee.Known)} with {string.Join(" and ", names)} by name, which native code does not have",
            InstructionRefusals.RemedyFor(DescriptorOf(callee)) ?? "Pass the arguments in their order, or leave them out.", callee)
        : Unknown(callee, ir);

    private static UnsupportedBytecodeException Unknown(Operand callee, IrBuilder ir) => ir.Unsupported(
        DiagnosticDescriptors.UnknownCallee, $"it calls {OperandText.WhatItIs(callee)}, and what is called must be known while the function is compiled",
        "Call functions of the module by their names.", callee);

    // What makes a string, a dict or a set is looked up as such.
    private static DiagnosticDescriptor DescriptorOf(Operand called) => called.Known switch
    {
        _ when called.Kind == OperandKind.Method => called.Variable is null ? DiagnosticDescriptors.AttributeOfNumber : DiagnosticDescriptors.ListMethod,
        PyType type when type == PyTypes.Str || type == PyTypes.Unicode || type == PyTypes.Bytes => DiagnosticDescriptors.Text,
        PyType type when type == PyTypes.Dict => DiagnosticDescriptors.Dict,
        PyType type when type == PyTypes.Set || type == PyTypes.FrozenSet => DiagnosticDescriptors.Set,
        _ => DiagnosticDescriptors.BuiltinFunction,
    };

    private static string Count(int arguments) => arguments switch
    {
        0 => "no arguments",
        1 => "an argument",
        _ => $"{arguments} arguments",
    };

    /// <summary>Takes the arguments off the stack, those with names last.</summary>
    private static (Operand[] Arguments, string[] Names, int Taken) PopArguments(in Instruction instruction, IrBuilder ir)
    {
        var (count, names) = (instruction.Argument, Array.Empty<string>());
        if (instruction.Op == BytecodeOp.CallUnpacked)
        {
            if (count != 0)
                throw ir.Unsupported(DiagnosticDescriptors.UnpackedArguments, "it calls with **arguments", "Write the arguments one by one.");
            return (ItemsOf(ir.Pop(), ir), names, 1);
        }
        if (instruction.Op == BytecodeOp.CallPairs)
        {
            const int Rest = 1 << 16;
            if (count == Rest)
                return (ItemsOf(ir.Pop(), ir), names, 1);
            if (count >= Rest)
                throw ir.Unsupported(
                    DiagnosticDescriptors.UnpackedArguments, "it calls with *arguments or **arguments beside others",
                    "Write the arguments one by one.");
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
            Constant[] texts = given.Constant is TupleConstant tuple ? [.. tuple.Items] : throw ir.Malformed("the names of the arguments are no tuple");
            if (texts.Length > count)
                throw ir.Malformed("a call has more names than arguments");
            names = Array.ConvertAll(texts, text => NameIn(Operand.Of(text), ir));
        }
        return (PopMany(count, ir), names, instruction.Op == BytecodeOp.CallKeywords ? count + 1 : count);
    }

    /// <summary>The arguments that <c>*arguments</c> stands for.</summary>
    private static Operand[] ItemsOf(Operand arguments, IrBuilder ir) => Sequences.IsSequence(arguments)
        ? Sequences.Items(arguments, ir)
        : throw ir.Unsupported(
            DiagnosticDescriptors.UnpackedArguments, $"it calls with the items of {OperandText.WhatItIs(arguments)} as arguments",
            "Pass a tuple, or the arguments one by one.", arguments);

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
        _ => throw ir.Malformed("the name of an argument is no constant"),
    };

    private static string NameOf(PyObject? known) => known switch
    {
        PyBuiltinFunction function => function.Name,
        PyType type => type.Name,
        _ => "something",
    };
}
