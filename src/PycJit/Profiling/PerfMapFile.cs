using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Pyc.Profiling;

/// <summary>The map of a process, <c>perf-PID.map</c>: a line <c>address size name</c> for each function, in hexadecimal.</summary>
/// <remarks>
/// <para>The process has one, for all that make code in it: .NET writes its own methods there if <c>DOTNET_PerfMapEnabled</c> says so. It opens the file
/// when the process starts, from the beginning and not for appending, and writes a line at a time: what somebody else appends, its next lines would
/// overwrite. So its descriptor is made one for appending too (<see cref="Share"/>); then lines of both come one behind the other.</para>
/// <para>Linux: tools/perf/Documentation/jit-interface.txt.</para>
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed class PerfMapFile : IProfilerFile, IDisposable
{
    private const int ReadableByAll = 0b110_100_100;            // as .NET makes it; perf takes it of the user and of root only

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file;
    private readonly StringBuilder _all = new();                // all lines
    private byte[] _last = [];                                  // the last of them, as they were written
    private long _end;                                          // where these end in the file

    /// <summary>Opens the map of this process, or makes it.</summary>
    /// <param name="directory">The folder; <c>perf</c> looks in <c>/tmp</c>.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be made.</exception>
    public PerfMapFile(string directory)
    {
        Directory.CreateDirectory(directory);
        Path = System.IO.Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"perf-{Environment.ProcessId}.map"));
        // Anybody may put something of that name into /tmp: a link is not followed, and a pipe not waited for.
        _file = LinuxNative.Open(
            Path,
            LinuxNative.ReadWrite | LinuxNative.Create | LinuxNative.Append | LinuxNative.NoFollow | LinuxNative.NonBlocking | LinuxNative.CloseOnExec
                | (IsOfAnotherProcess() ? LinuxNative.Truncate : 0),
            ReadableByAll);
        if (_file.IsInvalid)
            throw LinuxNative.LastError();
        Share();
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public void Add(nint address, ReadOnlySpan<byte> code, ImmutableArray<CodeSymbol> symbols)
    {
        var added = new StringBuilder();
        foreach (var symbol in symbols)
            added.Append(CultureInfo.InvariantCulture, $"{address + symbol.Offset:x} {symbol.Length:x} {symbol.Name}\n");
        lock (_lock)
        {
            _all.Append(added);
            if (!HasLast())
            {
                // .NET has begun its map meanwhile, as a diagnostic tool may ask it to at any time.
                Share();
                added = _all;
            }
            _last = Encoding.UTF8.GetBytes(added.ToString());
            // By one write, so that no line of .NET comes between.
            _end = LinuxNative.WriteAll(_file, _last);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Whether what was written last is still there.</summary>
    private bool HasLast()
    {
        var found = new byte[_last.Length];
        return RandomAccess.Read(_file, found, _end - _last.Length) == found.Length && found.AsSpan().SequenceEqual(_last);
    }

    /// <summary>
    /// Whether the file is of a process that had this one's number before, as in a container that starts again: its addresses mean nothing here.
    /// </summary>
    private bool IsOfAnotherProcess()
    {
        using var process = Process.GetCurrentProcess();
        return File.GetLastWriteTimeUtc(Path) is { Year: > 1601 } written && written < process.StartTime.ToUniversalTime();
    }

    /// <summary>Has everyone in this process who writes the file append to it.</summary>
    private void Share()
    {
        var path = TargetOf(_file.DangerousGetHandle().ToString(CultureInfo.InvariantCulture));
        foreach (var link in Directory.EnumerateFiles("/proc/self/fd"))
        {
            var name = System.IO.Path.GetFileName(link);
            if (TargetOf(name) != path)
                continue;
            var descriptor = int.Parse(name, CultureInfo.InvariantCulture);
            var flags = LinuxNative.Control(descriptor, LinuxNative.GetStatusFlags, 0);
            if (flags >= 0 && (flags & LinuxNative.Append) == 0)
                _ = LinuxNative.Control(descriptor, LinuxNative.SetStatusFlags, flags | LinuxNative.Append);   // fails where it has been closed meanwhile
        }
    }

    private static string? TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo("/proc/self/fd/" + descriptor).LinkTarget;
        }
        catch (IOException)
        {
            return null;                // closed since the folder was read
        }
    }
}
