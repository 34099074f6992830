namespace Pyc.Translation;

/// <content>Names, closures, globals and definitions.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ1401: A global that is not certain.</summary>
    public static DiagnosticDescriptor UncertainGlobal { get; } = Define(
        "PYJ1401", "A global that is not certain",
        "A global, or a name of a module, is a constant of the code if nothing but the top level assigns it.");

    /// <summary>PYJ1402: Assigning to a global.</summary>
    public static DiagnosticDescriptor GlobalAssignment { get; } = Define(
        "PYJ1402", "Assigning to a global",
        "Native code changes no globals.");

    /// <summary>PYJ1403: An import in a function.</summary>
    public static DiagnosticDescriptor Import { get; } = Define(
        "PYJ1403", "An import in a function",
        "Modules are imported by the top level.");

    /// <summary>PYJ1404: A variable that a function in it shares.</summary>
    public static DiagnosticDescriptor ClosureVariable { get; } = Define(
        "PYJ1404", "A variable that a function in it shares",
        "A function takes the values of variables along when it is made: nothing may assign them later, and no function assigns those of another.");

    /// <summary>PYJ1405: A function that is made here.</summary>
    public static DiagnosticDescriptor MadeFunction { get; } = Define(
        "PYJ1405", "A function that is made here",
        "Native code makes functions with defaults and closures, without defaults for keywords.");

    /// <summary>PYJ1406: A class that is made here.</summary>
    public static DiagnosticDescriptor ClassDefinition { get; } = Define(
        "PYJ1406", "A class that is made here",
        "Native code makes no classes and no objects of them.");

    /// <summary>PYJ1407: Code that keeps its names in a dict.</summary>
    public static DiagnosticDescriptor TopLevelCode { get; } = Define(
        "PYJ1407", "Code that keeps its names in a dict",
        "The top level of a module, and the body of a class, run once, in the interpreter.");
}
