namespace Pyc.Loader;

/// <summary>The bytes are not a .pyc file of a known CPython, or are damaged.</summary>
public class PycFormatException : PycJitException
{
    /// <summary>Says what is wrong and where.</summary>
    /// <param name="message">What is wrong, and what to do about it.</param>
    /// <param name="offset">Position in the file in bytes, or −1 when the fault has no single place.</param>
    /// <param name="fileName">The .pyc file, where it came from one.</param>
    public PycFormatException(string message, long offset = -1, string? fileName = null)
        : base(Compose(message, offset, fileName))
    {
        Offset = offset;
        FileName = fileName;
        Problem = message;
    }

    /// <summary>Position in the file in bytes, or −1 when the fault has no single place.</summary>
    public long Offset { get; }

    /// <summary>The .pyc file, or <see langword="null"/> when it was read from memory.</summary>
    public string? FileName { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    private static string Compose(string message, long offset, string? fileName)
    {
        var place = offset < 0 ? "" : $"at byte {offset}: ";
        return fileName is null ? place + message : $"{fileName}: {place}{message}";
    }
}
