using System.Collections.Immutable;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Build;

/// <summary>What the global names of a module certainly stand for once its top level has run.</summary>
/// <remarks>
/// A global that no function assigns or deletes stays what it is; where code could change globals by other ways than its instructions,
/// none is certain. A builtin is certain where no global has its name. A scope never changes: globals are copied once, so that nobody
/// who compiles waits for Python code that runs meanwhile, and perhaps waits for the compiler in its turn. Where the host sets a global,
/// there is a new scope, of a later generation.
/// </remarks>
public sealed class ModuleScope
{
    // With these a module can change its globals without an instruction that says so.
    private static readonly HashSet<string> s_namesThatChangeGlobals =
        ["globals", "exec", "execfile", "eval", "vars", "setattr", "delattr", "__dict__", "__builtins__", "builtins", "__builtin__",
            "modules", "__import__", "import_module"];

    private readonly PythonRuntime _runtime;
    private readonly ImmutableDictionary<string, PyValue> _globals;
    private readonly Lazy<HashSet<string>?> _assigned;
    private readonly ISet<string>? _asked;

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
        _globals = globals.Items.ToImmutableDictionary(pair => pair.Key, pair => pair.Value);
        // An error is thrown to each caller anew.
        _assigned = new(() => NamesAssignedByFunctions(file), LazyThreadSafetyMode.PublicationOnly);
    }

    private ModuleScope(ModuleScope other, ImmutableDictionary<string, PyValue> globals, long generation, ISet<string>? asked)
    {
        (_runtime, _assigned) = (other._runtime, other._assigned);
        (_globals, Generation, _asked) = (globals, generation, asked);
    }

    /// <summary>How often a global was set before.</summary>
    internal long Generation { get; }

    /// <summary>The scope once a global is set.</summary>
    internal ModuleScope With(string name, PyValue value) => new(this, _globals.SetItem(name, value), Generation + 1, null);

    /// <summary>The same scope, which notes the names that are asked for.</summary>
    internal ModuleScope Noting(ISet<string> names) => new(this, _globals, Generation, names);

    /// <summary>What a global name certainly stands for; nothing where that is not certain, or the name is not bound.</summary>
    internal PyValue Find(string name)
    {
        _asked?.Add(name);
        if (_assigned.Value is not { } assigned || assigned.Contains(name))
            return PyValue.Unbound;
        return FindAsBound(name);
    }

    /// <summary>What a name stood for when the scope was made; nothing where it was not bound.</summary>
    internal PyValue FindAsBound(string name) =>
        _globals.TryGetValue(name, out var value) && !value.IsUnbound ? value : _runtime.Builtins[name];

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
