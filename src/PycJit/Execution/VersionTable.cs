using System.Collections.Immutable;
using Pyc.Binding;
using Pyc.Translation.Ir;

namespace Pyc.Execution;

/// <summary>The versions that calls have chosen by the types of their arguments.</summary>
/// <remarks>Threads may look while one adds; the array is replaced as a whole. What was found before a global was set is not looked at.</remarks>
internal sealed class VersionTable
{
    private ImmutableArray<Entry> _entries = [];

    /// <summary>The version for the types of these arguments; null where there is none and the interpreter has to do.</summary>
    public FunctionVersion? Find(PycFunction function, ReadOnlySpan<Argument> arguments)
    {
        var generation = function.Generation;
        foreach (var entry in _entries)
        {
            if (entry.IsCurrent(generation) && AreOf(entry.Types, arguments))
                return entry.Version;
        }
        var types = new ParameterType[arguments.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = arguments[i].Type;
        return Add(function, types, generation);
    }

    /// <summary>The version for these types; null likewise.</summary>
    public FunctionVersion? Find(PycFunction function, ReadOnlySpan<ParameterType> types)
    {
        var generation = function.Generation;
        foreach (var entry in _entries)
        {
            if (entry.IsCurrent(generation) && types.SequenceEqual(entry.Types.AsSpan()))
                return entry.Version;
        }
        return Add(function, types, generation);
    }

    private FunctionVersion? Add(PycFunction function, ReadOnlySpan<ParameterType> types, long generation)
    {
        var added = new Entry([.. types], function.TryVersionFor([.. types]), generation);
        ImmutableInterlocked.Update(ref _entries, Add, added);
        return added.Version;
    }

    private static ImmutableArray<Entry> Add(ImmutableArray<Entry> entries, Entry added)
    {
        entries = entries.RemoveAll(entry => !entry.IsCurrent(added.Generation));
        // A hostile caller can have 3 ** 16 combinations; what a function knows itself is limited likewise.
        return entries.Length < PycFunction.MostVersions ? entries.Add(added) : entries;
    }

    private static bool AreOf(ImmutableArray<ParameterType> types, ReadOnlySpan<Argument> arguments)
    {
        if (types.Length != arguments.Length)
            return false;
        for (var i = 0; i < types.Length; i++)
        {
            if (types[i].Type != arguments[i].Type)
                return false;
        }
        return true;
    }

    private readonly record struct Entry(ImmutableArray<ParameterType> Types, FunctionVersion? Version, long Generation)
    {
        /// <summary>Whether it is still the answer: what cannot be native may be so with another value of a global.</summary>
        public bool IsCurrent(long generation) => Version is null ? Generation == generation : !Version.IsStale;
    }
}
