namespace Pyc.Translation;

/// <content>What the interpreter does not do either.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ3001: async and await.</summary>
    public static DiagnosticDescriptor EventLoop { get; } = Define(
        "PYJ3001", "async and await",
        "There is no event loop.");

    /// <summary>PYJ3002: exec as a statement.</summary>
    public static DiagnosticDescriptor ExecStatement { get; } = Define(
        "PYJ3002", "exec as a statement",
        "There is no compiler of Python source.");

    /// <summary>PYJ3003: A template string.</summary>
    public static DiagnosticDescriptor TemplateString { get; } = Define(
        "PYJ3003", "A template string",
        "There are no t-strings.");

    /// <summary>PYJ3004: An exception group.</summary>
    public static DiagnosticDescriptor ExceptionGroup { get; } = Define(
        "PYJ3004", "An exception group",
        "There are no exception groups, and no except*.");

    /// <summary>PYJ3005: print to a file.</summary>
    public static DiagnosticDescriptor PrintToFile { get; } = Define(
        "PYJ3005", "print to a file",
        "There are no files: print >>f works for None alone.");

    /// <summary>PYJ3006: A builtin that is gone.</summary>
    public static DiagnosticDescriptor MissingBuiltin { get; } = Define(
        "PYJ3006", "A builtin that is gone",
        "An instruction needs a function of Python's own that the module has deleted.");

    /// <summary>PYJ3007: An instruction that makes no sense.</summary>
    public static DiagnosticDescriptor MalformedInstruction { get; } = Define(
        "PYJ3007", "An instruction that makes no sense",
        "The .pyc is damaged or was made by hand.");

    /// <summary>PYJ3008: A complex number.</summary>
    public static DiagnosticDescriptor ComplexNumber { get; } = Define(
        "PYJ3008", "A complex number",
        "There are no complex numbers in the interpreter either.");

    /// <summary>PYJ3009: A frozendict.</summary>
    public static DiagnosticDescriptor FrozenDict { get; } = Define(
        "PYJ3009", "A frozendict",
        "There is no class frozendict.");

    /// <summary>PYJ3010: Two halves of a character.</summary>
    public static DiagnosticDescriptor SplitSurrogates { get; } = Define(
        "PYJ3010", "Two halves of a character",
        "A string in which two lone surrogates stand side by side has no text in UTF-16, which all of .NET uses.");

    /// <summary>PYJ3011: The C library.</summary>
    public static DiagnosticDescriptor CLibrary { get; } = Define(
        "PYJ3011", "The C library",
        "Some functions of math are those of the C library, which was not found or lacks them.");
}
