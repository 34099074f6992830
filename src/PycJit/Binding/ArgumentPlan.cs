using System.Collections.Immutable;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding;

/// <summary>In which order the arguments of a method go to Python.</summary>
/// <param name="Order">Indexes of the method's parameters: those that Python takes by their places, then those that it takes by name.</param>
/// <param name="Names">Names of the last of them.</param>
internal sealed record ArgumentPlan(ImmutableArray<int> Order, string[] Names)
{
    /// <summary>The plan; null where the method does not fit.</summary>
    /// <param name="function">The function.</param>
    /// <param name="code">Its code; null for another object that can be called.</param>
    /// <param name="definition">Its defaults; null likewise.</param>
    /// <param name="names">Names of the method's parameters.</param>
    /// <param name="problem">What does not fit; null where all does.</param>
    public static ArgumentPlan? Make(
        PycFunction function, CodeObject? code, PyFunction? definition, IReadOnlyList<string> names, out string? problem)
    {
        problem = null;
        if (code is null || definition is null)
            return new ArgumentPlan([.. Enumerable.Range(0, names.Count)], []);

        var named = function.Parameters.Skip(code.ArgumentCount).Take(code.KeywordOnlyCount).ToList();
        var places = new int[named.Count];
        Array.Fill(places, -1);
        var order = ImmutableArray.CreateBuilder<int>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var matches = NameMatch.Of(names[i], named);
            if (matches.Count == 1 && places[named.IndexOf(matches[0])] < 0)
                places[named.IndexOf(matches[0])] = i;
            else
                order.Add(i);
        }
        problem = Problem(function, code, definition, named, places, order.Count);
        foreach (var place in places.Where(place => place >= 0))
            order.Add(place);
        return problem is null
            ? new ArgumentPlan(order.ToImmutable(), [.. named.Where((_, i) => places[i] >= 0)])
            : null;
    }

    private static string? Problem(
        PycFunction function, CodeObject code, PyFunction definition, List<string> named, int[] places, int positional)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] < 0 && definition.KeywordDefaults?.ContainsKey(named[i]) != true)
                return $"parameter {named[i]} must be passed by its name, and the method has no parameter of that name.";
        }
        var least = Math.Max(0, code.ArgumentCount - definition.Defaults.Length);
        var takesRest = code.Flags.HasFlag(CodeFlags.VarArgs);
        if (positional >= least && (takesRest || positional <= code.ArgumentCount))
            return null;
        var given = positional + places.Count(place => place >= 0);
        return named.Count == 0 || positional < least
            ? $"it takes {function.ArgumentCounts}, the method passes {given}."
            : $"it takes {code.ArgumentCount} parameters by their places, the method passes {positional}; the others are {string.Join(", ", named)}.";
    }
}
