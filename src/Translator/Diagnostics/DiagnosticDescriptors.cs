using System.Collections.Immutable;

namespace Pyc.Translation;

/// <summary>All that PycJit refuses: a code for each thing that somebody would look up.</summary>
/// <remarks>
/// PYJ1xxx: why a function is not compiled to native code; it may run interpreted. 10xx values, 11xx calls, 12xx control flow, exceptions and
/// generators, 13xx tuples and lists, 14xx names, closures and globals, 15xx size, 16xx the kind of function, 19xx options, processor and system.
/// PYJ2xxx: why a name of a module cannot be used. PYJ3xxx: what the interpreter does not do either.
/// </remarks>
public static partial class DiagnosticDescriptors
{
    // Fields of partial classes are set in an order that nobody should rely on.
    private static List<DiagnosticDescriptor>? s_defined;

    /// <summary>All of them, in the order of their codes.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => [.. s_defined!.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];     // there are some

    private static DiagnosticDescriptor Define(string id, string title, string description)
    {
        var descriptor = new DiagnosticDescriptor(id, title, description);
        (s_defined ??= []).Add(descriptor);
        return descriptor;
    }
}
