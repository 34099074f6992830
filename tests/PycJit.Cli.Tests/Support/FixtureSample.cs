namespace Pyc.Cli.Tests.Support;

/// <summary>
/// Every fixture once, each compiled by another CPython than the one before, so that all of them have their turn. What the functions of all fixtures
/// return in all versions the differential tests see to; here it is enough to come by everything that a command may meet.
/// </summary>
internal static class FixtureSample
{
    /// <summary>Paths of the files from the root of the repository.</summary>
    /// <param name="shift">By how many versions the sample is shifted: another one has other files.</param>
    public static IReadOnlyList<string> Files(int shift)
    {
        var modules = Repository.PythonVersions.SelectMany(version => Directory.GetFiles(Repository.PathTo("fixtures", "pyc", version), "*.pyc"))
            .Select(path => Path.GetFileNameWithoutExtension(path)).Distinct().Order(StringComparer.Ordinal).ToList();
        var taken = Repository.PythonVersions.ToDictionary(version => version, _ => 0);
        return [.. modules.Select((module, i) =>
        {
            var versions = Repository.PythonVersions.Where(version => File.Exists(Repository.Pyc(module, version))).ToList();
            var version = Enumerable.Range(i + shift, versions.Count).Select(k => versions[k % versions.Count]).MinBy(version => taken[version])!;     // there is one
            taken[version]++;
            return Tool.Fixture(module, version);
        })];
    }
}
