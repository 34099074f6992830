namespace Pyc.Loader;

/// <summary>A CPython release series, such as 3.11; micro releases share one bytecode.</summary>
/// <param name="Major">2 or 3.</param>
/// <param name="Minor">7 for Python 2; 0 to 15 for Python 3.</param>
public readonly record struct PythonVersion(int Major, int Minor) : IComparable<PythonVersion>
{
    /// <inheritdoc/>
    public int CompareTo(PythonVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Whether <paramref name="left"/> was released before <paramref name="right"/>.</summary>
    public static bool operator <(PythonVersion left, PythonVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> was released after <paramref name="right"/>.</summary>
    public static bool operator >(PythonVersion left, PythonVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is <paramref name="right"/> or older.</summary>
    public static bool operator <=(PythonVersion left, PythonVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is <paramref name="right"/> or newer.</summary>
    public static bool operator >=(PythonVersion left, PythonVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Whether this is <c>major.minor</c> or newer.</summary>
    public bool IsAtLeast(int major, int minor) => this >= new PythonVersion(major, minor);

    /// <summary>The series as Python writes it: <c>3.11</c>.</summary>
    public override string ToString() => $"{Major}.{Minor}";
}
