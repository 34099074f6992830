namespace Pyc.Translation;

/// <content>What there is too much of, and damaged code.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ1501: A function that is too large.</summary>
    public static DiagnosticDescriptor FunctionSize { get; } = Define(
        "PYJ1501", "A function that is too large",
        "What a compilation takes is limited.");

    /// <summary>PYJ1502: A tuple that is too large.</summary>
    public static DiagnosticDescriptor TupleSize { get; } = Define(
        "PYJ1502", "A tuple that is too large",
        "Each item of a tuple is a value of its own in native code.");

    /// <summary>PYJ1503: Too many kinds of lists.</summary>
    public static DiagnosticDescriptor KindsOfLists { get; } = Define(
        "PYJ1503", "Too many kinds of lists",
        "Each time that more is known of a list all is compiled again, which is limited.");

    /// <summary>PYJ1504: Too much for the code generator.</summary>
    public static DiagnosticDescriptor CodeSize { get; } = Define(
        "PYJ1504", "Too much for the code generator",
        "The function keeps too many values alive, or stores too many where it leaves native code.");

    /// <summary>PYJ1505: Code that no compiler makes.</summary>
    public static DiagnosticDescriptor MalformedCode { get; } = Define(
        "PYJ1505", "Code that no compiler makes",
        "The .pyc is damaged or was made by hand.");
}
