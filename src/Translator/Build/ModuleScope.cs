using System.Collections.Frozen;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Build;

/// <summary>What the global names of a module certainly stand for once its top level has run.</summary>
/// <remarks>
/// A global that no function assigns or deletes stays what it is; where code could change globals by other ways than its instructions,
/// none is certain. A builtin is certain where no global has its name. What is certain does not change: it is copied once, so that nobody
/// who compiles waits for Python code that runs meanwhile, and perhaps waits for the compiler in its turn.
/// </remarks>
public sealed class ModuleScope
{
    // With these a module can change its globals without an instruction that says so.
    private static readonly HashSet<string> s_namesThatChangeGlobals =
        ["globals", "exec", "execfile", "eval", "vars", "setattr", "delattr", "__dict__", "__builtins__", "builtins", "__builtin__",
            "modules", "__import__", "import_module"];

    private readonly PythonRuntime _runtime;
    private readonly FrozenDictionary<string, PyValue> _globals;
    private readonly Lazy<HashSet<string>?> _assigned;
    private readonly Lazy<HashSet<string>> _names;
    private readonly Lazy<HashSet<string>> _assignedFromWithin;

    /// <summary>The scope of a module whose top level is not evaluated: only builtins are known.</summary>
    /// <param name="file">The file.</param>
    public ModuleScope(PycFile file)
        : this(file, new PythonRuntime(file.Version), new PyNamespace())
    {
    }

    /// <summary>The scope of a module.</summary>
    /// <param name="file">The file.</param>
    /// <param name="runtime">What the module's code runs in.</param>
    /// <param name="globals">The globals, once the top level has run and before any function does.</param>
    internal ModuleScope(PycFile file, PythonRuntime runtime, PyNamespace globals)
    {
        _runtime = runtime;
        Globals = globals;
        _globals = globals.Items.ToFrozenDictionary(pair => pair.Key, pair => pair.Value);
        // An error is thrown to each caller anew.
        _names = new(() => [.. file.CodeObjects().SelectMany(code => code.Names)], LazyThreadSafetyMode.PublicationOnly);
        _assignedFromWithin = new(() => NamesAssignedFromWithin(file), LazyThreadSafetyMode.PublicationOnly);
        _assigned = new(() => NamesAssignedByFunctions(file), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>What a global name certainly stands for; nothing where that is not certain, or the name is not bound.</summary>
    internal PyValue Find(string name)
    {
        if (_assigned.Value is not { } assigned || assigned.Contains(name))
            return PyValue.Unbound;
        return _globals.TryGetValue(name, out var value) && !value.IsUnbound ? value : _runtime.Builtins[name];
    }

    /// <summary>The globals themselves.</summary>
    internal PyNamespace Globals { get; }

    /// <summary>Whether a function belongs to the module: its globals are the module's.</summary>
    internal bool Owns(PyFunction function) => function.Globals == Globals;

    /// <summary>Whether code of the module names an attribute or a global.</summary>
    internal bool Reads(string name) => _names.Value.Contains(name);

    /// <summary>Whether a variable of that name is assigned by a function in the one that it belongs to: <c>nonlocal</c>.</summary>
    internal bool IsAssignedFromWithin(string name) => _assignedFromWithin.Value.Contains(name);

    /// <summary>Whether a function, or one in it, assigns a variable of a function around it.</summary>
    internal bool WritesToFreeVariables(CodeObject code) => code.FreeNames.Any(IsAssignedFromWithin);

    private static HashSet<string> NamesAssignedFromWithin(PycFile file)
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

    private static HashSet<string>? NamesAssignedByFunctions(PycFile file)
    {
        var names = new HashSet<string>();
        foreach (var code in file.CodeObjects())
        {
            if (code.Names.Any(s_namesThatChangeGlobals.Contains))
                return null;
            if (code == file.Code)
                continue;
            foreach (var instruction in RawDecoder.Decode(code))
            {
                if (instruction.Opcode.Name is "STORE_GLOBAL" or "DELETE_GLOBAL" && instruction.Argument < code.Names.Length)
                    names.Add(code.Names[instruction.Argument]);
                else if (instruction.Opcode.Name == "EXEC_STMT")
                    return null;
            }
        }
        return names;
    }
}
