namespace Pyc.Loader;

/// <summary>The file is a .pyc, but not of a released CPython 2.7 or 3.0 to 3.15.</summary>
public sealed class UnsupportedPythonVersionException : PycFormatException
{
    /// <summary>Says who wrote the file and what to do.</summary>
    /// <param name="magicNumber">The magic number that the file starts with.</param>
    /// <param name="fileName">The .pyc file, where it came from one.</param>
    public UnsupportedPythonVersionException(MagicNumber magicNumber, string? fileName = null)
        : base(Describe(magicNumber), offset: 0, fileName) => MagicNumber = magicNumber;

    /// <summary>The magic number that the file starts with.</summary>
    public MagicNumber MagicNumber { get; }

    /// <summary>The supported CPython nearest to the one that wrote the file.</summary>
    public PythonVersion NearestVersion => MagicNumber.NearestVersion;

    private static string Describe(MagicNumber magic)
    {
        var who = magic.Kind == MagicKind.Unknown
            ? $"magic number {magic} is not one of a known Python."
            : $"magic number {magic} is that of {magic.Writer}, which is not supported.";
        return $"{who} The nearest supported version is CPython {magic.NearestVersion}. "
            + "Recompile the source with a released CPython 2.7 or 3.0 to 3.15.";
    }
}
