namespace Pyc.Translation.Tests.Support;

/// <summary>Versions as the fixtures name them: <c>2.7-3.13 3.15</c> is all from 2.7 to 3.13, and 3.15.</summary>
internal static class PythonVersions
{
    /// <summary>Whether a version is in one of the ranges.</summary>
    public static bool IsAmong(string version, string ranges)
    {
        var wanted = Version.Parse(version);
        return ranges.Split(' ').Select(range => range.Split('-'))
            .Any(ends => Version.Parse(ends[0]) <= wanted && wanted <= Version.Parse(ends[^1]));
    }
}
