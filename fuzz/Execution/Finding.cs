namespace Pyc.Fuzz.Execution;

/// <summary>What an input did that no input may do.</summary>
/// <param name="Kind">The kind: <c>exception</c>, <c>memory</c>, <c>difference</c>, <c>slow</c>, <c>crash</c>.</param>
/// <param name="Key">What findings of one cause have in common, as far as it can be told.</param>
/// <param name="Text">All that is known.</param>
public sealed record Finding(string Kind, string Key, string Text)
{
    private const int FramesOfKey = 4;

    /// <summary>An exception that is not promised.</summary>
    /// <param name="stage">Where it came out.</param>
    /// <param name="error">The exception.</param>
    public static Finding Of(string stage, Exception error)
    {
        var innermost = error;
        while (innermost.InnerException is { } inner)
            innermost = inner;
        var frames = (innermost.StackTrace ?? "").Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("at Pyc", StringComparison.Ordinal)).Take(FramesOfKey).Select(line => line.Split(" in ")[0].Split('(')[0]);
        return new("exception", $"{stage}: {innermost.GetType().Name} {string.Join(" ", frames)}", $"{stage}: {error}");
    }
}
