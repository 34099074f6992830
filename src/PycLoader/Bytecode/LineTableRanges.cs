using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Reads <c>co_linetable</c> of 3.10: pairs of a length in bytes and a line step.</summary>
/// <remarks>CPython: <c>Objects/lnotab_notes.txt</c> and <c>Objects/codeobject.c</c>, tag v3.10.13.</remarks>
internal static class LineTableRanges
{
    private const sbyte NoLine = -128;

    /// <summary>Reads the ranges that are not empty.</summary>
    /// <exception cref="PycFormatException">
    /// The table ends inside a pair, covers more or less than the code, or a line is negative or beyond 31 bits. An empty table,
    /// which tools write that strip a file, gives no lines and is no error.
    /// </exception>
    internal static ImmutableArray<LineRange> Read(CodeObject code)
    {
        var table = code.LineTable.AsSpan();
        if (table.Length % 2 != 0)
            throw CodeFault.In(code, "co_linetable", table.Length, "the table ends inside a pair.");

        var ranges = ImmutableArray.CreateBuilder<LineRange>();
        var end = 0;
        long line = code.FirstLine;

        for (var i = 0; i < table.Length; i += 2)
        {
            var start = end;
            end += table[i];
            var step = (sbyte)table[i + 1];
            if (step != NoLine)
                line += step;
            if (start == end)
                continue;

            if (step != NoLine && line is < 0 or > int.MaxValue)
                throw CodeFault.In(code, "co_linetable", i, $"line {line} is impossible.");

            ranges.Add(new LineRange(start, end, step == NoLine ? null : (int)line));
        }

        if (end != code.Code.Length && table.Length > 0)
            throw CodeFault.In(code, "co_linetable", table.Length, $"the table covers {end} bytes of {code.Code.Length}.");

        return ranges.DrainToImmutable();
    }
}
