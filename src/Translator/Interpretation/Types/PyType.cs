using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A class: one of Python's own, or one that the module defines.</summary>
internal sealed partial class PyType : PyObject
{
    private const int LongestSearch = 16;

    private readonly Lazy<Dictionary<string, BuiltinRow[]>> _members;   // frozen it would take longer to make than it ever saves

    private readonly bool _isChain;                             // no class on the way to object has two bases
    private HashSet<PyType>? _ancestors;                        // where there are many that make no chain

    private readonly ConcurrentDictionary<PythonVersion, ResolvedMembers> _resolvedByVersion = new();
    private volatile ResolvedMembers? _resolved;

    private PyType(string name, ImmutableArray<PyType> bases, ImmutableArray<PyType> mro, Func<IEnumerable<BuiltinRow>>? members)
    {
        Name = name;
        QualifiedName = name;
        Bases = bases;
        IsBuiltin = members is not null;
        _members = new(() => (members?.Invoke() ?? []).GroupBy(row => row.Name).ToDictionary(rows => rows.Key, rows => rows.ToArray()));
        Mro = [this, .. mro];
        _isChain = bases.IsEmpty || (bases.Length == 1 && bases[0]._isChain);
    }

    /// <summary><c>__name__</c>.</summary>
    public string Name { get; private set; }

    /// <summary><c>__qualname__</c>.</summary>
    public string QualifiedName { get; set; }

    /// <summary><c>__module__</c>.</summary>
    public string Module =>
        Namespace is not null && Namespace.TryGet("__module__", out var module) && module.As<PyStr>() is { } name ? name.Value : "builtins";

    /// <summary>The name with the module before it, except for Python's own classes and those of the main program.</summary>
    /// <remarks>CPython: <c>PyType_GetFullyQualifiedName</c>, the <c>%T</c> of its messages.</remarks>
    public string FullyQualifiedName => Module is "builtins" or "__main__" ? QualifiedName : $"{Module}.{QualifiedName}";

    /// <summary><c>__bases__</c>; empty for <c>object</c> alone.</summary>
    public ImmutableArray<PyType> Bases { get; }

    /// <summary><c>__mro__</c>: the classes that are asked for an attribute, in that order; itself first.</summary>
    public ImmutableArray<PyType> Mro { get; }

    /// <summary>Whether it is one of Python's own classes, which all modules share and nobody can change.</summary>
    public bool IsBuiltin { get; }

    /// <summary>What the body of a class bound; null for Python's own.</summary>
    public PyNamespace? Namespace { get; private init; }

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Type;

    /// <summary>One of Python's own classes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parent">Its base; null for <c>object</c>.</param>
    /// <param name="members">
    /// Its methods, read at the first look-up, so that classes may refer to each other. The row <c>__new__</c> is its constructor, whose
    /// first argument is the class; a row whose first parameter is <c>cls</c> is a class method.
    /// </param>
    public static PyType Builtin(string name, PyType? parent, Func<IEnumerable<BuiltinRow>> members) =>
        new(name, parent is null ? [] : [parent], parent?.Mro ?? [], members);

    /// <summary>A class that a module defines.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bases">Its bases, at least one.</param>
    /// <param name="mro">The order of its bases and theirs.</param>
    /// <param name="names">What its body bound.</param>
    public static PyType Defined(string name, ImmutableArray<PyType> bases, ImmutableArray<PyType> mro, PyNamespace names) =>
        new(name, bases, mro, null) { Namespace = names };

    /// <summary>The names that the class itself defines, in whichever version.</summary>
    public IEnumerable<string> OwnNames => Namespace is null ? _members.Value.Keys : Namespace.Items.Select(item => item.Key);

    /// <summary>Whether it is that class or derived from it.</summary>
    /// <remarks>Every operator asks, and nobody charges for it: it takes no longer where a file has a class below ten thousand others.</remarks>
    public bool IsSubtypeOf(PyType other)
    {
        if (ReferenceEquals(this, other))
            return true;
        // In a chain the order of a base is the end of that of the class.
        if (_isChain)
            return Mro.Length > other.Mro.Length && ReferenceEquals(Mro[^other.Mro.Length], other);
        return Mro.Length <= LongestSearch ? Mro.Contains(other) : (_ancestors ??= [.. Mro]).Contains(other);
    }

    /// <summary>Looks a name up in the class and its bases, as <c>_PyType_Lookup</c> does: nothing is bound.</summary>
    public bool TryLookup(PythonRuntime runtime, string name, out PyValue value)
    {
        if (!IsBuiltin)
        {
            var entry = LookupCached(runtime, name);
            value = entry.Value;
            return entry.Owner is not null;
        }
        // All that use this class at a time are mostly of one version: the last one's members are at hand.
        var resolved = _resolved;
        if (resolved is null || resolved.Version != runtime.Version)
            _resolved = resolved = _resolvedByVersion.GetOrAdd(runtime.Version, Resolve);
        return resolved.Members.TryGetValue(name, out value);
    }

    /// <summary>Looks a name up in the class alone.</summary>
    public bool TryLookupOwn(PythonRuntime runtime, string name, out PyValue value)
    {
        if (Namespace is not null)
            return Namespace.TryGet(name, out value);
        if (_members.Value.TryGetValue(name, out var rows))
        {
            foreach (var row in rows)
            {
                if (row.IsIn(runtime.Version))
                {
                    value = row.Value;
                    return true;
                }
            }
        }
        value = default;
        return false;
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => runtime.Semantics.Text.ReprOfType(this);

    /// <summary>What a class of Python's own and its bases have in a version.</summary>
    private ResolvedMembers Resolve(PythonVersion version)
    {
        var members = new Dictionary<string, PyValue>();
        foreach (var type in Mro)
        {
            foreach (var (name, rows) in type._members.Value)
            {
                if (Array.Find(rows, row => row.IsIn(version)) is { } found)
                    members.TryAdd(name, found.Value);
            }
        }
        return new ResolvedMembers(version, members);
    }

    private sealed record ResolvedMembers(PythonVersion Version, Dictionary<string, PyValue> Members);
}
