using System.Diagnostics.CodeAnalysis;
using Pyc.Loader;

namespace Pyc;

/// <summary>Loads .pyc files of CPython 2.7 and 3.0 to 3.15 and compiles their functions to native x86-64 code.</summary>
/// <example><code>
/// Func&lt;long, long, long> foo = PycJit.Load("foo.pyc").Get&lt;Func&lt;long, long, long>>("foo");
/// </code></example>
public static class PycJit
{
    /// <summary>Loads a .pyc or .pyo file.</summary>
    /// <param name="path">The file, of at most 256 MiB.</param>
    /// <param name="options">How to load and compile; <see cref="PycOptions.Default"/> when left out.</param>
    /// <param name="cancellationToken">Stops the top level.</param>
    /// <returns>The module, with its top level evaluated. Nothing is compiled yet.</returns>
    /// <exception cref="PycFormatException">
    /// The file is not a .pyc, is damaged, or is too large; an <see cref="UnsupportedPythonVersionException"/> where another Python wrote it.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ExecutionLimitException">The top level does more than <see cref="PycOptions.LoadLimits"/> allows.</exception>
    /// <exception cref="OperationCanceledException">The token has stopped the top level.</exception>
    /// <exception cref="PythonException">The module's top level, which runs as an import runs it, raises.</exception>
    public static PycModule Load(string path, PycOptions? options = null, CancellationToken cancellationToken = default) =>
        PycModule.Create(() => PycFile.Read(path), options, cancellationToken);

    /// <summary>Loads a .pyc from a stream, from its current position to its end; the stream stays open.</summary>
    /// <inheritdoc cref="Load(string, PycOptions?, CancellationToken)"/>
    public static PycModule Load(Stream stream, PycOptions? options = null, CancellationToken cancellationToken = default) =>
        PycModule.Create(() => PycFile.Read(stream), options, cancellationToken);

    /// <summary>Loads a .pyc from memory.</summary>
    /// <inheritdoc cref="Load(string, PycOptions?, CancellationToken)"/>
    public static PycModule Load(ReadOnlyMemory<byte> bytes, PycOptions? options = null, CancellationToken cancellationToken = default) =>
        PycModule.Create(() => PycFile.Read(bytes), options, cancellationToken);

    /// <summary>Loads a .pyc or .pyo file, if that is possible.</summary>
    /// <param name="path">The file.</param>
    /// <param name="module">The module; null where it cannot be loaded.</param>
    /// <param name="error">What <see cref="Load(string, PycOptions?, CancellationToken)"/> would throw; null where the module is loaded.</param>
    /// <param name="options">How to load and compile; <see cref="PycOptions.Default"/> when left out.</param>
    public static bool TryLoad(
        string path, [NotNullWhen(true)] out PycModule? module, [NotNullWhen(false)] out Exception? error, PycOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Try(() => Load(path, options), out module, out error);
    }

    /// <summary>Loads a .pyc from a stream, from its current position to its end, if that is possible; the stream stays open.</summary>
    /// <inheritdoc cref="TryLoad(string, out PycModule?, out Exception?, PycOptions?)"/>
    public static bool TryLoad(
        Stream stream, [NotNullWhen(true)] out PycModule? module, [NotNullWhen(false)] out Exception? error, PycOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Try(() => Load(stream, options), out module, out error);
    }

    /// <summary>Loads a .pyc from memory, if that is possible.</summary>
    /// <inheritdoc cref="TryLoad(string, out PycModule?, out Exception?, PycOptions?)"/>
    public static bool TryLoad(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out PycModule? module, [NotNullWhen(false)] out Exception? error,
        PycOptions? options = null) => Try(() => Load(bytes, options), out module, out error);

    private static bool Try(
        Func<PycModule> load, [NotNullWhen(true)] out PycModule? module, [NotNullWhen(false)] out Exception? error)
    {
        try
        {
            (module, error) = (load(), null);
            return true;
        }
        catch (Exception failure) when (failure is PycJitException or IOException or UnauthorizedAccessException)
        {
            (module, error) = (null, failure);
            return false;
        }
    }
}
