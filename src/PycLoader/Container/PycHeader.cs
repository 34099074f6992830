using System.Buffers.Binary;

namespace Pyc.Loader;

/// <summary>The header of a .pyc file: which source it was made from.</summary>
/// <param name="Magic">The magic number.</param>
/// <param name="Size">Length of the header in bytes: 8 in 2.7 and 3.0 to 3.2, 12 up to 3.6, 16 from 3.7 on.</param>
/// <param name="Flags">The flags of PEP 552; 0 before 3.7, which has none.</param>
/// <param name="SourceModified">
/// When the source was last changed, in seconds since 1970 modulo 2³²; <see langword="null"/> in a hash-based file.
/// </param>
/// <param name="SourceSize">
/// Bytes of the source modulo 2³²; <see langword="null"/> before 3.3 and in a hash-based file.
/// </param>
/// <param name="SourceHash">
/// SipHash of the source, its 8 bytes little-endian; <see langword="null"/> unless the file is hash-based.
/// </param>
/// <remarks>CPython: <c>Lib/importlib/_bootstrap_external.py</c>, <c>_classify_pyc</c>; PEP 552.</remarks>
public sealed record PycHeader(
    MagicNumber Magic, int Size, uint Flags, uint? SourceModified, uint? SourceSize, ulong? SourceHash)
{
    private const uint HashBasedFlag = 1;
    private const uint CheckSourceFlag = 2;

    /// <summary>Whether the file names its source by hash instead of by time and size (3.7 on).</summary>
    public bool IsHashBased => (Flags & HashBasedFlag) != 0;

    /// <summary>Whether CPython compares the hash with the source before it uses the file.</summary>
    public bool CheckSource => (Flags & CheckSourceFlag) != 0;

    /// <summary>Reads the header at the start of a file.</summary>
    /// <exception cref="UnsupportedPythonVersionException">Another Python wrote the file.</exception>
    /// <exception cref="PycFormatException">The bytes are no .pyc, or end inside the header.</exception>
    internal static PycHeader Read(ReadOnlySpan<byte> file, string? fileName)
    {
        if (file.IsEmpty)
            throw new PycFormatException("the file is empty", 0, fileName);
        if (file.Length < 4 || file[2] != '\r' || file[3] != '\n')
            throw new PycFormatException(ForeignFile.Describe(file), 0, fileName);

        var magic = new MagicNumber(BinaryPrimitives.ReadUInt16LittleEndian(file));
        if (magic.Version is not { } version)
            throw new UnsupportedPythonVersionException(magic, fileName);

        var size = version.IsAtLeast(3, 7) ? 16 : version.IsAtLeast(3, 3) ? 12 : 8;
        if (file.Length < size)
        {
            throw new PycFormatException(
                $"the file ends inside the header: CPython {version} writes {size} bytes, the file has {file.Length}",
                file.Length, fileName);
        }
        if (size < 16)
            return new(magic, size, 0, Field(file, 4), size == 12 ? Field(file, 8) : null, null);

        var flags = Field(file, 4);
        if ((flags & ~(HashBasedFlag | CheckSourceFlag)) != 0 || flags == CheckSourceFlag)
        {
            throw new PycFormatException(
                $"the header has the flags 0x{flags:X}, but only 0, 1 and 3 have a meaning (PEP 552)", 4, fileName);
        }
        return (flags & HashBasedFlag) != 0
            ? new(magic, size, flags, null, null, BinaryPrimitives.ReadUInt64LittleEndian(file[8..]))
            : new(magic, size, flags, Field(file, 8), Field(file, 12), null);
    }

    private static uint Field(ReadOnlySpan<byte> file, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file[offset..]);
}
