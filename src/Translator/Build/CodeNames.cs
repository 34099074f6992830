using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>What the code of a file says about names: which globals, attributes and variables of enclosing functions its functions change.</summary>
internal sealed class CodeNames
{
    // With these a module can change its globals without an instruction that says so.
    private static readonly HashSet<string> s_namesThatChangeGlobals =
        ["globals", "exec", "execfile", "eval", "vars", "setattr", "delattr", "__dict__", "__builtins__", "builtins", "__builtin__",
            "modules", "__import__", "import_module", "__defaults__", "__kwdefaults__", "__code__", "func_defaults", "func_code"];

    // With these it can change attributes of modules besides.
    private static readonly HashSet<string> s_namesThatChangeAttributes = ["__setattr__", "__delattr__"];

    private readonly Lazy<HashSet<string>> _all;
    private readonly Lazy<HashSet<string>> _assignedFromWithin;
    private readonly Lazy<AssignedNames?> _assigned;

    /// <summary>The names of a file, which is looked through when one is asked for.</summary>
    public CodeNames(PycFile file)
    {
        // An error is thrown to each caller anew.
        _all = new(() => [.. file.CodeObjects().SelectMany(code => code.Names)], LazyThreadSafetyMode.PublicationOnly);
        _assignedFromWithin = new(() => FindAssignedFromWithin(file), LazyThreadSafetyMode.PublicationOnly);
        _assigned = new(() => FindAssigned(file), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Whether a global stays what it is once the top level has run.</summary>
    public bool IsFixedGlobal(string name) => _assigned.Value is { } assigned && !assigned.Globals.Contains(name);

    /// <summary>Why a global may not stay what it is: a clause; null where it stays.</summary>
    public string? WhyNotFixed(string name) => _assigned.Value is not { } assigned ? "the module has globals, exec or the like, by which any name can change"
        : assigned.Globals.Contains(name) ? "functions of the module assign it" : null;

    /// <summary>Whether attributes of that name stay what they are, of whatever object.</summary>
    public bool IsFixedAttribute(string name) => _assigned.Value is { Attributes: { } changed } && !changed.Contains(name);

    /// <summary>Whether code names a global or an attribute.</summary>
    public bool Contains(string name) => _all.Value.Contains(name);

    /// <summary>Whether a variable of that name is assigned by a function in the one that it belongs to: <c>nonlocal</c>.</summary>
    public bool IsAssignedFromWithin(string name) => _assignedFromWithin.Value.Contains(name);

    private static HashSet<string> FindAssignedFromWithin(PycFile file)
    {
        var names = new HashSet<string>();
        foreach (var code in file.CodeObjects().Where(code => code.FreeNames.Length > 0))
        {
            var bytecode = BytecodeDecoder.Decode(code);
            var free = bytecode.SlotNames.Length - code.FreeNames.Length;
            names.UnionWith(bytecode.Instructions
                .Where(instruction => instruction.Op is BytecodeOp.StoreDeref or BytecodeOp.DeleteDeref && instruction.Argument >= free)
                .Select(instruction => bytecode.SlotNames[instruction.Argument]));
        }
        return names;
    }

    private static AssignedNames? FindAssigned(PycFile file)
    {
        var (names, attributes) = (new HashSet<string>(), (HashSet<string>?)[]);
        foreach (var code in file.CodeObjects())
        {
            if (code.Names.Any(s_namesThatChangeGlobals.Contains))
                return null;
            if (code.Names.Any(s_namesThatChangeAttributes.Contains))
                attributes = null;
            if (code == file.Code)
                continue;
            foreach (var instruction in RawDecoder.Decode(code))
            {
                if (instruction.Opcode.Name is "STORE_GLOBAL" or "DELETE_GLOBAL" && instruction.Argument < code.Names.Length)
                    names.Add(code.Names[instruction.Argument]);
                else if (instruction.Opcode.Name is "STORE_ATTR" or "DELETE_ATTR" && instruction.Argument < code.Names.Length)
                    attributes?.Add(code.Names[instruction.Argument]);
                else if (instruction.Opcode.Name == "EXEC_STMT")
                    return null;
            }
        }
        return new AssignedNames(names, attributes);
    }

    /// <summary>What functions of the module assign or delete.</summary>
    /// <param name="Globals">Names of globals.</param>
    /// <param name="Attributes">Names of attributes, of whatever object; null where it can be any.</param>
    private sealed record AssignedNames(HashSet<string> Globals, HashSet<string>? Attributes);
}
