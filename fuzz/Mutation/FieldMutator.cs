using Pyc.Fuzz.Code;
using Pyc.Fuzz.Format;

namespace Pyc.Fuzz.Mutation;

/// <summary>Changes the fields of a code object: counts, flags, names, constants, tables.</summary>
public sealed class FieldMutator(Dice dice)
{
    private static readonly int[] s_flags = [1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 0x4000000, 0x8000000, 0x10000];
    private static readonly byte[] s_kinds = [0x20, 0x40, 0x80, 0x60, 0x26, 0x10, 0x30, 0, 0xFF];

    /// <summary>Changes a field, in place.</summary>
    public void Mutate(CodeEditor code)
    {
        switch (dice.Next(11))
        {
            case 0:
                ChangeNumber(code);
                break;
            case 1:
                code.SetNumber("flags", code.Number("flags") ^ dice.Of(s_flags));
                break;
            case 2:
                ChangeVariables(code);
                break;
            case 3:
                ChangeNames(code.Names);
                break;
            case 4:
                ChangeConstants(code);
                break;
            case 5:
                ChangeBytes(code, code.Has("exceptiontable") ? "exceptiontable" : "lnotab");
                break;
            case 6:
                ChangeBytes(code, code.Version.IsAtLeast(3, 10) ? "linetable" : "lnotab");
                break;
            case 7:
                code.SetNumber("firstlineno", dice.Nasty());
                break;
            case 8 when code.Has("freevars"):
                code[dice.OneIn(2) ? "freevars" : "cellvars"].Items.Add(dice.OneIn(2) && code.Variables.Count > 0
                    ? CodeEditor.Followed(dice.Of(code.Variables)).Copy()
                    : MarshalNode.Text("cell", code.Version.Major));
                break;
            case 9:
                // A code object among its own constants, which it can only be as a reference to something unfinished.
                code.Node.IsFlagged = true;
                code.Constants.Add(new MarshalNode((byte)'r') { Target = code.Node });
                break;
            default:
                code["name"] = NastyConstants.Next(dice, code.Version);
                break;
        }
    }

    private void ChangeNumber(CodeEditor code)
    {
        string[] fields = ["argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags"];
        var field = dice.Of(fields);
        if (code.Has(field))
            code.SetNumber(field, dice.OneIn(3) ? dice.Nasty() : code.Number(field) + dice.Next(-2, 3));
    }

    private void ChangeVariables(CodeEditor code)
    {
        if (dice.OneIn(3))
            code.TryAddLocal();
        else if (code.Version.IsAtLeast(3, 11) && code.BytesOf("localspluskinds") is { Length: > 0 } kinds)
        {
            kinds = [.. kinds];
            kinds[dice.Next(kinds.Length)] = dice.Of(s_kinds);
            code["localspluskinds"] = MarshalNode.Bytes(kinds);
        }
        else if (code.Has("varnames"))
        {
            ChangeNames(code["varnames"].Items);
            if (!dice.OneIn(3))
                code.SetNumber("nlocals", code["varnames"].Items.Count);
        }
    }

    private void ChangeNames(List<MarshalNode> names)
    {
        switch (dice.Next(5))
        {
            case 0 when names.Count > 0:
                names.Add(CodeEditor.Followed(dice.Of(names)).Copy());
                break;
            case 1 when names.Count > 0:
                names.RemoveAt(dice.Next(names.Count));
                break;
            case 2 when names.Count > 0:
                names[dice.Next(names.Count)] = MarshalNode.Int(1);
                break;
            case 3 when names.Count > 0:
                names[dice.Next(names.Count)] = new MarshalNode((byte)'u') { Payload = [0xED, 0xB2, 0x80] };
                break;
            default:
                names.Add(new MarshalNode((byte)'u') { Payload = [.. "__class__"u8] });
                break;
        }
    }

    private void ChangeConstants(CodeEditor code)
    {
        var constants = code.Constants;
        if (constants.Count == 0 || dice.OneIn(8))
            constants.Add(NastyConstants.Next(dice, code.Version));
        else if (dice.OneIn(8))
            constants.RemoveAt(dice.Next(constants.Count));
        else if (dice.Of(constants) is { IsCode: false } constant)
            constants[constants.IndexOf(constant)] = NastyConstants.Next(dice, code.Version);
    }

    private void ChangeBytes(CodeEditor code, string field)
    {
        if (!code.Has(field))
            return;
        var bytes = new List<byte>(code.BytesOf(field));
        for (var rounds = dice.Next(1, 4); rounds > 0; rounds--)
        {
            var at = dice.Next(bytes.Count + 1);
            if (at == bytes.Count || dice.OneIn(3))
                bytes.Insert(at, (byte)dice.Next(256));
            else if (dice.OneIn(3))
                bytes.RemoveAt(at);
            else
                bytes[at] = (byte)(dice.OneIn(2) ? dice.Next(256) : bytes[at] ^ 1 << dice.Next(8));
        }
        code[field] = MarshalNode.Bytes([.. bytes]);
    }
}
