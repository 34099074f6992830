using System.Globalization;
using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>The way out for an exit from one arrangement of values: stores the frame words and the status, gives up the frame, returns.</summary>
/// <remarks>
/// The exit of a call finds a status already, and words behind it: its own words go into the next slot for frames of callers. Where it has no
/// frame it stores nothing.
/// </remarks>
internal sealed class ExitStub
{
    private readonly MachineFunction _function;
    private readonly Location _context;
    private readonly Location[] _words;     // by word
    private readonly ExitUndo? _undo;
    private readonly Location _undoOperand; // where the undo takes one from a place

    /// <param name="function">The function.</param>
    /// <param name="instruction">The exit; its sources have their places.</param>
    /// <param name="name">What listings call it.</param>
    /// <param name="hasFrame">Whether there is a frame already.</param>
    internal ExitStub(MachineFunction function, MachineInstruction instruction, string name, bool hasFrame)
    {
        _function = function;
        HasFrame = hasFrame;
        Instruction = instruction;
        Target = new CodeTarget(name);
        var locations = instruction.SourceLocations;
        _undo = instruction.Undo;
        var hasOperand = _undo is { Immediate: null };
        _context = locations[0];
        _words = locations[1..(hasOperand ? ^1 : ^0)];
        _undoOperand = hasOperand ? locations[^1] : default;
    }

    internal CodeTarget Target { get; }

    internal bool IsEmitted { get; private set; }

    /// <summary>Whether there is a frame already.</summary>
    private bool HasFrame { get; }

    private MachineInstruction Instruction { get; }

    /// <summary>Whether it does for another exit too: the same number, everything in the same place.</summary>
    internal bool Serves(MachineInstruction other, bool hasFrame) => HasFrame == hasFrame && Instruction.Exit == other.Exit && Instruction.Undo == other.Undo
        && Instruction.Adjustments.AsSpan().SequenceEqual(other.Adjustments.AsSpan())
        && Instruction.SourceLocations.AsSpan().SequenceEqual(other.SourceLocations);

    /// <summary>Writes it.</summary>
    /// <param name="code">Where it goes.</param>
    /// <param name="moves">Knows where values in memory are.</param>
    /// <param name="frame">The frame to give up.</param>
    /// <param name="ends">The ends of stubs of calls that are written already: each takes the slot that it has filled out of the ring.</param>
    internal void Emit(CodeBuffer code, MoveEmitter moves, FrameLayout frame, SlotEnds ends)
    {
        IsEmitted = true;
        code.Nearby = Instruction.Origin;
        moves.PushedBytes = HasFrame ? 0 : -frame.Size;
        code.Place(Target);
        var exit = _function.Exits[Instruction.Exit];
        var comment = "exit " + IrPrinter.NameOf(exit.Reason);
        foreach (var (shape, _) in exit.Frames)
            comment += string.Create(CultureInfo.InvariantCulture, $", state {shape.Index}");
        void Add(Instruction instruction) => code.Add(instruction, comment);

        var isCall = exit.Reason == ExitReason.Call;
        if (isCall && exit.Frames.IsEmpty)
        {
            frame.EmitEpilogue(code);
            return;
        }
        var (context, pushed) = LoadContext(moves, Add);
        var (target, offset) = (context, CallContextLayout.Frame);
        if (isCall)
        {
            // What is alive behind a call is in memory or in registers that the callee keeps, so there are enough others.
            (target, offset) = (Scratch(register => register != context && !IsNeeded(register)), sizeof(long));
            var next = FrameLayout.Memory(context.ToIced(), CallContextLayout.CallerNext);
            Add(Iced.Intel.Instruction.Create(Code.Mov_r64_rm64, target.ToIced(), next));
            Add(Iced.Intel.Instruction.Create(Code.Mov_rm64_imm32, FrameLayout.Memory(target.ToIced(), 0), Instruction.Exit));
        }
        MemoryOperand Word(int index) => FrameLayout.Memory(target.ToIced(), offset + 8 * index);

        for (var index = 0; index < _words.Length; index++)
        {
            if (_words[index].IsRegister && _words[index].Register != pushed)
                Add(MoveEmitter.Store(_words[index].Register, Word(index)));
        }
        // Whatever was in registers is stored, save the operand that undoes, and callers expect nothing of these.
        var scratch = Scratch(register => register != context && register != target && register != pushed && Location.Of(register) != _undoOperand);
        if (pushed is { } register)
        {
            Add(Iced.Intel.Instruction.Create(Code.Pop_r64, scratch.ToIced()));
            moves.PushedBytes -= 8;
            for (var index = 0; index < _words.Length; index++)
            {
                if (_words[index] == Location.Of(register))
                    Add(MoveEmitter.Store(scratch, Word(index)));
            }
        }
        for (var index = 0; index < _words.Length; index++)
        {
            if (!_words[index].IsMemory)
                continue;
            Add(Iced.Intel.Instruction.Create(Code.Mov_r64_rm64, scratch.ToIced(), moves.Memory(_words[index])));
            Add(MoveEmitter.Store(scratch, Word(index)));
        }
        if (_undo is not null)
            Undo(_undo, Word(_undo.Word), scratch, moves, Add);
        foreach (var (word, number) in Instruction.Adjustments)
            Add(Iced.Intel.Instruction.Create(Code.Add_rm64_imm32.ShortestFor(number), Word(word), number));

        if (isCall)
        {
            ends.Emit(code, frame, context, target);
            return;
        }
        var status = FrameLayout.Memory(context.ToIced(), CallContextLayout.Status);
        Add(Iced.Intel.Instruction.Create(Code.Mov_rm32_imm32, status, Instruction.Exit));
        if (HasFrame)
            frame.EmitEpilogue(code);
        else
            FrameLayout.EmitReturn(code);
    }

    /// <summary>Brings the context pointer into a register; where each holds a word to be stored, one of them goes onto the stack.</summary>
    private (X64Register Context, X64Register? Pushed) LoadContext(MoveEmitter moves, Action<Instruction> add)
    {
        if (_context.IsRegister)
            return (_context.Register, null);

        X64Register? pushed = null;
        if (!TryFindScratch(register => !IsNeeded(register), out var context))
        {
            context = Scratch(register => Location.Of(register) != _undoOperand);
            pushed = context;
            add(Iced.Intel.Instruction.Create(Code.Push_r64, context.ToIced()));
            moves.PushedBytes += 8;
        }
        add(Iced.Intel.Instruction.Create(Code.Mov_r64_rm64, context.ToIced(), moves.Memory(_context)));
        return (context, pushed);
    }

    private bool IsNeeded(X64Register register) => _words.Contains(Location.Of(register)) || Location.Of(register) == _undoOperand;

    private void Undo(ExitUndo undo, MemoryOperand word, X64Register scratch, MoveEmitter moves, Action<Instruction> add)
    {
        var isAdd = undo.Op == MachineOp.Add;
        if (undo.Immediate is { } immediate)
        {
            var code = isAdd ? Code.Add_rm64_imm32 : Code.Sub_rm64_imm32;
            add(Iced.Intel.Instruction.Create(code.ShortestFor(immediate), word, (int)immediate));
            return;
        }
        if (_undoOperand.IsMemory)
            add(Iced.Intel.Instruction.Create(Code.Mov_r64_rm64, scratch.ToIced(), moves.Memory(_undoOperand)));
        var operand = _undoOperand.IsMemory ? scratch : _undoOperand.Register;
        add(Iced.Intel.Instruction.Create(isAdd ? Code.Add_rm64_r64 : Code.Sub_rm64_r64, word, operand.ToIced()));
    }

    private X64Register Scratch(Predicate<X64Register> mayUse) =>
        TryFindScratch(mayUse, out var register) ? register : throw new System.Diagnostics.UnreachableException();

    /// <summary>A register that the function may change without giving it back: the result is one, as an exit has none.</summary>
    private bool TryFindScratch(Predicate<X64Register> mayUse, out X64Register found)
    {
        X64Register[] registers = [X64Register.Rax, X64Register.Rcx, X64Register.Rdx, X64Register.R8, X64Register.R9, X64Register.R10,
            X64Register.R11];
        foreach (var register in registers)
        {
            found = register;
            if (mayUse(register))
                return true;
        }
        found = default;
        return false;
    }
}
