using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Pyc.Profiling;

/// <summary>A dump of code, <c>jit-PID.dump</c>: each function with its bytes, its lines and the time from which it was there.</summary>
/// <remarks>
/// <para><c>perf record</c> notes that the process has mapped a file of that name to be executable; that is how <c>perf inject --jit</c> finds it, wherever
/// it lies. It lies in a folder of its own, which <c>perf inject</c> fills with a small ELF file for each function: .NET writes a dump of the same name.</para>
/// <para>Linux: tools/perf/Documentation/jitdump-specification.txt; all numbers are little-endian.</para>
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed class JitDumpFile : IProfilerFile, IDisposable
{
    private const UnixFileMode ForUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file;
    private readonly nint _mapping;
    private long _length;
    private ulong _nextIndex;
    private bool _isClosed;

    /// <summary>Makes the dump of this process.</summary>
    /// <param name="directory">The folder in which it gets a folder of its own.</param>
    /// <exception cref="IOException">It cannot be made, or not be mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written.</exception>
    public JitDumpFile(string directory)
    {
        // Nobody else can know the name, and put something there before.
        var folder = Directory.CreateDirectory(
            System.IO.Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"pycjit-{Environment.ProcessId}-{System.IO.Path.GetRandomFileName()}")),
            ForUser | UnixFileMode.UserExecute);
        Path = System.IO.Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"jit-{Environment.ProcessId}.dump"));
        _file = File.OpenHandle(Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        File.SetUnixFileMode(_file, ForUser);
        Write(JitDumpRecords.Header());
        _mapping = LinuxNative.Map(
            0, (nuint)Environment.SystemPageSize, LinuxNative.ProtectRead | LinuxNative.ProtectExecute, LinuxNative.MapPrivate, _file, 0);
        if (_mapping == LinuxNative.MapFailed)
        {
            var error = LinuxNative.LastError();
            _file.Dispose();
            throw new IOException($"{Path} cannot be mapped as executable, by which perf finds it: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public void Add(nint address, ReadOnlySpan<byte> code, ImmutableArray<CodeSymbol> symbols)
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            using var records = new MemoryStream();
            foreach (var symbol in symbols)
            {
                if (!symbol.Lines.IsEmpty)
                    JitDumpRecords.WriteLines(records, address, symbol);
                JitDumpRecords.WriteCode(records, address, symbol, code.Slice(symbol.Offset, symbol.Length), _nextIndex++);
            }
            Write(records.GetBuffer().AsSpan(0, (int)records.Length));
        }
    }

    /// <summary>Ends the dump. Code that is told of later is not written.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            try
            {
                Write(JitDumpRecords.Close());
            }
            catch (IOException)
            {
                // The record is not needed: the end of the file says the same.
            }
            _ = LinuxNative.Unmap(_mapping, (nuint)Environment.SystemPageSize);
            _file.Dispose();
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _length);
        _length += bytes.Length;
    }
}
