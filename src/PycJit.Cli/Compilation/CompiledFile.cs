using Pyc.Loader;

namespace Pyc.Cli.Compilation;

/// <summary>What became of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Version">The CPython series that compiled it; null where it could not be read.</param>
/// <param name="Functions">All functions in it, in the order of the source.</param>
/// <param name="Problem">Why it could not be read; null where it could.</param>
/// <param name="Time">How long it took, loading included.</param>
internal sealed record CompiledFile(
    string Path, PythonVersion? Version, IReadOnlyList<CompiledFunction> Functions, string? Problem, TimeSpan Time);
