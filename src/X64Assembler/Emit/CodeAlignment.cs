using Iced.Intel;

namespace Pyc.X64;

/// <summary>
/// Finds out what to put before loops and functions so that they lie well: a processor fetches decoded instructions by lines of 64 bytes, and a
/// loop that fits one line but lies across two takes up to twice the time.
/// </summary>
/// <remarks>AMD, "Software Optimization Guide for the AMD Zen4 Microarchitecture", 2.8.3; Intel's has the like under "Decoded ICache".</remarks>
internal static class CodeAlignment
{
    /// <summary>Bytes of a line. Code begins at one.</summary>
    internal const int Line = 64;

    // Of longer loops one line more is no matter.
    private const int LongestLoop = 4 * Line;

    private const int Entry = 32;

    // Intel SDM vol. 2B, "NOP - No Operation": the recommended sequences.
    private static readonly byte[][] s_nothing =
    [
        [0x90],
        [0x66, 0x90],
        [0x0F, 0x1F, 0x00],
        [0x0F, 0x1F, 0x40, 0x00],
        [0x0F, 0x1F, 0x44, 0x00, 0x00],
        [0x66, 0x0F, 0x1F, 0x44, 0x00, 0x00],
        [0x0F, 0x1F, 0x80, 0x00, 0x00, 0x00, 0x00],
        [0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
        [0x66, 0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
    ];

    /// <summary>How many bytes belong before which instructions, in order.</summary>
    /// <param name="offsets">Where each instruction begins as it is, and the end behind them.</param>
    /// <param name="loops">The first and the last instruction of each loop without loops in it, in order.</param>
    /// <param name="entries">The first instruction of each function, in order.</param>
    internal static List<(int Index, int Bytes)> Paddings(
        ReadOnlySpan<uint> offsets, IReadOnlyList<(int First, int Last)> loops, IReadOnlyList<int> entries)
    {
        var paddings = new List<(int Index, int Bytes)>();
        var (added, loop, entry) = (0, 0, 0);
        while (loop < loops.Count || entry < entries.Count)
        {
            int index, bytes;
            if (entry < entries.Count && (loop == loops.Count || entries[entry] <= loops[loop].First))
            {
                index = entries[entry++];
                bytes = -((int)offsets[index] + added) & (Entry - 1);
            }
            else
            {
                (index, var last) = loops[loop++];
                bytes = ForLoop((int)offsets[index] + added, (int)(offsets[last + 1] - offsets[index]));
            }
            if (bytes == 0)
                continue;
            paddings.Add((index, bytes));
            added += bytes;
        }
        return paddings;
    }

    /// <summary>Instructions that do nothing.</summary>
    internal static IEnumerable<Instruction> Nothing(int bytes)
    {
        for (; bytes > s_nothing.Length; bytes -= s_nothing.Length)
            yield return Instruction.CreateDeclareByte(s_nothing[^1]);
        if (bytes > 0)
            yield return Instruction.CreateDeclareByte(s_nothing[bytes - 1]);
    }

    /// <summary>Up to the next line where that saves one.</summary>
    private static int ForLoop(int start, int length)
    {
        var lines = ((start & (Line - 1)) + length + Line - 1) / Line;
        return length <= LongestLoop && lines > (length + Line - 1) / Line ? -start & (Line - 1) : 0;
    }
}
