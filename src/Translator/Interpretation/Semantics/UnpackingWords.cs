using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The messages of the errors of unpacking.</summary>
/// <param name="TooFew">From how many were expected and how many came.</param>
/// <param name="TooFewForStarred">The same where a starred name takes what is left, which came before the star's turn.</param>
/// <param name="TooFewBehindStarred">The same for the names behind the star.</param>
/// <param name="TooMany">From how many were expected and how many came, null where that is not known.</param>
/// <param name="NotIterable">From the class of the value.</param>
internal sealed record UnpackingWords(
    Func<int, int, string> TooFew,
    Func<int, int, string> TooFewForStarred,
    Func<int, int, string> TooFewBehindStarred,
    Func<int, int?, string> TooMany,
    Func<string, string> NotIterable)
{
    /// <summary>The words of one series.</summary>
    public static UnpackingWords For(PythonVersion version)
    {
        var namesBoth = version.IsAtLeast(3, 5);
        return new(
            namesBoth ? static (expected, got) => $"not enough values to unpack (expected {expected}, got {got})" : NeedMore,
            namesBoth ? AtLeast : NeedMore,
            namesBoth ? AtLeast : static (_, got) => $"need more than {got} values to unpack",
            version.IsAtLeast(3, 14) ? TooManyWithCount
                : version.IsAtLeast(3, 2) ? static (expected, _) => TooManyWithCount(expected, null)
                : static (_, _) => "too many values to unpack",
            version.IsAtLeast(3, 7)
                ? static name => $"cannot unpack non-iterable {name} object"
                : static name => $"'{name}' object is not iterable");
    }

    private static string NeedMore(int expected, int got) => $"need more than {got} value{(got == 1 ? "" : "s")} to unpack";

    private static string AtLeast(int expected, int got) => $"not enough values to unpack (expected at least {expected}, got {got})";

    private static string TooManyWithCount(int expected, int? got) =>
        got is null ? $"too many values to unpack (expected {expected})" : $"too many values to unpack (expected {expected}, got {got})";
}
