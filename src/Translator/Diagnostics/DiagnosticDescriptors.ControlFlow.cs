namespace Pyc.Translation;

/// <content>Loops, iterators, generators, exceptions and statements.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ1201: Going through an object.</summary>
    public static DiagnosticDescriptor Iteration { get; } = Define(
        "PYJ1201", "Going through an object",
        "A loop goes over a range, an array, a list, a tuple, a generator, or enumerate, zip or reversed of them.");

    /// <summary>PYJ1202: An iterator that is used again.</summary>
    public static DiagnosticDescriptor IteratorUsedAgain { get; } = Define(
        "PYJ1202", "An iterator that is used again",
        "An iterator is part of the code that draws from it, so it must be in one place: not in two variables, and not in use while the next is made.");

    /// <summary>PYJ1203: Drawing from several tuples whose items are not alike.</summary>
    public static DiagnosticDescriptor UnlikeTuples { get; } = Define(
        "PYJ1203", "Drawing from several tuples whose items are not alike",
        "Each item makes a way through the code, and for several such tuples all combinations of their items would.");

    /// <summary>PYJ1204: Generators through generators.</summary>
    public static DiagnosticDescriptor GeneratorDepth { get; } = Define(
        "PYJ1204", "Generators through generators",
        "The code of a generator becomes part of the loop that goes through it, and so on, to a certain depth.");

    /// <summary>PYJ1205: raise in a generator.</summary>
    public static DiagnosticDescriptor RaisingGenerator { get; } = Define(
        "PYJ1205", "raise in a generator",
        "The code of a generator becomes part of the loop that goes through it, and makes no exceptions there.");

    /// <summary>PYJ1206: Parameters of a generator.</summary>
    public static DiagnosticDescriptor GeneratorParameters { get; } = Define(
        "PYJ1206", "Parameters of a generator",
        "A generator whose parameters are passed by name only, or together in *args, is not compiled.");

    /// <summary>PYJ1207: yield from, send and await.</summary>
    public static DiagnosticDescriptor Delegation { get; } = Define(
        "PYJ1207", "yield from, send and await",
        "Native code goes through generators by loops alone. It does not delegate to others, and sends nothing.");

    /// <summary>PYJ1208: An exception as an object.</summary>
    public static DiagnosticDescriptor ExceptionObject { get; } = Define(
        "PYJ1208", "An exception as an object",
        "Native code raises exceptions at once, with arguments that are constants where it handles them itself. It does not keep them in variables, or read their attributes.");

    /// <summary>PYJ1209: An except clause.</summary>
    public static DiagnosticDescriptor ExceptClause { get; } = Define(
        "PYJ1209", "An except clause",
        "The classes of an except clause must be known while the function is compiled.");

    /// <summary>PYJ1210: A pattern.</summary>
    public static DiagnosticDescriptor Pattern { get; } = Define(
        "PYJ1210", "A pattern",
        "match compares numbers, and tuples of them; patterns of mappings and classes are not compiled.");

    /// <summary>PYJ1211: A with statement.</summary>
    public static DiagnosticDescriptor With { get; } = Define(
        "PYJ1211", "A with statement",
        "Context managers are objects, and native code has none.");

    /// <summary>PYJ1212: print as a statement.</summary>
    public static DiagnosticDescriptor Print { get; } = Define(
        "PYJ1212", "print as a statement",
        "Native code writes no output.");
}
