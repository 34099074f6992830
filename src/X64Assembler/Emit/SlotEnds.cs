using System.Globalization;
using Iced.Intel;

namespace Pyc.X64;

/// <summary>
/// The ends of the exits of a function's calls: they make the slot behind the one that was filled the next one, and leave. Exits share them.
/// </summary>
/// <param name="slotSize">Bytes of a slot.</param>
/// <param name="first">The number of the first end in the unit.</param>
internal sealed class SlotEnds(int slotSize, int first)
{
    private readonly Dictionary<(X64Register Context, X64Register Slot), CodeTarget> _targets = [];

    /// <summary>The number of the next end in the unit.</summary>
    internal int Next => first + _targets.Count;

    /// <summary>Writes the end, or a jump to one that is written.</summary>
    /// <param name="code">Where it goes.</param>
    /// <param name="frame">The frame to give up.</param>
    /// <param name="context">What points to the context.</param>
    /// <param name="slot">What points to the slot that is filled.</param>
    internal void Emit(CodeBuffer code, FrameLayout frame, X64Register context, X64Register slot)
    {
        if (_targets.TryGetValue((context, slot), out var target))
        {
            code.Jump(Code.Jmp_rel32_64, target);
            return;
        }
        _targets[(context, slot)] = target = new CodeTarget(string.Create(CultureInfo.InvariantCulture, $"leave{Next}"));
        code.Place(target);
        void Add(Instruction instruction) => code.Add(instruction, "next slot");
        MemoryOperand InContext(int offset) => FrameLayout.Memory(context.ToIced(), offset);

        var register = slot.ToIced();
        Add(Instruction.Create(Code.Add_rm64_imm32.ShortestFor(slotSize), register, slotSize));
        Add(Instruction.Create(Code.Cmp_r64_rm64, register, InContext(CallContextLayout.CallersEnd)));
        Add(Instruction.Create(Code.Cmovae_r64_rm64, register, InContext(CallContextLayout.CallersStart)));
        Add(Instruction.Create(Code.Mov_rm64_r64, InContext(CallContextLayout.CallerNext), register));
        Add(Instruction.Create(Code.Inc_rm32, InContext(CallContextLayout.CallerCount)));
        frame.EmitEpilogue(code);
    }
}
