using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Reads <c>co_lnotab</c>, the line table of 2.7 to 3.9: pairs of an address step and a line step.</summary>
/// <remarks>CPython: <c>Lib/dis.py</c>, <c>findlinestarts</c>, and <c>Objects/lnotab_notes.txt</c>.</remarks>
internal static class LineTablePairs
{
    /// <summary>Reads the places where the line changes, as ranges up to the next one.</summary>
    /// <exception cref="PycFormatException">The table ends inside a pair, or a line is negative or beyond 31 bits.</exception>
    internal static ImmutableArray<LineRange> Read(CodeObject code)
    {
        var table = code.LineTable.AsSpan();
        if (table.Length % 2 != 0)
            throw CodeFault.In(code, "co_lnotab", table.Length, "the table ends inside a pair.");

        var signed = code.Version.IsAtLeast(3, 6);              // a line step is −128 to 127, before 0 to 255
        var stopsAtEnd = code.Version.IsAtLeast(3, 8);          // what stands behind the code is ignored
        var ranges = ImmutableArray.CreateBuilder<LineRange>();
        var address = 0;
        long line = code.FirstLine;

        for (var i = 0; i < table.Length; i += 2)
        {
            if (table[i] != 0)
            {
                Start(i);
                address += table[i];
                if (stopsAtEnd && address >= code.Code.Length)
                    return Finish();
            }
            line += signed ? (sbyte)table[i + 1] : table[i + 1];
        }

        Start(table.Length);
        return Finish();

        void Start(int at)
        {
            if (line is < 0 or > int.MaxValue)
                throw CodeFault.In(code, "co_lnotab", at, $"line {line} is impossible.");
            if (ranges.Count > 0 && ranges[^1].Line == line)
                return;

            Close();
            ranges.Add(new LineRange(address, address, (int)line));
        }

        void Close()
        {
            if (ranges.Count > 0)
                ranges[^1] = ranges[^1] with { End = Math.Max(ranges[^1].Start, Math.Min(address, code.Code.Length)) };
        }

        ImmutableArray<LineRange> Finish()
        {
            address = code.Code.Length;
            Close();
            return ranges.DrainToImmutable();
        }
    }
}
