namespace Pyc.Translation;

/// <content>Values that native code does not hold.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ1001: A string.</summary>
    public static DiagnosticDescriptor Text { get; } = Define(
        "PYJ1001", "A string",
        "Native code holds numbers, tuples and lists of them. It does not compute with, search, go through or make strings and bytes.");

    /// <summary>PYJ1002: A dict.</summary>
    public static DiagnosticDescriptor Dict { get; } = Define(
        "PYJ1002", "A dict",
        "Native code has no dicts: it makes none, and neither reads nor changes those of the module.");

    /// <summary>PYJ1003: A set.</summary>
    public static DiagnosticDescriptor Set { get; } = Define(
        "PYJ1003", "A set",
        "Native code has no sets. It searches frozensets of the module, and {…} behind `in`, and nothing else.");

    /// <summary>PYJ1004: An object where a number is needed.</summary>
    public static DiagnosticDescriptor OtherObject { get; } = Define(
        "PYJ1004", "An object where a number is needed",
        "A function, a class, a module or another object is used as a number, or asked whether it is true.");

    /// <summary>PYJ1005: An attribute of an object.</summary>
    public static DiagnosticDescriptor Attribute { get; } = Define(
        "PYJ1005", "An attribute of an object",
        "Native code reads attributes of modules, numbers and lists, and of no other objects; it sets none.");

    /// <summary>PYJ1006: An attribute of a number.</summary>
    public static DiagnosticDescriptor AttributeOfNumber { get; } = Define(
        "PYJ1006", "An attribute of a number",
        "Native code has some attributes and methods of numbers, and this is none of them.");

    /// <summary>PYJ1007: Comparing identity.</summary>
    public static DiagnosticDescriptor Identity { get; } = Define(
        "PYJ1007", "Comparing identity",
        "Native code holds values and not objects. Whether two of them are one object it knows of None, bools, small ints, lists and what the module holds.");

    /// <summary>PYJ1008: Comparing other objects.</summary>
    public static DiagnosticDescriptor Comparison { get; } = Define(
        "PYJ1008", "Comparing other objects",
        "Native code compares numbers, and tuples and lists of them.");

    /// <summary>PYJ1009: Asking for a class.</summary>
    public static DiagnosticDescriptor ClassOfValue { get; } = Define(
        "PYJ1009", "Asking for a class",
        "isinstance, issubclass and type are answered while a function is compiled: the class of the value and those it is asked about must be known there.");

    /// <summary>PYJ1010: An int or a long.</summary>
    public static DiagnosticDescriptor LongOfPython2 { get; } = Define(
        "PYJ1010", "An int or a long",
        "Python 2 has two classes of ints, and native code does not know of which a number is.");

    /// <summary>PYJ1011: A result that C# cannot hold.</summary>
    public static DiagnosticDescriptor Result { get; } = Define(
        "PYJ1011", "A result that C# cannot hold",
        "A function that C# calls returns numbers, None, strings that are constants, and tuples and lists of those; no functions, iterators or other objects.");

    /// <summary>PYJ1012: An object of a class of the module.</summary>
    public static DiagnosticDescriptor ObjectOfClass { get; } = Define(
        "PYJ1012", "An object of a class of the module",
        "Native code makes no objects of classes.");
}
