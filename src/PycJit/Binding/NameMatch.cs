namespace Pyc.Binding;

/// <summary>Finds the Python name that a C# name stands for.</summary>
/// <remarks>
/// A name that is the same is meant. Otherwise those are that differ in case and in underscores between words alone: <c>BlackScholes</c> is
/// <c>black_scholes</c>, <c>Log2</c> <c>log2</c> or <c>log_2</c>, <c>MaxRate</c> <c>MAX_RATE</c>. Underscores at the start and the end count, for
/// they mean something in Python.
/// </remarks>
internal static class NameMatch
{
    /// <summary>The names that may be meant: one where it is clear which.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates)
    {
        var same = new List<string>();
        foreach (var candidate in candidates)
        {
            if (candidate == name)
                return [candidate];
            if (AreSame(name, candidate))
                same.Add(candidate);
        }
        return same;
    }

    /// <summary>The name as Python would write it, for messages: <c>black_scholes</c>.</summary>
    public static string InPython(string name)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            // A word begins where a capital follows a small letter or a digit, or ends a row of capitals: HTTPServer.
            var begins = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    private static bool AreSame(string left, string right)
    {
        var (leftCore, rightCore) = (left.Trim('_'), right.Trim('_'));
        return left.Length - left.TrimStart('_').Length == right.Length - right.TrimStart('_').Length
            && left.Length - left.TrimEnd('_').Length == right.Length - right.TrimEnd('_').Length
            && string.Equals(leftCore.Replace("_", ""), rightCore.Replace("_", ""), StringComparison.OrdinalIgnoreCase);
    }
}
