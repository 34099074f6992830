using System.Collections;
using System.Runtime.CompilerServices;

namespace Pyc.Cli.Calls;

/// <summary>Compares arguments before and behind a call.</summary>
internal static class SameValues
{
    /// <summary>Whether two values are the same, item by item: a list that was changed is not.</summary>
    public static bool Of(object? one, object? other) => (one, other) switch
    {
        (IList a, IList b) => a.Count == b.Count && Enumerable.Range(0, a.Count).All(i => Of(a[i], b[i])),
        (ITuple a, ITuple b) => a.Length == b.Length && Enumerable.Range(0, a.Length).All(i => Of(a[i], b[i])),
        _ => Equals(one, other),
    };
}
