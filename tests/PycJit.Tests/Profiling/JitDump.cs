using System.Text;

namespace Pyc.Tests.Profiling;

/// <summary>A jitdump that is read back, by what tools/perf/Documentation/jitdump-specification.txt says, and with what it demands checked.</summary>
internal sealed class JitDump
{
    /// <summary>A function.</summary>
    internal sealed record Load(int Thread, ulong Address, string Name, byte[] Code, ulong Index, ulong Time, IReadOnlyList<Line> Lines);

    /// <summary>Where a line begins.</summary>
    internal readonly record struct Line(ulong Address, int Number, int Column, string File);

    public List<Load> Functions { get; } = [];

    public bool IsClosed { get; private set; }

    public static JitDump Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new BinaryReader(file);
        Assert.That(Encoding.ASCII.GetString(reader.ReadBytes(4)), Is.EqualTo("DTiJ"), "JiTD, the lowest byte first");
        Assert.That(reader.ReadUInt32(), Is.EqualTo(1), "version");
        Assert.That(reader.ReadUInt32(), Is.EqualTo(40), "size of the header");
        Assert.That(reader.ReadUInt32(), Is.EqualTo(62), "EM_X86_64");
        Assert.That(reader.ReadUInt32(), Is.Zero, "padding");
        Assert.That(reader.ReadInt32(), Is.EqualTo(Environment.ProcessId));
        var time = reader.ReadUInt64();
        Assert.That(reader.ReadUInt64(), Is.Zero, "flags");

        var dump = new JitDump();
        (ulong Address, List<Line> Lines)? debug = null;
        while (file.Position < file.Length)
        {
            Assert.That(dump.IsClosed, Is.False, "nothing stands behind the end");
            var start = file.Position;
            var (id, size, when) = (reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt64());
            Assert.That(when, Is.GreaterThanOrEqualTo(time), "times do not go back");
            time = when;
            switch (id)
            {
                case 0:
                    var load = ReadLoad(reader, when, debug);
                    dump.Functions.Add(load);
                    debug = null;
                    break;
                case 2:
                    Assert.That(debug, Is.Null, "lines stand before their function");
                    debug = ReadLines(reader);
                    break;
                case 3:
                    dump.IsClosed = true;
                    break;
                default:
                    Assert.Fail($"record {id}");
                    break;
            }
            Assert.That(file.Position, Is.EqualTo(start + size), "the size of the record");
        }
        Assert.That(debug, Is.Null, "lines stand before their function");
        return dump;
    }

    private static Load ReadLoad(BinaryReader reader, ulong time, (ulong Address, List<Line> Lines)? debug)
    {
        Assert.That(reader.ReadInt32(), Is.EqualTo(Environment.ProcessId));
        var thread = reader.ReadInt32();
        var address = reader.ReadUInt64();
        Assert.That(reader.ReadUInt64(), Is.EqualTo(address));
        var size = reader.ReadUInt64();
        var index = reader.ReadUInt64();
        var name = ReadText(reader);
        if (debug is { } known)
            Assert.That(known.Address, Is.EqualTo(address), "the lines are those of the function");
        return new Load(thread, address, name, reader.ReadBytes((int)size), index, time, debug?.Lines ?? []);
    }

    private static (ulong Address, List<Line> Lines) ReadLines(BinaryReader reader)
    {
        var address = reader.ReadUInt64();
        var lines = new List<Line>();
        for (var left = reader.ReadUInt64(); left > 0; left--)
            lines.Add(new Line(reader.ReadUInt64(), reader.ReadInt32(), reader.ReadInt32(), ReadText(reader)));
        return (address, lines);
    }

    private static string ReadText(BinaryReader reader)
    {
        var bytes = new List<byte>();
        for (var next = reader.ReadByte(); next != 0; next = reader.ReadByte())
            bytes.Add(next);
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
