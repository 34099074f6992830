namespace Pyc.Translation.Interpretation;

/// <summary>Which of Python's own methods read their arguments from a format, which words the errors of wrong counts.</summary>
internal enum ArgumentFormats
{
    /// <summary>None: all are counted.</summary>
    None,

    /// <summary>The methods of text that search.</summary>
    Searches,

    /// <summary>All but those that take whatever object they get.</summary>
    AllButObjects,

    /// <summary>All.</summary>
    All,
}
