namespace Pyc.Translation.Interpretation;

/// <summary>The name that someone may have meant.</summary>
/// <remarks>CPython: <c>_Py_CalculateSuggestions</c> in <c>Python/suggestions.c</c>: an edit distance in which a change costs 2, one of case only 1.</remarks>
internal static class NameSuggestion
{
    private const int MoveCost = 2;
    private const int CaseCost = 1;
    private const int LongestName = 40;
    private const int MostNames = 750;

    /// <summary>The nearest of some names; null where none is near enough.</summary>
    public static string? Nearest(string name, ReadOnlySpan<string> names)
    {
        if (names.Length >= MostNames)
            return null;
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in names)
        {
            if (candidate == name)
                continue;
            var most = Math.Min((name.Length + candidate.Length + 3) * MoveCost / 6, least - 1);
            var distance = Distance(name, candidate, most);
            if (distance <= most)
                (nearest, least) = (candidate, distance);
        }
        return nearest;
    }

    private static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int most)
    {
        var common = left.CommonPrefixLength(right);
        left = left[common..];
        right = right[common..];
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }
        if (left.IsEmpty || right.IsEmpty)
            return (left.Length + right.Length) * MoveCost;
        if (left.Length > LongestName || right.Length > LongestName)
            return most + 1;

        var row = new int[right.Length + 1];
        for (var i = 0; i < row.Length; i++)
            row[i] = i * MoveCost;
        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] += MoveCost;
            for (var j = 0; j < right.Length; j++)
            {
                var changed = diagonal + Cost(left[i], right[j]);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(changed, Math.Min(row[j], diagonal) + MoveCost);
            }
        }
        return row[^1];
    }

    private static int Cost(char left, char right) =>
        left == right ? 0 : char.ToLowerInvariant(left) == char.ToLowerInvariant(right) ? CaseCost : MoveCost;
}
