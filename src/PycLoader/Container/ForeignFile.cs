using System.Text.Unicode;

namespace Pyc.Loader;

/// <summary>Guesses what a file is that is no .pyc, so that the message can help.</summary>
internal static class ForeignFile
{
    private const int Looked = 256;

    internal static string Describe(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("PK\x03\x04"u8))
            return "this is a zip archive, not a .pyc file; take the .pyc files out of it first";
        if (file.StartsWith("\u007FELF"u8) || file.StartsWith("MZ"u8))
            return "this is a native program or library, not a .pyc file";
        if (file is [0x1F, 0x8B, ..])
            return "this is a gzip archive, not a .pyc file";
        if (IsText(file))
            return "this is text, not a .pyc file; if it is Python source, compile it with: python -m py_compile FILE";
        return file.Length < 4
            ? $"the file ends inside the magic number: 4 bytes expected, {file.Length} found"
            : "this is not a .pyc file: bytes 2 and 3 must be 0D 0A, but are " + $"{file[2]:X2} {file[3]:X2}";
    }

    private static bool IsText(ReadOnlySpan<byte> file)
    {
        var start = file[..Math.Min(file.Length, Looked)];
        if (start.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
            return false;
        // The cut may go through a character of up to four bytes.
        for (var cut = 0; cut < 4 && cut < start.Length; cut++)
        {
            if (Utf8.IsValid(start[..^cut]))
                return true;
            if (file.Length <= Looked)
                return false;
        }
        return false;
    }
}
