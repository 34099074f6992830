using Iced.Intel;

namespace Pyc.X64;

/// <summary>The native frame of one function: from rsp up the spill slots, the saved registers, the return address.</summary>
/// <remarks>
/// A function that needs neither has no frame at all. Generated functions call nothing, so the stack pointer keeps no alignment.
/// </remarks>
internal sealed class FrameLayout
{
    /// <summary>
    /// Largest frame in bytes: what a thread near the end of its stack can still be expected to have, and more than any function
    /// written by hand takes.
    /// </summary>
    internal const int MaxSize = 64 * 1024;

    /// <summary>Most spill slots that a frame can have, without saved registers.</summary>
    internal const int MaxSlots = MaxSize / 8;

    private const int PageSize = 4096;
    private readonly CallingConvention _convention;
    private readonly List<X64Register> _saved = [];
    private readonly int _slotBytes;

    /// <exception cref="FunctionTooLargeException">The function spills more than a frame can hold.</exception>
    internal FrameLayout(Allocation allocation)
    {
        _convention = allocation.Function.Convention;
        foreach (var register in allocation.UsedRegisters.Intersect(_convention.CalleeSaved))
            _saved.Add(register);
        _slotBytes = 8 * allocation.SlotCount;
        if (Size > MaxSize)
            throw TooLarge(allocation.Function.Source.Name);
    }

    /// <summary>The error of a function whose frame would be larger than <see cref="MaxSize"/>.</summary>
    internal static FunctionTooLargeException TooLarge(string function) => new(function, $"{MaxSize} bytes of native stack");

    /// <summary>Bytes without the return address.</summary>
    internal int Size => _slotBytes + 8 * _saved.Count;

    /// <summary>The operand for a place in memory.</summary>
    /// <param name="location">A spill slot or a stack argument.</param>
    /// <param name="pushed">Bytes on the stack below the frame at the moment.</param>
    internal MemoryOperand Operand(Location location, int pushed)
    {
        var offset = location.Kind == LocationKind.SpillSlot
            ? 8 * location.Number
            : Size + 8 + _convention.ShadowSpace + 8 * location.Number;
        return Memory(Register.RSP, offset + pushed);
    }

    internal static MemoryOperand Memory(Register baseRegister, long offset) => new(baseRegister, offset, offset == 0 ? 0 : 1);

    internal void EmitPrologue(CodeBuffer code)
    {
        foreach (var register in _saved)
            code.Add(Instruction.Create(Code.Push_r64, register.ToIced()), "save");
        if (_slotBytes == 0)
            return;

        // The system grows a stack page by page; a frame of several pages touches each, in order.
        for (var offset = PageSize; offset <= _slotBytes; offset += PageSize)
            code.Add(Instruction.Create(Code.Test_rm64_r64, Memory(Register.RSP, -offset), Register.RSP), "touch the stack");
        code.Add(Instruction.Create(Code.Sub_rm64_imm32.ShortestFor(_slotBytes), Register.RSP, _slotBytes), "spill slots");
    }

    internal void EmitEpilogue(CodeBuffer code)
    {
        if (_slotBytes > 0)
            code.Add(Instruction.Create(Code.Add_rm64_imm32.ShortestFor(_slotBytes), Register.RSP, _slotBytes));
        for (var index = _saved.Count - 1; index >= 0; index--)
            code.Add(Instruction.Create(Code.Pop_r64, _saved[index].ToIced()));
        code.Add(Instruction.Create(Code.Retnq));
    }
}
