using System.Collections.Immutable;
using Pyc.Binding;
using Pyc.Translation.Ir;

namespace Pyc.Execution;

/// <summary>The versions that the calls of one delegate have chosen by the types of their arguments.</summary>
/// <remarks>Threads may look while one adds; the array is replaced as a whole.</remarks>
internal sealed class VersionTable
{
    private ImmutableArray<Entry> _entries = [];

    /// <summary>The version for the types of these arguments; null where there is none and the interpreter has to do.</summary>
    public FunctionVersion? Find(PycFunction function, ReadOnlySpan<Argument> arguments)
    {
        foreach (var entry in _entries)
        {
            if (AreOf(entry.Types, arguments))
                return entry.Version;
        }
        var types = new IrType[arguments.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = arguments[i].Type;
        var added = new Entry([.. types], function.TryVersionFor([.. types]));
        // A hostile caller can have 3 ** 16 combinations; what a function knows itself is limited likewise.
        if (_entries.Length < PycFunction.MostVersions)
            ImmutableInterlocked.Update(ref _entries, static (entries, entry) => entries.Add(entry), added);
        return added.Version;
    }

    private static bool AreOf(ImmutableArray<IrType> types, ReadOnlySpan<Argument> arguments)
    {
        for (var i = 0; i < types.Length; i++)
        {
            if (types[i] != arguments[i].Type)
                return false;
        }
        return true;
    }

    private readonly record struct Entry(ImmutableArray<IrType> Types, FunctionVersion? Version);
}
