using System.Collections.Immutable;

namespace Pyc.Profiling;

/// <summary>A file that tells profilers about code.</summary>
internal interface IProfilerFile
{
    /// <summary>Where it is.</summary>
    string Path { get; }

    /// <summary>Tells of code before it runs. Any number of threads may do so at once.</summary>
    /// <param name="address">Where it runs.</param>
    /// <param name="code">The code.</param>
    /// <param name="symbols">The functions in it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be.</exception>
    void Add(nint address, ReadOnlySpan<byte> code, ImmutableArray<CodeSymbol> symbols);
}
