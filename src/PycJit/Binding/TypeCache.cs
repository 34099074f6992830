using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Pyc.Binding;

/// <summary>What was made for C# types, once for each. It keeps no type that could be unloaded, and is kept by none.</summary>
/// <remarks>
/// <para>A type that can be unloaded, of a plug-in, is known only as long as the plug-in is: a dictionary would keep it for ever.</para>
/// <para>A type that cannot be unloaded is always there, and what a weak table has for it is as well, even if nobody has the table any more: so PycJit, if it
/// is what is to be unloaded, would never go. For such types there is a dictionary, which goes with PycJit.</para>
/// </remarks>
/// <typeparam name="TValue">What is made.</typeparam>
internal sealed class TypeCache<TValue>
    where TValue : class?
{
    private readonly ConcurrentDictionary<Type, TValue> _ofLasting = [];
    private readonly ConditionalWeakTable<Type, StrongBox<TValue>> _ofCollectible = [];

    /// <summary>What was made for a type, or is made now. Where threads ask at once, it may be made more than once; all get the same.</summary>
    /// <param name="type">The type.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="argument">What <paramref name="make"/> needs besides.</param>
    public TValue GetOrAdd<TArgument>(Type type, Func<Type, TArgument, TValue> make, TArgument argument)
    {
        if (!type.IsCollectible)
            return _ofLasting.GetOrAdd(type, make, argument);
        return _ofCollectible.TryGetValue(type, out var known)
            ? known.Value!                                  // it is what was made
            : _ofCollectible.GetOrAdd(type, new StrongBox<TValue>(make(type, argument))).Value!;
    }

    /// <summary>What was made for a type; null where nothing was.</summary>
    public TValue? Find(Type type) => !type.IsCollectible ? _ofLasting.GetValueOrDefault(type)
        : _ofCollectible.TryGetValue(type, out var known) ? known.Value
        : null;

    /// <summary>Says what there is for a type before anyone asks.</summary>
    public void Add(Type type, TValue value) => GetOrAdd(type, static (_, known) => known, value);
}
