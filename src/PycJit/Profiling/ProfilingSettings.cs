namespace Pyc.Profiling;

/// <summary>Which files are written for profilers, and where.</summary>
/// <param name="Files">Which.</param>
/// <param name="Directory">The folder that they are written to.</param>
internal readonly record struct ProfilingSettings(ProfilerFiles Files, string Directory)
{
    /// <summary>Names the files: <c>perfmap</c>, <c>jitdump</c> or <c>all</c>; several with commas between.</summary>
    public const string FilesVariable = "PYCJIT_PROFILE";

    /// <summary>Names the folder.</summary>
    public const string DirectoryVariable = "PYCJIT_PROFILE_DIRECTORY";

    // perf looks for maps there and nowhere else.
    private const string UsualDirectory = "/tmp";

    /// <summary>What the options say, and what the environment says besides: whoever runs a program can profile it without changing it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="variable">The value of an environment variable; null where it is not set.</param>
    /// <param name="problem">What is wrong with the environment: a sentence; null where nothing is.</param>
    public static ProfilingSettings Of(PycOptions options, Func<string, string?> variable, out string? problem)
    {
        var files = options.Profiling;
        problem = null;
        foreach (var name in (variable(FilesVariable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (FilesNamed(name) is { } named)
                files |= named;
            else
                problem = $"{FilesVariable} names '{name}', which is none of perfmap, jitdump, all and none.";
        }
        var directory = options.ProfilingDirectory ?? variable(DirectoryVariable);
        return new ProfilingSettings(files, string.IsNullOrEmpty(directory) ? UsualDirectory : directory);
    }

    private static ProfilerFiles? FilesNamed(string name) => name.ToUpperInvariant() switch
    {
        "PERFMAP" => ProfilerFiles.PerfMap,
        "JITDUMP" => ProfilerFiles.JitDump,
        "ALL" => ProfilerFiles.All,
        "NONE" => ProfilerFiles.None,
        _ => null,
    };
}
