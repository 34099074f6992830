using Pyc.Loader;

namespace Pyc.Fuzz.Format;

/// <summary>A .pyc file as a tree: its header, and the objects behind it.</summary>
/// <param name="Version">The version whose layout it has.</param>
/// <param name="Header">The bytes before the first object.</param>
/// <param name="Root">The first object, mostly the code of the module.</param>
public sealed record MarshalTree(PythonVersion Version, byte[] Header, MarshalNode Root)
{
    /// <summary>Bytes of the header of a version.</summary>
    public static int HeaderSize(PythonVersion version) => version.IsAtLeast(3, 7) ? 16 : version.IsAtLeast(3, 3) ? 12 : 8;

    /// <summary>Reads a file that is well formed; false for all others.</summary>
    public static bool TryRead(byte[] file, out MarshalTree tree)
    {
        tree = null!;                                       // who gets false does not use it
        if (file.Length < 8 || new MagicNumber(BitConverter.ToUInt16(file)).Version is not { } version || file.Length < HeaderSize(version))
            return false;
        try
        {
            var size = HeaderSize(version);
            var reader = new MarshalTreeReader(file, size, version);
            var root = reader.Read();
            if (!reader.AtEnd)
                return false;
            tree = new MarshalTree(version, file[..size], root);
            return true;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>The bytes of it.</summary>
    public byte[] ToBytes() => new MarshalTreeWriter(Version).Write(Header, Root);

    /// <summary>A copy that shares nothing that can be changed.</summary>
    public MarshalTree Copy() => this with { Header = [.. Header], Root = Root.Copy() };

    /// <summary>The code objects in it.</summary>
    public List<MarshalNode> Codes()
    {
        var count = CodeLayout.For(Version).Fields.Length;
        return [.. Root.All().Where(node => node.IsCode && node.Items.Count == count)];
    }
}

/// <summary>Reads the bytes of a well-formed file into a tree.</summary>
internal sealed class MarshalTreeReader(byte[] file, int position, PythonVersion version)
{
    private const int Deepest = 200;
    private readonly List<MarshalNode> _references = [];
    private readonly CodeLayout _layout = CodeLayout.For(version);
    private int _position = position;
    private int _depth;

    internal bool AtEnd => _position == file.Length;

    internal MarshalNode Read()
    {
        if (++_depth > Deepest)
            throw new FormatException("too deep");
        var code = file[_position++];
        var flagged = version.IsAtLeast(3, 4) && (code & 0x80) != 0;
        var node = new MarshalNode(flagged ? (byte)(code & 0x7F) : code) { IsFlagged = flagged };
        if (MarshalShape.EntersReferences(node, version))
            _references.Add(node);
        switch (MarshalShape.Of(node.Type))
        {
            case MarshalForm.Fixed:
                node.Payload = Take(MarshalShape.FixedSize(node.Type));
                break;
            case MarshalForm.Sized:
                node.Payload = Take(Size());
                break;
            case MarshalForm.ShortSized:
                node.Payload = Take(file[_position++]);
                break;
            case MarshalForm.Digits:
                node.Payload = [.. BitConverter.GetBytes(Size(out var digits)), .. Take(checked(2 * Math.Abs(digits)))];
                break;
            case MarshalForm.TextPair:
                var first = _position;
                _position += 1 + file[_position];
                _position += 1 + file[_position];
                node.Payload = file[first.._position];
                break;
            case MarshalForm.Items:
                ReadItems(node, Size());
                break;
            case MarshalForm.ShortItems:
                ReadItems(node, file[_position++]);
                break;
            case MarshalForm.Slice:
                ReadItems(node, 3);
                break;
            case MarshalForm.Pairs:
                while (file[_position] != (byte)'0')
                    node.Items.Add(Read());
                _position++;
                break;
            case MarshalForm.Code:
                for (var i = 0; i < _layout.Fields.Length; i++)
                    node.Items.Add(_layout.IsNumber(i) ? new MarshalNode(MarshalNode.BareInt32) { Payload = Take(4) } : Read());
                break;
            case MarshalForm.Reference:
                node.Target = _references[Size()];
                break;
            default:
                throw new FormatException("no type code");
        }
        _depth--;
        return node;
    }

    private void ReadItems(MarshalNode node, int count)
    {
        for (var i = 0; i < count; i++)
            node.Items.Add(Read());
    }

    private int Size() => Size(out _);

    private int Size(out int value)
    {
        value = BitConverter.ToInt32(file, _position);
        _position += 4;
        return value;
    }

    private byte[] Take(int count)
    {
        var bytes = file.AsSpan(_position, count).ToArray();
        _position += count;
        return bytes;
    }
}

/// <summary>Writes a tree, whatever its fields say.</summary>
internal sealed class MarshalTreeWriter(PythonVersion version)
{
    private readonly Dictionary<MarshalNode, int> _references = new(ReferenceEqualityComparer.Instance);
    private readonly List<byte> _bytes = [];
    private int _count;

    internal byte[] Write(byte[] header, MarshalNode root)
    {
        _bytes.AddRange(header);
        Write(root);
        return [.. _bytes];
    }

    private void Write(MarshalNode node)
    {
        if (node.Type != MarshalNode.BareInt32)
            _bytes.Add((byte)(node.IsFlagged ? node.Type | 0x80 : node.Type));
        if (MarshalShape.EntersReferences(node, version))
            _references[node] = _count++;
        var form = MarshalShape.Of(node.Type);
        if (form is MarshalForm.Sized)
            WriteInt32(node.Claimed ?? node.Payload.Length);
        else if (form is MarshalForm.ShortSized)
            _bytes.Add((byte)(node.Claimed ?? node.Payload.Length));
        else if (form is MarshalForm.Items)
            WriteInt32(node.Claimed ?? node.Items.Count);
        else if (form is MarshalForm.ShortItems)
            _bytes.Add((byte)(node.Claimed ?? node.Items.Count));
        else if (form is MarshalForm.Reference)
            WriteInt32(node.Claimed ?? (node.Target is not null && _references.TryGetValue(node.Target, out var index) ? index : _count));
        _bytes.AddRange(node.Payload);
        foreach (var item in node.Items)
            Write(item);
        if (form is MarshalForm.Pairs)
            _bytes.Add((byte)'0');
    }

    private void WriteInt32(int value) => _bytes.AddRange(BitConverter.GetBytes(value));
}

/// <summary>What follows a type code.</summary>
internal enum MarshalForm
{
    Fixed,
    Sized,
    ShortSized,
    Digits,
    TextPair,
    Items,
    ShortItems,
    Slice,
    Pairs,
    Code,
    Reference,
    Unknown,
}

/// <summary>The forms of the type codes.</summary>
internal static class MarshalShape
{
    internal static MarshalForm Of(byte type) => type switch
    {
        (byte)'N' or (byte)'T' or (byte)'F' or (byte)'.' or (byte)'S' or (byte)'0' or MarshalNode.BareInt32 => MarshalForm.Fixed,
        (byte)'i' or (byte)'I' or (byte)'g' or (byte)'y' => MarshalForm.Fixed,
        (byte)'s' or (byte)'u' or (byte)'t' or (byte)'a' or (byte)'A' => MarshalForm.Sized,
        (byte)'z' or (byte)'Z' or (byte)'f' => MarshalForm.ShortSized,
        (byte)'l' => MarshalForm.Digits,
        (byte)'x' => MarshalForm.TextPair,
        (byte)'(' or (byte)'[' or (byte)'<' or (byte)'>' => MarshalForm.Items,
        (byte)')' => MarshalForm.ShortItems,
        (byte)':' => MarshalForm.Slice,
        (byte)'{' or (byte)'}' => MarshalForm.Pairs,
        (byte)'c' => MarshalForm.Code,
        (byte)'r' or (byte)'R' => MarshalForm.Reference,
        _ => MarshalForm.Unknown,
    };

    internal static int FixedSize(byte type) => type switch
    {
        MarshalNode.BareInt32 or (byte)'i' => 4,
        (byte)'I' or (byte)'g' => 8,
        (byte)'y' => 16,
        _ => 0,
    };

    internal static bool EntersReferences(MarshalNode node, PythonVersion version) => version.Major == 2
        ? node.Type == (byte)'t'
        : node.IsFlagged && node.Type is not ((byte)'N' or (byte)'T' or (byte)'F' or (byte)'.' or (byte)'S' or (byte)'0' or (byte)'r');
}
