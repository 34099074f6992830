using Pyc.Binding;
using Pyc.Translation.Interpretation;
using Pyc.X64;

namespace Pyc.Execution;

/// <summary>A frame that native code has left, before its words are values: these are made while nobody else runs Python code.</summary>
/// <param name="Frame">What is in it.</param>
/// <param name="Words">The 64 bits of each operand.</param>
internal readonly record struct LeftWords(MachineFrame Frame, long[] Words)
{
    /// <summary>Reads a frame.</summary>
    /// <param name="frame">What is in it.</param>
    /// <param name="words">The words that native code has stored.</param>
    public static LeftWords Read(MachineFrame frame, ReadOnlySpan<long> words)
    {
        var bits = new long[frame.Operands.Length];
        for (var i = 0; i < bits.Length; i++)
            bits[i] = frame.Operands[i].BitsIn(words);
        return new LeftWords(frame, bits);
    }

    /// <summary>The frame with its values.</summary>
    public LeftFrame ToFrame(CallValues values)
    {
        var operands = new PyValue[Words.Length];
        for (var i = 0; i < operands.Length; i++)
            operands[i] = values.Of(Frame.Operands[i].Type, Words[i]);
        return new LeftFrame(Frame.Shape, operands);
    }
}
