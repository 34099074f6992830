namespace Pyc.Translation.Interpretation;

/// <content>Classes that a module defines.</content>
internal sealed partial class PyType
{
    private readonly Dictionary<string, CachedLookup> _cache = [];
    private long _cacheVersion;

    /// <summary>Whether its objects have a dict of attributes: none of its bases has <c>__slots__</c> alone.</summary>
    public bool HasInstanceDict { get; set; }

    /// <summary>The number of names in <c>__slots__</c>, those of the bases included.</summary>
    public int SlotCount { get; set; }

    /// <summary>Whether its own <c>__slots__</c> has names.</summary>
    public bool AddsSlots { get; set; }

    /// <summary>Whether it is one of Python 2's classes without bases, which say some things in other words.</summary>
    public bool IsOldStyle { get; set; }

    /// <summary>Looks a name up as <see cref="TryLookup"/> does, but only if a user's class is the one that defines it.</summary>
    public bool TryLookupDefined(PythonRuntime runtime, string name, out PyValue value)
    {
        var entry = LookupCached(runtime, name);
        value = entry.Value;
        return entry.Owner is { IsBuiltin: false };
    }

    /// <summary>The class that a name is found in; null where it is not found.</summary>
    public PyType? OwnerOf(PythonRuntime runtime, string name)
    {
        runtime.Charge(Mro.Length);
        foreach (var type in Mro)
        {
            if (type.TryLookupOwn(runtime, name, out _))
                return type;
        }
        return null;
    }

    /// <summary>Renames the class.</summary>
    public void Rename(string name) => Name = name;

    // A runtime counts the changes of classes; what was found before the last one may no longer be true.
    private CachedLookup LookupCached(PythonRuntime runtime, string name)
    {
        if (_cacheVersion != runtime.ClassChanges)
        {
            _cache.Clear();
            _cacheVersion = runtime.ClassChanges;
        }
        if (_cache.TryGetValue(name, out var entry))
            return entry;
        runtime.Charge(Mro.Length);
        foreach (var type in Mro)
        {
            if (type.TryLookupOwn(runtime, name, out var value))
            {
                entry = new CachedLookup(type, value);
                break;
            }
        }
        // Names come from the code, of which there is an end, or from getattr, of which there is none.
        if (_cache.Count < 1024)
            _cache.Add(name, entry);
        return entry;
    }

    /// <summary>A name that was looked up.</summary>
    /// <param name="Owner">The class that defines it; null for none.</param>
    /// <param name="Value">What it is there.</param>
    private readonly record struct CachedLookup(PyType? Owner, PyValue Value);
}
