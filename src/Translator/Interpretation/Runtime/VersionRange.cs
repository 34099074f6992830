using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Versions of CPython that follow each other, such as those that have a function.</summary>
/// <param name="Since">The first; null for all since 2.7.</param>
/// <param name="Until">The first behind them; null for none.</param>
internal readonly record struct VersionRange(PythonVersion? Since = null, PythonVersion? Until = null)
{
    /// <summary>Whether a version is one of them.</summary>
    public bool Contains(PythonVersion version) => (Since is not { } since || version >= since) && (Until is not { } until || version < until);
}
