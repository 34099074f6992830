using Pyc.Fuzz.Format;
using Pyc.Loader;

namespace Pyc.Fuzz.Code;

/// <summary>A code object of a tree by the names of its fields.</summary>
public sealed class CodeEditor(MarshalNode node, PythonVersion version)
{
    private readonly CodeLayout _layout = CodeLayout.For(version);

    /// <summary>The object.</summary>
    public MarshalNode Node => node;

    /// <summary>Its version.</summary>
    public PythonVersion Version => version;

    /// <summary>Whether the version has such a field.</summary>
    public bool Has(string field) => _layout.PlaceOf(field) >= 0;

    /// <summary>A field, by its name without <c>co_</c>.</summary>
    public MarshalNode this[string field]
    {
        get => Followed(node.Items[_layout.PlaceOf(field)]);
        set => node.Items[_layout.PlaceOf(field)] = value;
    }

    /// <summary>A field that is a number.</summary>
    public int Number(string field) => this[field].Payload is { Length: 4 } bytes ? BitConverter.ToInt32(bytes) : 0;

    /// <summary>Sets a field that is a number.</summary>
    public void SetNumber(string field, int value) => this[field] = MarshalNode.Number(value);

    /// <summary>The bytes of a field that is a byte string.</summary>
    public byte[] BytesOf(string field) => Has(field) && this[field] is { Type: (byte)'s' or (byte)'t' } bytes ? bytes.Payload : [];

    /// <summary>The tuple of constants, made the code's own if it was shared.</summary>
    public List<MarshalNode> Constants => Own("consts");

    /// <summary>The tuple of names, made the code's own if it was shared.</summary>
    public List<MarshalNode> Names => Own("names");

    /// <summary>Names of the local variables, and of cells and free variables behind them from 3.11 on.</summary>
    public IReadOnlyList<MarshalNode> Variables => this[VariablesField].Items;

    private string VariablesField => version.IsAtLeast(3, 11) ? "localsplusnames" : "varnames";

    /// <summary>How many local variables it has.</summary>
    public int LocalCount => version.IsAtLeast(3, 11) ? BytesOf("localspluskinds").Count(kind => (kind & 0x20) != 0) : Variables.Count;

    /// <summary>Adds a local variable, unless that would move cells.</summary>
    public void TryAddLocal()
    {
        var name = MarshalNode.Text($"v{Variables.Count}", version.Major);
        if (version.IsAtLeast(3, 11))
        {
            var kinds = BytesOf("localspluskinds");
            if (kinds.Any(kind => (kind & 0x20) == 0))
                return;
            Own(VariablesField).Add(name);
            this["localspluskinds"] = MarshalNode.Bytes([.. kinds, 0x20]);
        }
        else if (this["cellvars"].Items.Count == 0 && this["freevars"].Items.Count == 0)
        {
            Own(VariablesField).Add(name);
            SetNumber("nlocals", Variables.Count);
        }
    }

    /// <summary>The index of a constant, which is added.</summary>
    public int AddConstant(MarshalNode constant)
    {
        Constants.Add(constant);
        return Constants.Count - 1;
    }

    /// <summary>The index of a name, which is added if it is new.</summary>
    public int AddName(string name)
    {
        var found = Names.FindIndex(known => Followed(known).AsText() == name);
        if (found >= 0)
            return found;
        Names.Add(MarshalNode.Text(name, version.Major));
        return Names.Count - 1;
    }

    /// <summary>Its instructions.</summary>
    /// <param name="depthAt">The depth of the stack by offset, if that is known.</param>
    public InstructionList Instructions(IReadOnlyDictionary<int, int>? depthAt = null) =>
        InstructionList.Read(version, BytesOf("code"), BytesOf("exceptiontable"), depthAt);

    /// <summary>Gives it other instructions.</summary>
    public void SetInstructions(InstructionList instructions)
    {
        var (code, exceptions) = instructions.Write();
        this["code"] = MarshalNode.Bytes(code);
        if (Has("exceptiontable"))
            this["exceptiontable"] = MarshalNode.Bytes(exceptions);
    }

    /// <summary>What a reference refers to, and all else itself.</summary>
    public static MarshalNode Followed(MarshalNode node) => node.IsReference && node.Target is not null ? node.Target : node;

    private List<MarshalNode> Own(string field)
    {
        var place = _layout.PlaceOf(field);
        var tuple = node.Items[place];
        if (tuple.IsReference && tuple.Target is { } shared)
            node.Items[place] = tuple = new MarshalNode((byte)'(') { Items = [.. shared.Items.Select(item => item.IsFlagged ? new MarshalNode((byte)'r') { Target = item } : item.Copy())] };
        if (tuple.Type == (byte)')')
            tuple.Type = (byte)'(';
        return tuple.Items;
    }
}
