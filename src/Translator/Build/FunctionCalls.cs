using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Calls of functions that Python code defines: which argument goes to which parameter.</summary>
/// <remarks>CPython: <c>initialize_locals</c> in <c>Python/ceval.c</c>. Whatever does not fit is a TypeError, which the interpreter words.</remarks>
internal static class FunctionCalls
{
    /// <summary>Calls a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">The arguments in order, those with names last.</param>
    /// <param name="names">Their names.</param>
    /// <param name="taken">How many values the instruction takes off the stack.</param>
    /// <param name="ir">The builder, in whose frame they are off the stack already.</param>
    public static void Call(PyFunction function, ReadOnlySpan<Operand> arguments, ReadOnlySpan<string> names, int taken, IrBuilder ir)
    {
        if (!ir.Unit.Scope.Owns(function))
            throw new InternalCompilerException($"{function.Name} has the globals of another module.", stage: "building the IR");
        var callee = new Callee(function, Made: null, ir.FlowOf(function.Code.Code));
        Call(callee, slot => ir.Unit.DefaultOf(function, slot), arguments, names, taken, ir);
    }

    /// <summary>Calls a function that code of the unit makes.</summary>
    /// <inheritdoc cref="Call(PyFunction, ReadOnlySpan{Operand}, ReadOnlySpan{string}, int, IrBuilder)"/>
    public static void Call(Operand function, ReadOnlySpan<Operand> arguments, ReadOnlySpan<string> names, int taken, IrBuilder ir)
    {
        if (names.IsEmpty && Comprehensions.TryConsume(function, arguments.ToArray(), ir))
            return;
        var callee = new Callee(Known: null, Passed(function, ir), ir.FlowOf(MadeFunction.CodeOf(function)));
        Call(callee, slot => MadeFunction.DefaultOf(function, slot), arguments, names, taken, ir);
    }

    private static void Call(
        Callee callee, Func<int, Operand?> defaultOf,
        ReadOnlySpan<Operand> arguments, ReadOnlySpan<string> names, int taken, IrBuilder ir)
    {
        var code = callee.Code;
        if (code.Flags.HasFlag(CodeFlags.VarKeywords))
            throw ir.Unsupported(
                DiagnosticDescriptors.VarKeywords, $"it calls {code.Name}, which takes **{code.LocalNames[code.ParameterCount - 1]}",
                "Name every parameter.");
        var slots = new Operand?[code.ParameterCount];
        var positional = arguments[..^names.Length];
        var named = code.ArgumentCount + code.KeywordOnlyCount;
        var count = Math.Min(positional.Length, code.ArgumentCount);
        for (var i = 0; i < count; i++)
            slots[i] = positional[i];
        if (code.Flags.HasFlag(CodeFlags.VarArgs))
            slots[named] = Operand.Tuple([.. positional[count..].ToArray().Select(ir.Materialise)]);
        else if (positional.Length > count)
            throw IrBuilder.Leave(ExitReason.Raise);
        for (var i = 0; i < names.Length; i++)
        {
            var slot = code.PositionalOnlyCount < named
                ? code.LocalNames.IndexOf(names[i], code.PositionalOnlyCount, named - code.PositionalOnlyCount)
                : -1;
            if (slot < 0 || slots[slot] is not null)
                throw IrBuilder.Leave(ExitReason.Raise);
            slots[slot] = arguments[positional.Length + i];
        }
        for (var slot = 0; slot < named; slot++)
            slots[slot] ??= defaultOf(slot) ?? throw IrBuilder.Leave(ExitReason.Raise);
        var passed = Array.ConvertAll(slots, slot => Passed(slot!, ir));                             // each has been filled
        if (code.Flags.HasFlag(CodeFlags.Generator))
        {
            if (slots.Length > code.ArgumentCount)
                throw ir.Unsupported(
                    DiagnosticDescriptors.GeneratorParameters, $"the generator {code.Name} has parameters that are passed by name or together",
                    "Give it parameters that are passed one by one, in their order.");
            ir.PushGenerator(callee, passed);
            return;
        }
        ir.EmitCall(callee, passed, taken);
    }

    /// <summary>An argument as another function gets it.</summary>
    /// <exception cref="UnsupportedBytecodeException">It has no meaning there, or is one that both could change.</exception>
    internal static Operand Passed(Operand argument, IrBuilder ir)
    {
        // A comprehension has a copy of the frame, of which only its iterator moves on.
        foreach (var list in argument.Lists())
        {
            if (ir.IsShared(list))
                throw ir.PutInMemory(list);
        }
        foreach (var part in argument.Comprehension is null ? argument.Identities() : [])
            ir.RequireOnly(part);
        return ir.Materialise(argument).Portable()
            ?? throw ir.Unsupported(
                DiagnosticDescriptors.PassedValue, $"it passes {OperandText.WhatItIs(argument)} to a function",
                "Pass numbers, tuples or lists.", argument);
    }
}
