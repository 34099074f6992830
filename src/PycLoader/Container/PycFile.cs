using System.Runtime.InteropServices;

namespace Pyc.Loader;

/// <summary>A .pyc file: its header and the code object of the module.</summary>
/// <remarks>
/// Files of CPython 2.7 and 3.0 to 3.15, with -O and -OO, .pyo, hash-based ones included. A file may be hostile: reading one
/// returns or throws, in time and memory proportional to its size.
/// </remarks>
public sealed class PycFile
{
    /// <summary>Larger files are refused, 256 MiB; the largest module of a standard library has half a megabyte.</summary>
    public const int MaximumSize = 256 << 20;

    private PycFile(PycHeader header, CodeObject code, PythonVersion version, string? fileName)
    {
        Header = header;
        Code = code;
        Version = version;
        FileName = fileName;
    }

    /// <summary>The CPython series that wrote the file.</summary>
    public PythonVersion Version { get; }

    /// <summary>The magic number.</summary>
    public MagicNumber Magic => Header.Magic;

    /// <summary>The header.</summary>
    public PycHeader Header { get; }

    /// <summary>The code object of the module.</summary>
    public CodeObject Code { get; }

    /// <summary>The .pyc file, as the caller named it; <see langword="null"/> when it has no name.</summary>
    public string? FileName { get; }

    /// <summary>Reads a .pyc file.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The file could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="UnsupportedPythonVersionException">Another Python than CPython 2.7 or 3.0 to 3.15 wrote it.</exception>
    /// <exception cref="PycFormatException">It is not a .pyc file, or is damaged, or is a folder.</exception>
    public static PycFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new PycFormatException("this is a folder; name a .pyc file in it", fileName: path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return Read(stream, path);
    }

    /// <summary>Reads a .pyc file from a stream, from where it stands to its end.</summary>
    /// <param name="stream">The stream, seekable or not; it stays open.</param>
    /// <param name="name">The name of the file, for messages and <see cref="FileName"/>.</param>
    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, string?)" path="/exception"/>
    public static PycFile Read(Stream stream, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(BoundedStream.ReadToEnd(stream, MaximumSize, name), name);
    }

    /// <summary>Reads a .pyc file from memory.</summary>
    /// <param name="data">The whole file; what is kept of it is copied.</param>
    /// <param name="name">The name of the file, for messages and <see cref="FileName"/>.</param>
    /// <exception cref="UnsupportedPythonVersionException">Another Python than CPython 2.7 or 3.0 to 3.15 wrote it.</exception>
    /// <exception cref="PycFormatException">It is not a .pyc file, or is damaged.</exception>
    public static PycFile Read(ReadOnlyMemory<byte> data, string? name = null)
    {
        if (data.Length > MaximumSize)
            throw BoundedStream.TooLarge(MaximumSize, name);

        var header = PycHeader.Read(data.Span, name);
        var version = header.Magic.NearestVersion;
        var reader = new MarshalReader(data.Span, header.Size, version, name);
        var top = reader.ReadObject("the code object of the module");
        if (top is not CodeObject code)
            throw new PycFormatException($"the file must hold a code object, but holds {top.KindName}", header.Size, name);
        // CPython does not look behind it. No compiler leaves anything there, so that it is damage or a disguise.
        if (reader.Remaining > 0)
        {
            throw new PycFormatException(
                $"{reader.Remaining} bytes follow the code object, where the file should end", reader.Position, name);
        }
        return new PycFile(header, code, version, name);
    }

    /// <summary>The code object of the module and those among the constants of each, a parent before its children.</summary>
    /// <remarks>
    /// Each object comes once. Files of CPython name a code object in one place only; a hostile file may name it in many, with
    /// more paths to it than could ever be walked.
    /// </remarks>
    public IEnumerable<CodeObject> CodeObjects()
    {
        var seen = new HashSet<CodeObject>(ReferenceEqualityComparer.Instance);
        // Arrays of constants can be shared too, and one that was walked has nothing new.
        var walked = new HashSet<Constant[]>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(Constant[] Constants, int Next)>();

        seen.Add(Code);
        yield return Code;
        Open(Code);
        while (open.TryPop(out var place))
        {
            var at = place.Next;
            while (at < place.Constants.Length && !(place.Constants[at] is CodeObject candidate && seen.Add(candidate)))
                at++;
            if (at == place.Constants.Length)
                continue;
            var code = (CodeObject)place.Constants[at];
            open.Push((place.Constants, at + 1));
            yield return code;
            Open(code);
        }

        void Open(CodeObject code)
        {
            if (ImmutableCollectionsMarshal.AsArray(code.Constants) is { Length: > 0 } constants && walked.Add(constants))
                open.Push((constants, 0));
        }
    }
}
