using System.CommandLine.Completions;

namespace Pyc.Cli.Completion;

/// <summary>Completes paths and names of functions.</summary>
internal static class FileSuggestions
{
    // Somebody waits for it, and a file may never end.
    private const long LoadBudget = 100_000;

    private static readonly EnumerationOptions s_options = new() { IgnoreInaccessible = true };

    /// <summary>The .pyc and .pyo files, and the folders, that the word may become.</summary>
    public static IEnumerable<CompletionItem> Files(CompletionContext context)
    {
        var word = context.WordToComplete;
        var slash = word.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1;
        var (folder, start) = (word[..slash], word[slash..]);
        try
        {
            var found = new DirectoryInfo(folder.Length == 0 ? "." : folder).EnumerateFileSystemInfos(start + "*", s_options);
            return [.. found.Where(entry => entry is DirectoryInfo || entry.Extension is ".pyc" or ".pyo")
                .Select(entry => new CompletionItem(folder + entry.Name + (entry is DirectoryInfo ? "/" : "")))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];          // what is typed there is no folder, or not yet
        }
    }

    /// <summary>The functions of a file.</summary>
    public static IEnumerable<CompletionItem> Functions(string path)
    {
        try
        {
            using var module = PycJit.Load(path, new PycOptions { LoadLimits = new ExecutionLimits { Steps = LoadBudget }, Output = TextWriter.Null });
            return [.. module.Functions.Select(function => new CompletionItem(function.Name))];
        }
        catch (Exception exception) when (exception is PycJitException or IOException or UnauthorizedAccessException)
        {
            return [];          // no place for an error: the command will say what is wrong
        }
    }
}
