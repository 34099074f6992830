using Pyc.Fuzz.Code;
using Pyc.Fuzz.Format;
using Pyc.Loader;

namespace Pyc.Fuzz.Seeds;

/// <summary>Makes small modules: a top level that defines some functions and does nothing else.</summary>
public static class ModuleMaker
{
    private const int OptimizedFlags = 0x43;                // CO_OPTIMIZED, CO_NEWLOCALS, CO_NOFREE

    /// <summary>A module with these functions.</summary>
    /// <param name="version">The version of all of them.</param>
    /// <param name="header">The header of a file of that version.</param>
    /// <param name="functions">Names and code objects, which are not copied.</param>
    public static MarshalTree Make(PythonVersion version, byte[] header, IEnumerable<(string Name, MarshalNode Code)> functions)
    {
        var code = new CodeEditor(EmptyCode(version, "<module>"), version);
        var body = new InstructionList(version);
        Begin(body);
        foreach (var (name, function) in functions)
        {
            Add("LOAD_CONST", code.AddConstant(function));
            if (version.IsAtLeast(3, 3) && !version.IsAtLeast(3, 11))
                Add("LOAD_CONST", code.AddConstant(MarshalNode.Text(name, 3)));
            Add("MAKE_FUNCTION", 0);
            Add("STORE_NAME", code.AddName(name));
        }
        Add("LOAD_CONST", code.AddConstant(MarshalNode.None()));
        Add("RETURN_VALUE", 0);
        code.SetInstructions(body);
        return new MarshalTree(version, header, code.Node);

        void Add(string name, int argument) => body.Items.Add(new CodeInstruction(body.Names[name], argument));
    }

    /// <summary>A function of some parameters without instructions.</summary>
    public static MarshalNode EmptyFunction(PythonVersion version, string name, params IReadOnlyList<string> parameters)
    {
        var code = new CodeEditor(EmptyCode(version, name), version);
        code.SetNumber("argcount", parameters.Count);
        code.SetNumber("flags", OptimizedFlags);
        var names = MarshalNode.Tuple(parameters.Select(parameter => MarshalNode.Text(parameter, version.Major)));
        if (version.IsAtLeast(3, 11))
        {
            code["localsplusnames"] = names;
            code["localspluskinds"] = MarshalNode.Bytes([.. parameters.Select(_ => (byte)(version.IsAtLeast(3, 14) ? 0x26 : 0x20))]);
        }
        else
        {
            code["varnames"] = names;
            code.SetNumber("nlocals", parameters.Count);
        }
        return code.Node;
    }

    /// <summary>What the code of a function or module begins with.</summary>
    public static void Begin(InstructionList body)
    {
        if (body.Names.Has("RESUME"))
            body.Items.Add(new CodeInstruction(body.Names["RESUME"], 0) { Depth = 0 });
    }

    private static MarshalNode EmptyCode(PythonVersion version, string name)
    {
        var layout = CodeLayout.For(version);
        var node = new MarshalNode((byte)'c');
        for (var i = 0; i < layout.Fields.Length; i++)
        {
            node.Items.Add(layout.Fields[i] switch
            {
                "stacksize" => MarshalNode.Number(8),
                "flags" => MarshalNode.Number(0x40),
                "firstlineno" => MarshalNode.Number(1),
                _ when layout.IsNumber(i) => MarshalNode.Number(0),
                "consts" or "names" or "varnames" or "freevars" or "cellvars" or "localsplusnames" => MarshalNode.Tuple(),
                "filename" => MarshalNode.Text("seed.py", version.Major),
                "name" or "qualname" => MarshalNode.Text(name, version.Major),
                _ => MarshalNode.Bytes([]),
            });
        }
        return node;
    }
}
