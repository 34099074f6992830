using System.Runtime.Versioning;
using System.Text;

namespace Pyc.Profiling;

/// <summary>The records of a <see cref="JitDumpFile"/>.</summary>
/// <remarks>Linux: tools/perf/Documentation/jitdump-specification.txt.</remarks>
[SupportedOSPlatform("linux")]
internal static class JitDumpRecords
{
    internal const uint Magic = 0x4A695444;         // "JiTD", so that a reader of the other byte order sees that it is
    internal const uint Version = 1;
    internal const int HeaderSize = 40;
    internal const int RecordHeaderSize = 16;
    internal const uint ElfMachine = 62;            // EM_X86_64

    internal const uint CodeLoad = 0;
    internal const uint DebugInfo = 2;
    internal const uint CodeClose = 3;

    /// <summary>What the file begins with.</summary>
    public static byte[] Header()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(HeaderSize);
        writer.Write(ElfMachine);
        writer.Write(0);
        writer.Write(Environment.ProcessId);
        writer.Write(LinuxNative.MonotonicNanoseconds);
        writer.Write(0UL);                          // no flags: the times are not those of the processor's counter
        return bytes.ToArray();
    }

    /// <summary>Says that there is no more.</summary>
    public static byte[] Close()
    {
        using var bytes = new MemoryStream();
        Write(bytes, CodeClose, static _ => { });
        return bytes.ToArray();
    }

    /// <summary>The lines of a function, which stand before the function.</summary>
    /// <param name="output">Where they are written to.</param>
    /// <param name="address">Where the code runs that the function is in.</param>
    /// <param name="symbol">The function.</param>
    public static void WriteLines(Stream output, nint address, CodeSymbol symbol) => Write(output, DebugInfo, writer =>
    {
        writer.Write((ulong)(address + symbol.Offset));
        writer.Write((ulong)symbol.Lines.Length);
        foreach (var (offset, file, line) in symbol.Lines)
        {
            writer.Write((ulong)(address + offset));
            writer.Write(line);
            writer.Write(0);                        // no column
            WriteText(writer, file);
        }
    });

    /// <summary>A function.</summary>
    /// <param name="output">Where it is written to.</param>
    /// <param name="address">Where the code runs that the function is in.</param>
    /// <param name="symbol">The function.</param>
    /// <param name="code">Its bytes.</param>
    /// <param name="index">Its number, which no other has.</param>
    public static void WriteCode(Stream output, nint address, CodeSymbol symbol, ReadOnlySpan<byte> code, ulong index)
    {
        var bytes = code.ToArray();
        Write(output, CodeLoad, writer =>
        {
            writer.Write(Environment.ProcessId);
            writer.Write(LinuxNative.ThreadId);
            writer.Write((ulong)(address + symbol.Offset));
            writer.Write((ulong)(address + symbol.Offset));
            writer.Write((ulong)bytes.Length);
            writer.Write(index);
            WriteText(writer, symbol.Name);
            writer.Write(bytes);
        });
    }

    private static void Write(Stream output, uint id, Action<BinaryWriter> writeBody)
    {
        var body = new MemoryStream();
        using var writer = new BinaryWriter(body);
        writeBody(writer);
        using var header = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        header.Write(id);
        header.Write((uint)(RecordHeaderSize + body.Length));
        header.Write(LinuxNative.MonotonicNanoseconds);
        header.Flush();
        body.WriteTo(output);
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write(Encoding.UTF8.GetBytes(text));
        writer.Write((byte)0);
    }
}
