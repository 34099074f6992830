using Pyc.Loader;

namespace Pyc;

/// <summary>Loads .pyc files of CPython 2.7 and 3.0 to 3.15 and compiles their functions to native x86-64 code.</summary>
/// <example><code>
/// Func&lt;long, long, long> foo = PycJit.Load("foo.pyc").Get&lt;Func&lt;long, long, long>>("foo");
/// </code></example>
public static class PycJit
{
    /// <summary>Loads a .pyc or .pyo file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to load and compile; <see cref="PycOptions.Default"/> when left out.</param>
    /// <exception cref="PycFormatException">The file is not a .pyc of a known CPython, or is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PythonException">The module's top level, which runs as an import runs it, raises.</exception>
    public static PycModule Load(string path, PycOptions? options = null) => PycModule.Create(PycFile.Read(path), options);

    /// <summary>Loads a .pyc from a stream, from its current position to its end; the stream stays open.</summary>
    /// <inheritdoc cref="Load(string, PycOptions?)"/>
    public static PycModule Load(Stream stream, PycOptions? options = null) => PycModule.Create(PycFile.Read(stream), options);

    /// <summary>Loads a .pyc from memory.</summary>
    /// <inheritdoc cref="Load(string, PycOptions?)"/>
    public static PycModule Load(ReadOnlyMemory<byte> bytes, PycOptions? options = null) =>
        PycModule.Create(PycFile.Read(bytes), options);
}
