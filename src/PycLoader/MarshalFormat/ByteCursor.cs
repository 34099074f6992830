using System.Buffers.Binary;

namespace Pyc.Loader;

/// <summary>Reads numbers and runs of bytes from a file, never beyond its end.</summary>
/// <param name="file">The whole file, so that positions are those a user sees in a hex dump.</param>
/// <param name="position">Where to start, 0 to the length of the file.</param>
/// <param name="fileName">For messages; <see langword="null"/> when there is no file.</param>
internal ref struct ByteCursor(ReadOnlySpan<byte> file, int position, string? fileName)
{
    private readonly ReadOnlySpan<byte> _file = file;

    internal int Position { get; private set; } = position;

    internal readonly int Remaining => _file.Length - Position;

    internal readonly PycFormatException Error(string problem, int offset) => new(problem, offset, fileName);

    /// <summary>The next bytes, in place.</summary>
    /// <param name="count">How many; anything that is not there is refused before it is used.</param>
    /// <param name="what">What they are, with its article, for the message.</param>
    internal ReadOnlySpan<byte> Take(int count, string what)
    {
        if ((uint)count > (uint)Remaining)
        {
            throw Error(
                Remaining == 0
                    ? $"the file ends where {what} of {Bytes(count)} is expected"
                    : $"the file ends inside {what}: {Bytes(count)} expected, {Remaining} left", Position);
        }
        var taken = _file.Slice(Position, count);
        Position += count;
        return taken;
    }

    internal byte Byte(string what) => Take(1, what)[0];

    internal int Int32(string what) => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int), what));

    internal long Int64(string what) => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long), what));

    internal double Double(string what) => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double), what));

    private static string Bytes(int count) => count == 1 ? "1 byte" : $"{count} bytes";
}
