using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Reads <c>co_linetable</c> from 3.11 on: lines and columns of runs of 1 to 8 code units.</summary>
/// <remarks>CPython: <c>Objects/locations.md</c>, tag v3.11.7; unchanged up to 3.15.</remarks>
internal static class LineTableLocations
{
    /// <summary>Reads all entries.</summary>
    /// <exception cref="PycFormatException">
    /// The table ends inside an entry, covers more or less than the code, or gives a line or column that is negative or beyond 31
    /// bits. An empty table, which tools write that strip a file, gives no positions and is no error.
    /// </exception>
    internal static ImmutableArray<PositionEntry> Read(CodeObject code)
    {
        var entries = ImmutableArray.CreateBuilder<PositionEntry>();
        var reader = new Reader(code);
        while (!reader.AtEnd)
            entries.Add(reader.ReadEntry());

        if (reader.Covered != code.Code.Length && code.LineTable.Length > 0)
            throw reader.Fault($"the table covers {reader.Covered} bytes of {code.Code.Length}.");

        return entries.DrainToImmutable();
    }

    private ref struct Reader(CodeObject code)
    {
        private readonly ReadOnlySpan<byte> _table = code.LineTable.AsSpan();
        private int _at;
        private long _line = code.FirstLine;

        /// <summary>Bytes of code that the entries read so far describe.</summary>
        internal int Covered { get; private set; }

        internal readonly bool AtEnd => _at == _table.Length;

        internal PositionEntry ReadEntry()
        {
            var head = ReadByte();
            if ((head & 0x80) == 0)
                throw Fault($"byte {head} cannot begin an entry.");

            var start = Covered;
            Covered += 2 * ((head & 7) + 1);
            var position = ReadPosition(head >> 3 & 15);
            return new PositionEntry(start, Covered, position?.Line, position ?? SourcePosition.Unknown);
        }

        internal readonly PycFormatException Fault(string problem) => CodeFault.In(code, "co_linetable", _at, problem);

        private SourcePosition? ReadPosition(int form)
        {
            switch (form)
            {
                case 15:                                        // no line
                    return null;

                case 14:                                        // long: every number as long as it needs
                    {
                        var line = StepLine(ReadSigned());
                        var endLine = line + (long)ReadUnsigned();
                        if (endLine > int.MaxValue)
                            throw Fault($"line {endLine} is impossible.");

                        var column = ReadUnsigned() - 1;            // stored from 1, 0 where unknown
                        return new SourcePosition(line, (int)endLine, column, ReadUnsigned() - 1);
                    }

                case 13:                                        // line only
                    {
                        var line = StepLine(ReadSigned());
                        return new SourcePosition(line, line);
                    }

                case >= 10:                                     // one of the next lines, columns below 256
                    {
                        var line = StepLine(form - 10);
                        var column = ReadByte();
                        return new SourcePosition(line, line, column, ReadByte());
                    }

                default:                                        // the same line, columns below 80, at most 15 wide
                    {
                        var line = StepLine(0);
                        var columns = ReadByte();
                        var column = form << 3 | columns >> 4;
                        return new SourcePosition(line, line, column, column + (columns & 15));
                    }
            }
        }

        private int StepLine(long step)
        {
            _line += step;
            return _line is >= 0 and <= int.MaxValue ? (int)_line : throw Fault($"line {_line} is impossible.");
        }

        private byte ReadByte() => _at < _table.Length ? _table[_at++] : throw Fault("the table ends inside an entry.");

        /// <summary>Six bits a byte, the low ones first; 0x40 says that more follow.</summary>
        private int ReadUnsigned()
        {
            long value = 0;
            for (var shift = 0; ; shift += 6)
            {
                var next = ReadByte();
                value |= (long)(next & 0x3F) << Math.Min(shift, 32);
                if (value > int.MaxValue || shift > 60)
                    throw Fault("a number needs more than 31 bits.");
                if ((next & 0x40) == 0)
                    return (int)value;
            }
        }

        /// <summary>The sign is in the lowest bit.</summary>
        private long ReadSigned()
        {
            var value = ReadUnsigned();
            return (value & 1) != 0 ? -(value >> 1) : value >> 1;
        }
    }
}
