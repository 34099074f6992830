using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>
/// The native frame of one function: from rsp up the shadow space of functions that it calls, their arguments on the stack, the saved xmm
/// registers, the spill slots, the saved general registers, the return address.
/// </summary>
/// <remarks>
/// A function that needs none of them has no frame at all, and one that can return before it calls may make its frame behind that. The stack pointer is at a multiple of 16 only where calls or saved xmm
/// registers ask for it.
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
    private const int XmmBytes = 16;
    private readonly CallingConvention _convention;
    private readonly List<X64Register> _saved = [];
    private readonly List<X64Register> _savedXmm = [];
    private readonly int _outgoingBytes;    // for what is called: 0 or a multiple of 16
    private readonly int _bytes;            // below the saved general registers

    /// <exception cref="FunctionTooLargeException">The function spills more than a frame can hold.</exception>
    internal FrameLayout(Allocation allocation)
    {
        _convention = allocation.Function.Convention;
        foreach (var register in allocation.UsedRegisters.Intersect(_convention.CalleeSaved))
            (register.Class() == RegisterClass.General ? _saved : _savedXmm).Add(register);
        var hasCalls = allocation.Function.HasCalls;
        _outgoingBytes = hasCalls ? _convention.ShadowSpace + 8 * allocation.Function.StackArguments : 0;
        _outgoingBytes += -_outgoingBytes & (XmmBytes - 1);
        _bytes = SlotsOffset + 8 * allocation.SlotCount;
        // The return address and the general registers stand above.
        if ((hasCalls || _savedXmm.Count > 0) && (8 + 8 * _saved.Count + _bytes) % XmmBytes != 0)
            _bytes += 8;
        if (Size > MaxSize)
            throw TooLarge(allocation.Function.Source);
    }

    /// <summary>The error of a function whose frame would be larger than <see cref="MaxSize"/>.</summary>
    internal static FunctionTooLargeException TooLarge(Function function) => new(function, $"{MaxSize} bytes of native stack");

    /// <summary>Bytes without the return address.</summary>
    internal int Size => _bytes + 8 * _saved.Count;

    private int SlotsOffset => _outgoingBytes + XmmBytes * _savedXmm.Count;

    /// <summary>The operand for a place in memory.</summary>
    /// <param name="location">A spill slot, a stack argument, or one of what is called.</param>
    /// <param name="pushed">Bytes on the stack below the frame at the moment.</param>
    internal MemoryOperand Operand(Location location, int pushed)
    {
        var offset = location.Kind switch
        {
            LocationKind.SpillSlot => SlotsOffset + 8 * location.Number,
            LocationKind.OutgoingArgument => _convention.ShadowSpace + 8 * location.Number,
            _ => Size + 8 + _convention.ShadowSpace + 8 * location.Number,
        };
        return Memory(Register.RSP, offset + pushed);
    }

    internal static MemoryOperand Memory(Register baseRegister, long offset) => new(baseRegister, offset, offset == 0 ? 0 : 1);

    internal void EmitPrologue(CodeBuffer code)
    {
        foreach (var register in _saved)
            code.Add(Instruction.Create(Code.Push_r64, register.ToIced()), "save");
        if (_bytes == 0)
            return;

        // The system grows a stack page by page; a frame of several pages touches each, in order.
        for (var offset = PageSize; offset <= _bytes; offset += PageSize)
            code.Add(Instruction.Create(Code.Test_rm64_r64, Memory(Register.RSP, -offset), Register.RSP), "touch the stack");
        code.Add(Instruction.Create(Code.Sub_rm64_imm32.ShortestFor(_bytes), Register.RSP, _bytes), "frame");
        for (var index = 0; index < _savedXmm.Count; index++)
            code.Add(Instruction.Create(Code.Movaps_xmmm128_xmm, PlaceOfXmm(index), _savedXmm[index].ToIced()), "save");
    }

    internal void EmitEpilogue(CodeBuffer code)
    {
        for (var index = 0; index < _savedXmm.Count; index++)
            code.Add(Instruction.Create(Code.Movaps_xmm_xmmm128, _savedXmm[index].ToIced(), PlaceOfXmm(index)));
        if (_bytes > 0)
            code.Add(Instruction.Create(Code.Add_rm64_imm32.ShortestFor(_bytes), Register.RSP, _bytes));
        for (var index = _saved.Count - 1; index >= 0; index--)
            code.Add(Instruction.Create(Code.Pop_r64, _saved[index].ToIced()));
        EmitReturn(code);
    }

    /// <summary>Returns where there is no frame.</summary>
    internal static void EmitReturn(CodeBuffer code) => code.Add(Instruction.Create(Code.Retnq));

    private MemoryOperand PlaceOfXmm(int index) => Memory(Register.RSP, _outgoingBytes + XmmBytes * index);
}
