using System.Collections.Frozen;
using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A class: one of Python's own, or one that the module defines.</summary>
internal sealed partial class PyType : PyObject
{
    private readonly Lazy<FrozenDictionary<string, ImmutableArray<BuiltinRow>>> _members;

    private PyType(string name, string module, ImmutableArray<PyType> bases, Func<IEnumerable<BuiltinRow>>? members)
    {
        Name = name;
        Module = module;
        Bases = bases;
        IsBuiltin = members is not null;
        _members = new(() => (members?.Invoke() ?? []).GroupBy(row => row.Name).ToFrozenDictionary(rows => rows.Key, rows => rows.ToImmutableArray()));
        Mro = bases.Length == 0 ? [this] : [this, .. bases[0].Mro];
    }

    /// <summary><c>__name__</c>.</summary>
    public string Name { get; }

    /// <summary><c>__module__</c>.</summary>
    public string Module { get; }

    /// <summary><c>__bases__</c>; empty for <c>object</c> alone.</summary>
    public ImmutableArray<PyType> Bases { get; }

    /// <summary><c>__mro__</c>: the classes that are asked for an attribute, in that order; itself first.</summary>
    public ImmutableArray<PyType> Mro { get; private init; }

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
    /// first argument is the class.
    /// </param>
    public static PyType Builtin(string name, PyType? parent, Func<IEnumerable<BuiltinRow>> members) =>
        new(name, "builtins", parent is null ? [] : [parent], members);

    /// <summary>Whether it is that class or derived from it.</summary>
    public bool IsSubtypeOf(PyType other) => ReferenceEquals(this, other) || Mro.Contains(other);

    /// <summary>Looks a name up in the class and its bases, as <c>_PyType_Lookup</c> does: nothing is bound.</summary>
    public bool TryLookup(PythonRuntime runtime, string name, out PyValue value)
    {
        foreach (var type in Mro)
        {
            if (type.TryLookupOwn(runtime, name, out value))
                return true;
        }
        value = default;
        return false;
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
                    value = row.Function;
                    return true;
                }
            }
        }
        value = default;
        return false;
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => runtime.Semantics.Text.ReprOfType(this);
}
