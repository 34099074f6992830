namespace Pyc.Loader;

/// <summary>Reads a stream that may be longer than anyone can hold.</summary>
internal static class BoundedStream
{
    private const int FirstChunk = 64 << 10;

    /// <summary>Everything from where the stream stands to its end.</summary>
    /// <param name="stream">The stream; one that does not know its length is read up to the limit.</param>
    /// <param name="maximum">The most bytes that are taken.</param>
    /// <param name="name">For the message.</param>
    internal static ReadOnlyMemory<byte> ReadToEnd(Stream stream, int maximum, string? name)
    {
        var expected = stream.CanSeek ? stream.Length - stream.Position : 0;
        if (expected > maximum)
            throw TooLarge(maximum, name);

        // One byte more than expected, so that the end is seen without growing. Devices claim a length of zero.
        var buffer = new byte[expected > 0 ? (int)expected + 1 : FirstChunk];
        var length = 0;
        while (stream.Read(buffer.AsSpan(length)) is var read and > 0)
        {
            length += read;
            if (length > maximum)
                throw TooLarge(maximum, name);
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, maximum + 1L));
        }
        return buffer.AsMemory(0, length);
    }

    internal static PycFormatException TooLarge(int maximum, string? name) =>
        new($"the file is larger than the {maximum >> 20} MiB that a .pyc file may have", fileName: name);
}
