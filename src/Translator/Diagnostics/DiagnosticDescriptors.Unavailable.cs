namespace Pyc.Translation;

/// <content>Why a name of a module cannot be used.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ2001: What reaches outside the process.</summary>
    public static DiagnosticDescriptor OutsideProcess { get; } = Define(
        "PYJ2001", "What reaches outside the process",
        "Python code reaches no file, no network, no other process and no other module. What would has its names, and using them says so.");

    /// <summary>PYJ2002: A module that is not Python's own.</summary>
    public static DiagnosticDescriptor UnknownModule { get; } = Define(
        "PYJ2002", "A module that is not Python's own",
        "No other file is loaded. Whether such a module is installed is not known either, so a try around its import has no way through.");

    /// <summary>PYJ2003: A part of Python's own library that is not built in.</summary>
    public static DiagnosticDescriptor NotBuiltIn { get; } = Define(
        "PYJ2003", "A part of Python's own library that is not built in",
        "It would reach nothing outside, but PycJit does not have it.");

    /// <summary>PYJ2004: Running source text.</summary>
    public static DiagnosticDescriptor SourceText { get; } = Define(
        "PYJ2004", "Running source text",
        "eval, exec and compile need a compiler of Python source, which is not there.");

    /// <summary>PYJ2005: Names of a scope as a dict.</summary>
    public static DiagnosticDescriptor NamesAsDict { get; } = Define(
        "PYJ2005", "Names of a scope as a dict",
        "globals, locals, vars and dir are not there: scopes and objects are no dicts here.");

    /// <summary>PYJ2006: Mutable bytes and raw memory.</summary>
    public static DiagnosticDescriptor RawMemory { get; } = Define(
        "PYJ2006", "Mutable bytes and raw memory",
        "There are no bytearray, memoryview and buffer.");

    /// <summary>PYJ2007: A name for annotations.</summary>
    public static DiagnosticDescriptor AnnotationOnly { get; } = Define(
        "PYJ2007", "A name for annotations",
        "What typing has may stand in annotations, and does nothing as a value.");

    /// <summary>PYJ2008: A name of CPython's own machinery.</summary>
    public static DiagnosticDescriptor InternalName { get; } = Define(
        "PYJ2008", "A name of CPython's own machinery",
        "It is meant for CPython itself.");

    /// <summary>PYJ2009: A class that PycJit cannot make.</summary>
    public static DiagnosticDescriptor ClassFeature { get; } = Define(
        "PYJ2009", "A class that PycJit cannot make",
        "Classes derive from object, exceptions and other classes of the module, and keep what they were made with.");

    /// <summary>PYJ2010: Nowhere to print.</summary>
    public static DiagnosticDescriptor NoOutput { get; } = Define(
        "PYJ2010", "Nowhere to print",
        "print writes to the Output of the options, and there is none.");

    /// <summary>PYJ2101: A class as a function.</summary>
    public static DiagnosticDescriptor ClassAsFunction { get; } = Define(
        "PYJ2101", "A class as a function",
        "C# can hold no objects of classes of the module.");

    /// <summary>PYJ2102: A name that is bound to no function.</summary>
    public static DiagnosticDescriptor NoFunction { get; } = Define(
        "PYJ2102", "A name that is bound to no function",
        "A delegate is made of a function of the module, or of an object of it that can be called.");
}
