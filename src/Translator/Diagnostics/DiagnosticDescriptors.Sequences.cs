namespace Pyc.Translation;

/// <content>Tuples, lists and arrays.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ1301: A list that several have.</summary>
    public static DiagnosticDescriptor SharedList { get; } = Define(
        "PYJ1301", "A list that several have",
        "Native code cannot follow who has a list that is made here.");

    /// <summary>PYJ1302: What is put into a list.</summary>
    public static DiagnosticDescriptor ListItem { get; } = Define(
        "PYJ1302", "What is put into a list",
        "Lists of native code hold numbers, bools, None, tuples of numbers, and lists of those.");

    /// <summary>PYJ1303: A list of numbers and of others.</summary>
    public static DiagnosticDescriptor UnlikeItems { get; } = Define(
        "PYJ1303", "A list of numbers and of others",
        "All items of a list must be numbers, or all of them tuples of one kind, or all of them lists.");

    /// <summary>PYJ1304: A list of the module.</summary>
    public static DiagnosticDescriptor ModuleList { get; } = Define(
        "PYJ1304", "A list of the module",
        "Any function could change it between two calls, so it is no constant.");

    /// <summary>PYJ1305: Changing what is read-only.</summary>
    public static DiagnosticDescriptor ReadOnlySequence { get; } = Define(
        "PYJ1305", "Changing what is read-only",
        "C# has passed it as read-only: a ReadOnlySpan or a ReadOnlyMemory.");

    /// <summary>PYJ1306: A generator that changes a list.</summary>
    public static DiagnosticDescriptor ChangeInGenerator { get; } = Define(
        "PYJ1306", "A generator that changes a list",
        "The list would change between two rounds of the loop that goes through the generator.");

    /// <summary>PYJ1307: A method of a list.</summary>
    public static DiagnosticDescriptor ListMethod { get; } = Define(
        "PYJ1307", "A method of a list",
        "Native code does not have this method of lists, or not for a part of an array.");

    /// <summary>PYJ1308: Inserting narrow numbers.</summary>
    public static DiagnosticDescriptor NarrowElements { get; } = Define(
        "PYJ1308", "Inserting narrow numbers",
        "What is inserted must fit before the list is changed, which native code finds out for long and double alone.");

    /// <summary>PYJ1309: A tuple times a number.</summary>
    public static DiagnosticDescriptor TupleRepetition { get; } = Define(
        "PYJ1309", "A tuple times a number",
        "How long a tuple is must be known while the function is compiled.");

    /// <summary>PYJ1310: An item of a tuple by an index that is not known.</summary>
    public static DiagnosticDescriptor Table { get; } = Define(
        "PYJ1310", "An item of a tuple by an index that is not known",
        "A tuple of the module is read as a table: all ints, all floats, all bools, or rows that are alike. Of other tuples the index must be known, or they must be short.");

    /// <summary>PYJ1311: A slice.</summary>
    public static DiagnosticDescriptor Slice { get; } = Define(
        "PYJ1311", "A slice",
        "The bounds of a slice of a tuple must be known while the function is compiled; ranges, and rows of an array of two dimensions, have no slices.");

    /// <summary>PYJ1312: Assigning or deleting a slice.</summary>
    public static DiagnosticDescriptor SliceAssignment { get; } = Define(
        "PYJ1312", "Assigning or deleting a slice",
        "Native code assigns lists and tuples of numbers to slices of lists and of arrays of one dimension, and deletes slices without a step.");

    /// <summary>PYJ1313: Adding to a list.</summary>
    public static DiagnosticDescriptor Extension { get; } = Define(
        "PYJ1313", "Adding to a list",
        "Native code adds lists, tuples, ranges and generators to lists.");

    /// <summary>PYJ1314: Ordering lists.</summary>
    public static DiagnosticDescriptor ListOrder { get; } = Define(
        "PYJ1314", "Ordering lists",
        "Lists are ordered by their items, where these are numbers or tuples of them.");

    /// <summary>PYJ1315: Taking a value apart.</summary>
    public static DiagnosticDescriptor Unpacking { get; } = Define(
        "PYJ1315", "Taking a value apart",
        "Tuples and lists are taken apart; other iterables are not.");

    /// <summary>PYJ1316: An item of an object.</summary>
    public static DiagnosticDescriptor Item { get; } = Define(
        "PYJ1316", "An item of an object",
        "Native code reads items of tuples, lists, arrays and ranges.");

    /// <summary>PYJ1317: Assigning to an item.</summary>
    public static DiagnosticDescriptor ItemAssignment { get; } = Define(
        "PYJ1317", "Assigning to an item",
        "Native code changes arrays that C# passes, and lists that it has made.");

    /// <summary>PYJ1318: in.</summary>
    public static DiagnosticDescriptor Membership { get; } = Define(
        "PYJ1318", "in",
        "Native code searches tuples, lists, arrays, ranges and frozensets, for numbers and tuples of them.");

    /// <summary>PYJ1319: len.</summary>
    public static DiagnosticDescriptor Length { get; } = Define(
        "PYJ1319", "len",
        "Native code knows the length of tuples, lists, arrays and ranges.");

    /// <summary>PYJ1320: zip of lists in Python 2.</summary>
    public static DiagnosticDescriptor ZipOfLists { get; } = Define(
        "PYJ1320", "zip of lists in Python 2",
        "It gives the items as they were when it was called, and the lists could change.");

    /// <summary>PYJ1321: An array or a list in one place.</summary>
    public static DiagnosticDescriptor ArraysAndLists { get; } = Define(
        "PYJ1321", "An array or a list in one place",
        "What a variable, a parameter or an item of a list is must be arrays of C# of one kind, or lists, whichever way the code has come.");

    /// <summary>PYJ1322: Lists in lists in lists.</summary>
    public static DiagnosticDescriptor ListDepth { get; } = Define(
        "PYJ1322", "Lists in lists in lists",
        "Lists are in lists up to a certain depth, and never in themselves.");
}
