using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Reads <c>co_exceptiontable</c> (3.11 on).</summary>
/// <remarks>CPython: <c>Objects/exception_handling_notes.txt</c>, tag v3.11.7; unchanged up to 3.15.</remarks>
public static class ExceptionTable
{
    /// <summary>Reads the entries of a code object; before 3.11 there are none.</summary>
    /// <returns>The entries by start, not overlapping, all inside the code, though perhaps not on instructions.</returns>
    /// <exception cref="PycFormatException">
    /// The table ends inside an entry, or its entries are out of order, overlap, are empty or leave the code.
    /// </exception>
    public static ImmutableArray<ExceptionTableEntry> Read(CodeObject code)
    {
        ArgumentNullException.ThrowIfNull(code);

        var entries = ImmutableArray.CreateBuilder<ExceptionTableEntry>();
        var reader = new Reader(code);
        while (!reader.AtEnd)
        {
            var entry = reader.ReadEntry();
            if (entries.Count > 0 && entry.Start < entries[^1].End)
                throw reader.Fault($"the range from {entry.Start} begins before the end of its predecessor, {entries[^1].End}.");

            entries.Add(entry);
        }
        return entries.DrainToImmutable();
    }

    private ref struct Reader(CodeObject code)
    {
        private readonly ReadOnlySpan<byte> _table = code.ExceptionTable.AsSpan();
        private int _at;

        internal readonly bool AtEnd => _at == _table.Length;

        internal ExceptionTableEntry ReadEntry()
        {
            var start = 2 * ReadNumber(first: true);            // counted in code units of 2 bytes
            var length = 2 * ReadNumber(first: false);
            var target = 2 * ReadNumber(first: false);
            var depthAndIndex = ReadNumber(first: false);
            if (length == 0 || start + length > code.Code.Length)
                throw Fault($"the range from {start}, {length} bytes long, does not fit the code of {code.Code.Length} bytes.");
            if (target >= code.Code.Length)
                throw Fault($"the handler at {target} lies outside the code of {code.Code.Length} bytes.");

            return new ExceptionTableEntry(
                (int)start, (int)(start + length), (int)target, (int)(depthAndIndex >> 1), (depthAndIndex & 1) != 0);
        }

        internal readonly PycFormatException Fault(string problem) => CodeFault.In(code, "co_exceptiontable", _at, problem);

        /// <summary>Six bits a byte, the high ones first; 0x40 says that more follow, 0x80 that an entry begins.</summary>
        private long ReadNumber(bool first)
        {
            long value = 0;
            for (var begins = first; ; begins = false)
            {
                if (AtEnd)
                    throw Fault("the table ends inside an entry.");

                var next = _table[_at];
                if ((next & 0x80) != 0 != begins)
                    throw Fault(begins ? $"byte {next} cannot begin an entry." : "an entry begins inside another one.");

                _at++;
                value = value << 6 | (uint)(next & 0x3F);
                if (value > int.MaxValue)
                    throw Fault("a number needs more than 31 bits.");
                if ((next & 0x40) == 0)
                    return value;
            }
        }
    }
}
