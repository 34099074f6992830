using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in the text of a traceback.</summary>
/// <remarks>CPython: <c>Python/traceback.c</c> and <c>Python/pythonrun.c</c>; from 3.13 on <c>Lib/traceback.py</c> alone.</remarks>
internal sealed record TracebackSemantics
{
    /// <summary>How expressions are marked.</summary>
    public required CaretStyle Carets { get; init; }

    /// <summary>Whether repeated entries are counted instead of printed (3.6 on).</summary>
    public required bool CountsRepeats { get; init; }

    /// <summary>The most entries, the last ones, that are printed.</summary>
    public required int MostEntries { get; init; }

    /// <summary>Modules of which the class of an exception is named without the module.</summary>
    public required string[] UnnamedModules { get; init; }

    /// <summary>Whether a class has its qualified name (3.9 on).</summary>
    public required bool UsesQualifiedNames { get; init; }

    /// <summary>Whether notes are printed (3.11 on).</summary>
    public required bool HasNotes { get; init; }

    /// <summary>Which names are suggested for one that is not there.</summary>
    public required SuggestionKind Suggestions { get; init; }

    /// <summary>The semantics of one series.</summary>
    public static TracebackSemantics For(PythonVersion version) => new()
    {
        Carets = version.IsAtLeast(3, 13) ? CaretStyle.Lines : version.IsAtLeast(3, 11) ? CaretStyle.FirstLine : CaretStyle.None,
        CountsRepeats = version.IsAtLeast(3, 6),
        MostEntries = version.IsAtLeast(3, 13) ? int.MaxValue : 1000,
        UnnamedModules = version.IsAtLeast(3, 11) ? ["builtins", "__main__"] : version.IsAtLeast(3, 0) ? ["builtins"] : ["exceptions"],
        UsesQualifiedNames = version.IsAtLeast(3, 9),
        HasNotes = version.IsAtLeast(3, 11),
        Suggestions =
            version.IsAtLeast(3, 13) ? SuggestionKind.NamesInOneList
            : version.IsAtLeast(3, 12) ? SuggestionKind.NamesAndModules
            : version.IsAtLeast(3, 10) ? SuggestionKind.Names : SuggestionKind.None,
    };
}

/// <summary>Which names are suggested for one that is not there.</summary>
internal enum SuggestionKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Of locals, else of globals, else of built-in names; of attributes (3.10 and 3.11).</summary>
    Names,

    /// <summary>Attributes of <c>self</c> and modules to import as well (3.12).</summary>
    NamesAndModules,

    /// <summary>The nearest of all names in sight, but no hidden attributes (3.13 on).</summary>
    NamesInOneList,
}

/// <summary>How a traceback marks the expression that raised.</summary>
internal enum CaretStyle
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>In its first line, operators and subscripts in two ways (3.11 and 3.12).</summary>
    FirstLine,

    /// <summary>In all its lines, or those that matter; calls in two ways as well (3.13 on).</summary>
    Lines,
}
