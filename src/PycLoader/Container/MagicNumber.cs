namespace Pyc.Loader;

/// <summary>What the first two bytes of a .pyc say about who wrote it.</summary>
public enum MagicKind
{
    /// <summary>A released CPython that the loader reads: 2.7 and 3.0 to 3.15.</summary>
    Release,

    /// <summary>An alpha, beta or candidate of such a CPython, whose bytecode differs from the release's.</summary>
    PreRelease,

    /// <summary>A CPython before 2.7.</summary>
    Older,

    /// <summary>A CPython after 3.15.</summary>
    Newer,

    /// <summary>PyPy, Jython, Pyston, GraalPy: not CPython's bytecode.</summary>
    OtherImplementation,

    /// <summary>A number that no known Python writes.</summary>
    Unknown,
}

/// <summary>The magic number of a .pyc file: its first two bytes, little-endian.</summary>
/// <param name="Value">The number, 0 to 65535.</param>
/// <remarks>CPython: <c>Include/internal/pycore_magic_number.h</c>, tag v3.14.0; before, <c>Python/import.c</c>.</remarks>
public readonly record struct MagicNumber(int Value)
{
    /// <summary>What kind of Python writes it.</summary>
    public MagicKind Kind => Row.Kind;

    /// <summary>The series whose bytecode it is; <see langword="null"/> unless <see cref="Kind"/> is Release.</summary>
    public PythonVersion? Version => Row.Kind == MagicKind.Release ? Row.Nearest : null;

    /// <summary>The supported series nearest to it; the series itself where it is supported.</summary>
    public PythonVersion NearestVersion => Row.Nearest;

    /// <summary>Who writes it: "CPython 3.11", "a pre-release of CPython 3.11 (3.11a4)", "PyPy 3".</summary>
    public string Writer => Row.Writer;

    private MagicNumberRow Row => MagicNumberTable.Find(Value);

    /// <summary>The number.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
