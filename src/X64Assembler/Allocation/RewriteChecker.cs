using System.Diagnostics.CodeAnalysis;
using Pyc.Translation;

namespace Pyc.X64;

/// <summary>Proves that what the allocator rewrites on its way means what it meant: the other half of <see cref="AllocationChecker"/>.</summary>
/// <remarks>
/// It notes the function before allocation. Behind it, each instruction must still be there and read the same values, each exit must store
/// the same words, each phi take the same operands. Values are compared as a value and a number that is added to it, since increments move,
/// and what exits undo or adjust counts as what comes of it.
/// </remarks>
internal sealed class RewriteChecker
{
    private readonly MachineFunction _function;
    private readonly Dictionary<MachineInstruction, Noted> _before = new(ReferenceEqualityComparer.Instance);
    private readonly List<MachineInstruction>[] _instructions;                                  // by block
    private readonly Dictionary<MachinePhi, VirtualRegister[]> _phis = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<VirtualRegister, (VirtualRegister Source, long Number)> _increments = [];
    private readonly Dictionary<VirtualRegister, MachineInstruction> _definitions = [];

    /// <param name="function">A complete machine function, before allocation.</param>
    internal RewriteChecker(MachineFunction function)
    {
        _function = function;
        _instructions = new List<MachineInstruction>[function.Blocks.Count];
        foreach (var block in function.Blocks)
        {
            _instructions[block.Id] = [.. block.Instructions];
            foreach (var phi in block.Phis)
                _phis[phi] = [.. phi.Operands];
            foreach (var instruction in block.Instructions)
            {
                _before[instruction] = new Noted([.. instruction.Sources], instruction.Undo);
                NoteIncrement(block, instruction);
                if (instruction.Result is { } result)
                    _definitions[result] = instruction;
            }
        }
    }

    /// <summary>Checks the function behind the allocator.</summary>
    /// <exception cref="InternalCompilerException">Something means something else; the message names it.</exception>
    internal void Check()
    {
        foreach (var block in _function.Blocks)
        {
            foreach (var instruction in block.Instructions.Where(instruction => !_before.ContainsKey(instruction)))
                NoteIncrement(block, instruction, isNew: true);
        }
        foreach (var block in _function.Blocks)
        {
            CheckOrder(block);
            foreach (var phi in block.Phis)
            {
                for (var edge = 0; edge < phi.Operands.Length; edge++)
                    Expect(block, phi.Result.Name, Sum(_phis[phi][edge], 0), Sum(phi.Operands[edge], 0));
            }
            foreach (var instruction in block.Instructions)
            {
                if (!_before.TryGetValue(instruction, out var noted))
                    continue;
                if (instruction.Op is MachineOp.Exit or MachineOp.ExitIf)
                    CheckExit(block, instruction, noted);
                else
                    CheckSources(block, instruction, noted.Sources);
            }
        }
    }

    private static bool IsIncrement(MachineInstruction instruction) =>
        instruction is { Op: MachineOp.AddWrap, Sources.Length: 1, Immediate: not null, Result: not null };

    private void NoteIncrement(MachineBlock block, MachineInstruction instruction, bool isNew = false)
    {
        if (!IsIncrement(instruction))
        {
            if (isNew)
                Fail(block, instruction, "it was not there before allocation");
            return;
        }
        var sum = (instruction.Sources[0].Register, instruction.Immediate!.Value);      // what makes it one
        if (!_increments.TryAdd(instruction.Result!, sum) && _increments[instruction.Result!] != sum)
            Fail(block, instruction, "its result was something else before allocation");
    }

    /// <summary>What was there is there in the same order, save increments, which may stand elsewhere.</summary>
    private void CheckOrder(MachineBlock block)
    {
        var before = _instructions[block.Id].Where(instruction => !IsIncrement(instruction));
        var after = block.Instructions.Where(instruction => !IsIncrement(instruction));
        if (!before.SequenceEqual(after))
            Fail(block, block.Terminator, "instructions of its block have gone or changed places");
    }

    private void CheckSources(MachineBlock block, MachineInstruction instruction, SourceOperand[] before)
    {
        var after = instruction.Sources;
        var isSame = before.AsSpan().SequenceEqual(after);
        var isExchanged = instruction.Has(MachineTraits.Commutative) && before is [var left, var right]
            && after is [var first, var second] && (left.Register, right.Register) == (second.Register, first.Register);
        if (!isSame && !isExchanged)
            Fail(block, instruction, "its sources are others than before allocation");
    }

    private void CheckExit(MachineBlock block, MachineInstruction exit, Noted before)
    {
        var count = before.Sources.Length - (before.Undo is { Immediate: null } ? 2 : 1);
        if (exit.WordCount != count || exit.Sources[0] != before.Sources[0])
            Fail(block, exit, "it stores other words than before allocation");
        for (var word = 0; word < count; word++)
        {
            var meant = Word(block, exit, before.Sources, before.Undo, word);
            var stored = Word(block, exit, exit.Sources, exit.Undo, word);
            foreach (var adjustment in exit.Adjustments)
            {
                if (adjustment.Word == word)
                    stored.Number += adjustment.Number;
            }
            Expect(block, $"word {word} of {exit}", meant, stored);
        }
    }

    private (VirtualRegister Root, long Number) Word(
        MachineBlock block, MachineInstruction exit, SourceOperand[] sources, ExitUndo? undo, int word)
    {
        var stored = sources[word + 1].Register;
        if (undo?.Word != word)
            return Sum(stored, 0);

        // The result of a sum or difference, of which taking away one operand leaves the other.
        var made = _definitions.GetValueOrDefault(stored);
        var other = undo.Immediate is null ? sources[^1].Register : null;
        var isUndone = made is not null && made.Immediate == undo.Immediate && made.Op switch
        {
            MachineOp.Add => undo.Op == MachineOp.Sub && Reads(made, undo.Operand, other, inOrder: false),
            MachineOp.Sub => undo.Op == MachineOp.Add && Reads(made, undo.Operand, other, inOrder: true),
            _ => false,
        };
        if (!isUndone)
            Fail(block, exit, $"what it undoes of {stored} does not give {undo.Operand}");
        return Sum(undo.Operand, 0);
    }

    private static bool Reads(MachineInstruction made, VirtualRegister operand, VirtualRegister? other, bool inOrder) => made.Sources switch
    {
        [var only] => only.Register == operand && other is null,
        [var left, var right] => (left.Register, right.Register) == (operand, other)
            || (!inOrder && (left.Register, right.Register) == (other, operand)),
        _ => false,
    };

    /// <summary>A value without the numbers that are added to it modulo 2⁶⁴.</summary>
    private (VirtualRegister Root, long Number) Sum(VirtualRegister register, long number)
    {
        // No value is defined by itself but through a phi, which is where this ends.
        while (_increments.TryGetValue(register, out var sum))
            (register, number) = (sum.Source, number + sum.Number);
        return (register, number);
    }

    private void Expect(MachineBlock block, string what, (VirtualRegister Root, long Number) meant, (VirtualRegister Root, long Number) found)
    {
        if (meant != found)
            Fail(block, block.Terminator, $"{what} is {found.Root} + {found.Number}, and was {meant.Root} + {meant.Number} before allocation");
    }

    [DoesNotReturn]
    private void Fail(MachineBlock block, MachineInstruction instruction, string problem) => throw new InternalCompilerException(
        $"In {block}, at {instruction}: {problem}.", _function.Source.ToString(), "register allocation");

    private sealed record Noted(SourceOperand[] Sources, ExitUndo? Undo);
}
