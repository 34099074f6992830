using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <content>Generators that a loop goes through: their code becomes part of the loop.</content>
/// <remarks>
/// A generator is what lies in its frame. The loop that asks it for a value goes on in its code, up to the yield that gives the value. Wherever
/// native code leaves meanwhile, the interpreter asks for the value once more: until then nothing has happened that shows.
/// </remarks>
public sealed partial class IrBuilder
{
    // Each is a frame that every block of the innermost has values of.
    private const int DeepestGenerator = 4;

    /// <summary>Whether the code is that of a generator that a loop goes through.</summary>
    internal bool IsInGenerator => _frame.Consumer is not null;

    /// <summary>Whether it is that of a list comprehension.</summary>
    internal bool IsInComprehension => _frame.Consumer?.Generator.Comprehension is not null;

    /// <summary>Pushes a generator that has not begun.</summary>
    /// <param name="callee">Its function.</param>
    /// <param name="arguments">Its arguments.</param>
    internal void PushGenerator(Callee callee, Operand[] arguments)
    {
        var function = callee.Made ?? Operand.Object(callee.Known!);                  // it is the one or the other
        var generator = Operand.Generator(function, callee.Code, arguments, index: 0, NewIdentity("a generator"));
        Push(Sequences.Checked(generator, this));
    }

    /// <summary>Ends the block: the generator on the stack, which a loop asks for its next value, goes on.</summary>
    internal void EnterGenerator()
    {
        var generator = Peek(1);
        var depth = 1;
        for (var consumer = _frame.Consumer; consumer is not null; consumer = consumer.Frame.Consumer)
            depth++;
        if (depth > DeepestGenerator)
            throw Unsupported(
                DiagnosticDescriptors.GeneratorDepth, $"more than {DeepestGenerator} generators go through each other",
                "Write one of them as a loop.");
        var (function, places) = (generator.Items[0], generator.Items[1..]);
        Pop();
        RequireOnly(generator);
        _frame.Top++;                                                                 // the interpreter would begin with it there

        var frame = new FrameOperands(FlowOf((CodeObject)generator.Constant!))  // of this kind it has its code
        {
            Consumer = new Consumer(_frame.Clone(), _index),
        };
        for (var place = 0; place < places.Length; place++)
            frame[place] = places[place];
        if (generator.Number == 0)
            PutFreeVariables(frame, function);
        else
            frame.Top = places.Length;
        _frame = frame;
        BeginInstruction(generator.Number);
        if (generator is { Number: > 0, Comprehension: null })
            Push(Operand.None);                                                       // what the loop sends
        Goto(generator.Number);
    }

    /// <summary>Whether a list in that place of the stack, counted from 1 at the top, is the one of the comprehension that a loop goes through.</summary>
    internal bool IsListOfComprehension(int place) =>
        _frame.Consumer?.Generator.Comprehension is { } comprehension && comprehension.List == _frame.Top - place;

    /// <summary>What lies in the frame, from the first slot to the top of the stack.</summary>
    internal Operand[] CopyFrame()
    {
        var places = new Operand[_frame.Top];
        for (var place = 0; place < places.Length; place++)
            places[place] = _frame[place];
        return places;
    }

    /// <summary>Whether an instruction is where the comprehension that a loop goes through ends.</summary>
    private bool IsEndOfComprehension(int index) => _frame.Consumer?.Generator.Comprehension is { } comprehension && comprehension.End == index;

    /// <summary>Ends the block: the loop gets the value on the stack.</summary>
    internal void Yield()
    {
        var value = PortableOf(Pop());
        var consumer = _frame.Consumer!;                                              // the caller has seen that there is one
        if (_frame.Handled.ExceptionType is not null)
            throw Malformed("a generator yields while it handles an exception");
        var left = FrameFor(_index + 1, _frame);
        var places = new Operand[_frame.Top];
        for (var place = 0; place < places.Length; place++)
            places[place] = left[place].Kind == OperandKind.Unbound ? Operand.Unbound : PortableOf(left[place]);
        var frame = consumer.Frame.Clone();
        var before = frame[frame.Top - 1];
        var generator = before.Comprehension is { } comprehension
            ? Operand.ListComprehension(before.Items[0], Bytecode.Code, places, _index + 1, comprehension)
            : Operand.Generator(before.Items[0], Bytecode.Code, places, _index + 1, before.Identity);
        frame[frame.Top - 1] = Sequences.Checked(generator, this);
        frame[frame.Top++] = value;
        _frame = frame;
        _index = consumer.Index;
        Goto(consumer.Index + 1);
    }

    /// <summary>Ends the block: the generator has ended, and the loop goes on behind it.</summary>
    internal void EndGenerator()
    {
        var consumer = _frame.Consumer!;                                              // the caller has seen that there is one
        _frame = consumer.Frame.Clone();
        _frame.Top--;
        _index = consumer.Index;
        Goto(Bytecode.Instructions[consumer.Index].Target);
    }

    // What the frame of the loop has must mean there what it means here.
    private Operand PortableOf(Operand operand) =>
        Materialise(operand).Portable() ?? throw Malformed($"a generator holds {OperandText.WhatItIs(operand)} while it yields");

    private void PutFreeVariables(FrameOperands frame, Operand function)
    {
        var free = frame.SlotCount - frame.Flow.Bytecode.Code.FreeNames.Length;
        foreach (var content in FreeVariablesOf(function, frame.Flow.Bytecode.Code))
            frame[free++] = Operand.Cell(content);
    }
}
