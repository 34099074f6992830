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
    private readonly PythonRuntime _runtime;
    private readonly CodeNames _names;
    private readonly Dictionary<string, PyValue> _globals;      // never changed once it is made
    private readonly Dictionary<PyModule, Dictionary<string, PyValue>> _modules = [];
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
        _names = new CodeNames(file);
        Globals = globals;
        _globals = new(globals.Items);
        foreach (var value in _globals.Values)
        {
            if (value.Object is PyModule module && !_modules.ContainsKey(module))
                _modules[module] = new(module.Names.Items);
        }
    }

    private ModuleScope(ModuleScope other, Dictionary<string, PyValue> globals, long generation, ISet<string>? asked)
    {
        (_runtime, _names, _modules, Globals) = (other._runtime, other._names, other._modules, other.Globals);
        (_globals, Generation, _asked) = (globals, generation, asked);
    }

    /// <summary>How often a global was set before.</summary>
    internal long Generation { get; }

    /// <summary>The globals themselves, which Python code may be changing.</summary>
    internal PyNamespace Globals { get; }

    /// <summary>Whether it is code of Python 2.</summary>
    internal bool HasLong => _runtime.Semantics.Numbers.HasLong;

    /// <summary>Whether every power of zero is positive, and an infinite power out of range.</summary>
    internal bool PowersAreFinite => _runtime.Semantics.Numbers.PowersAreFinite;

    /// <summary>How sums of floats are computed.</summary>
    internal FloatSum FloatSum => _runtime.Semantics.Builtins.FloatSum;

    /// <summary>The scope once a global is set.</summary>
    internal ModuleScope With(string name, PyValue value) => new(this, new(_globals) { [name] = value }, Generation + 1, null);

    /// <summary>The same scope, which notes the names that are asked for.</summary>
    internal ModuleScope Noting(ISet<string> names) => new(this, _globals, Generation, names);

    /// <summary>What a global name certainly stands for; nothing where that is not certain, or the name is not bound.</summary>
    internal PyValue Find(string name)
    {
        _asked?.Add(name);
        if (!_names.IsFixedGlobal(name))
            return PyValue.Unbound;
        return FindAsBound(name);
    }

    /// <summary>Why it is not certain what a global name stands for: a clause.</summary>
    internal string WhyUncertain(string name) => _names.WhyNotFixed(name) ?? "nothing binds it";

    /// <summary>What a name stood for when the scope was made; nothing where it was not bound.</summary>
    internal PyValue FindAsBound(string name) =>
        _globals.TryGetValue(name, out var value) && !value.IsUnbound ? value : FindBuiltin(name);

    /// <summary>What a builtin is.</summary>
    internal PyValue FindBuiltin(string name) => _runtime.Builtins[name];

    /// <summary>Whether it is certain what an attribute of a module stands for, one that a global is.</summary>
    /// <param name="module">The module.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="value">What it stands for; nothing where the module does not have it.</param>
    internal bool TryFindAttribute(PyModule module, string name, out PyValue value)
    {
        value = PyValue.Unbound;
        if (!_names.IsFixedAttribute(name) || !_modules.TryGetValue(module, out var names))
            return false;
        // What else a module has, it finds when it is asked.
        return names.TryGetValue(name, out value) || (module.Unknown is null && !name.StartsWith('_'));
    }

    /// <summary>What a class of Python's own has under a name; nothing where it has none.</summary>
    internal PyValue FindMember(PyType type, string name) => type.TryLookup(_runtime, name, out var member) ? member : PyValue.Unbound;

    /// <summary>What <c>float</c> makes of a text; null where Python raises.</summary>
    internal double? ParseFloat(string text)
    {
        try
        {
            return NumberText.TryParseFloat(_runtime, new PyStr(text), out var number) ? number : null;
        }
        catch (PythonError)
        {
            return null;
        }
    }

    /// <summary>Whether a function belongs to the module: its globals are the module's.</summary>
    internal bool Owns(PyFunction function) => function.Globals == Globals;

    /// <summary>Whether code of the module names an attribute or a global.</summary>
    internal bool Reads(string name) => _names.Contains(name);

    /// <summary>Whether a variable of that name is assigned by a function in the one that it belongs to: <c>nonlocal</c>.</summary>
    internal bool IsAssignedFromWithin(string name) => _names.IsAssignedFromWithin(name);

    /// <summary>Whether a function, or one in it, assigns a variable of a function around it.</summary>
    internal bool WritesToFreeVariables(CodeObject code) => code.FreeNames.Any(IsAssignedFromWithin);
}
