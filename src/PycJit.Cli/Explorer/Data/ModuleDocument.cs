namespace Pyc.Cli.Explorer.Data;

// These records are the JSON of a report, and name what the page's scripts name. What is null is left out.

/// <summary>What the page knows of a module before it looks at a function.</summary>
/// <param name="Schema">Number of this form, 1.</param>
/// <param name="File">Name of the .pyc without its folder.</param>
/// <param name="Python">The version of CPython that wrote it.</param>
/// <param name="Selected">Index of the function that is shown first.</param>
/// <param name="Functions">The functions that the report is about.</param>
/// <param name="Unavailable">Names that the top level could not bind.</param>
internal sealed record ModuleDocument(
    int Schema, string File, string Python, int Selected, IReadOnlyList<FunctionEntry> Functions, IReadOnlyList<UnavailableEntry>? Unavailable);

/// <summary>A function in the list of functions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Tier"><c>native</c> or <c>interpreted</c>.</param>
/// <param name="Size">Bytes of its machine code.</param>
/// <param name="Reason">The code of the diagnostic, where it has none.</param>
internal sealed record FunctionEntry(string Name, int Line, string Tier, int? Size, string? Reason);

/// <summary>A name that is not there.</summary>
/// <param name="Name">The name.</param>
/// <param name="Id">The code of the diagnostic.</param>
/// <param name="Text">Why.</param>
internal sealed record UnavailableEntry(string Name, string Id, string Text);
