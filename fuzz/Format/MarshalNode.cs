namespace Pyc.Fuzz.Format;

/// <summary>One object of a marshalled file, as it is written: what can be changed of it is a field.</summary>
/// <remarks>A tree of these says what the bytes are, not what they mean: any field may contradict any other.</remarks>
public sealed class MarshalNode(byte type)
{
    /// <summary>The type code without the flag of references; <see cref="BareInt32"/> for a number of a code object, which has none.</summary>
    public byte Type { get; set; } = type;

    /// <summary>Stands for the numbers of a code object: four bytes without a type code.</summary>
    public const byte BareInt32 = 0;

    /// <summary>Whether the flag is set that enters it into the list of references.</summary>
    public bool IsFlagged { get; set; }

    /// <summary>What follows the type code, and the size where it has one.</summary>
    public byte[] Payload { get; set; } = [];

    /// <summary>The size, count or index that is written; null: the true one.</summary>
    public int? Claimed { get; set; }

    /// <summary>The objects in it: items, keys and values, or the fields of a code object.</summary>
    public List<MarshalNode> Items { get; set; } = [];

    /// <summary>What a reference refers to.</summary>
    public MarshalNode? Target { get; set; }

    /// <summary>Whether it is a code object.</summary>
    public bool IsCode => Type == (byte)'c';

    /// <summary>Whether it refers to another object.</summary>
    public bool IsReference => Type is (byte)'r' or (byte)'R';

    /// <summary>Itself and all objects in it, an object before those in it.</summary>
    public IEnumerable<MarshalNode> All()
    {
        var open = new Stack<MarshalNode>();
        open.Push(this);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Items.Count - 1; i >= 0; i--)
                open.Push(node.Items[i]);
        }
    }

    /// <summary>A copy of the whole tree, whose references are to objects of the copy.</summary>
    public MarshalNode Copy()
    {
        var copies = new Dictionary<MarshalNode, MarshalNode>(ReferenceEqualityComparer.Instance);
        var copy = Copy(copies);
        foreach (var node in copies.Values)
        {
            if (node.Target is not null && copies.TryGetValue(node.Target, out var target))
                node.Target = target;
        }
        return copy;
    }

    private MarshalNode Copy(Dictionary<MarshalNode, MarshalNode> copies)
    {
        var copy = new MarshalNode(Type) { IsFlagged = IsFlagged, Payload = Payload, Claimed = Claimed, Target = Target };
        copies[this] = copy;
        copy.Items = new List<MarshalNode>(Items.Count);
        foreach (var item in Items)
            copy.Items.Add(item.Copy(copies));
        return copy;
    }

    /// <summary>A number of a code object.</summary>
    public static MarshalNode Number(int value) => new(BareInt32) { Payload = BitConverter.GetBytes(value) };

    /// <summary>A byte string.</summary>
    public static MarshalNode Bytes(ReadOnlySpan<byte> value) => new((byte)'s') { Payload = value.ToArray() };

    /// <summary>An int of 32 bits.</summary>
    public static MarshalNode Int(int value) => new((byte)'i') { Payload = BitConverter.GetBytes(value) };

    /// <summary>None.</summary>
    public static MarshalNode None() => new((byte)'N');

    /// <summary>A tuple.</summary>
    public static MarshalNode Tuple(params IEnumerable<MarshalNode> items) => new((byte)'(') { Items = [.. items] };

    /// <summary>A name, in the type that the version has for it.</summary>
    public static MarshalNode Text(string text, int major) =>
        new(major == 2 ? (byte)'s' : (byte)'u') { Payload = System.Text.Encoding.UTF8.GetBytes(text) };

    /// <summary>The text of a name; null where it is none, or a reference.</summary>
    public string? AsText() => Type is (byte)'s' or (byte)'u' or (byte)'t' or (byte)'a' or (byte)'A' or (byte)'z' or (byte)'Z'
        ? System.Text.Encoding.UTF8.GetString(Payload)
        : null;
}
