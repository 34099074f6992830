using Pyc.Cli.Explorer.Data;

namespace Pyc.Cli.Explorer;

/// <summary>Makes the report of a file.</summary>
internal static class ExplorerReport
{
    /// <summary>Loads a file, compiles its functions, and writes the page.</summary>
    /// <param name="path">The .pyc.</param>
    /// <param name="name">The one function to show; <see langword="null"/> for all.</param>
    /// <param name="types">C# types of its parameters; empty for those that it says itself.</param>
    /// <param name="options">How to compile.</param>
    public static string Write(string path, string? name, Type[] types, PycOptions options)
    {
        using var module = ModuleFile.Load(path, options);
        var documents = new FunctionDocuments(module);
        var made = (name is null ? module.Functions : [module[name]]).Select(function => documents.Of(function, types)).ToList();
        UnavailableEntry[] unavailable =
        [
            .. module.UnavailableNames.Select(missing => new UnavailableEntry(PageText.Name(missing.Name), missing.Why.Descriptor.Id, PageText.Line(missing.Why.ToString()))),
        ];
        var selected = Math.Max(0, made.FindIndex(function => function.Entry.Tier == "native"));
        return ExplorerPage.Write(
            new ModuleDocument(
                1, PageText.FileName(path), module.Version.ToString(), selected, [.. made.Select(function => function.Entry)],
                unavailable.Length > 0 && name is null ? unavailable : null),
            [.. made.Select(function => function.Document)]);
    }
}
