namespace Pyc.Translation;

/// <content>The kind of function.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ1601: **kwargs.</summary>
    public static DiagnosticDescriptor VarKeywords { get; } = Define(
        "PYJ1601", "**kwargs",
        "What a caller passes by name becomes a dict, and native code has none.");

    /// <summary>PYJ1602: A generator that C# calls.</summary>
    public static DiagnosticDescriptor GeneratorFunction { get; } = Define(
        "PYJ1602", "A generator that C# calls",
        "A generator is an object with a frame of its own. Loops of native code go through generators; C# cannot.");

    /// <summary>PYJ1603: A parameter that must be named.</summary>
    public static DiagnosticDescriptor RequiredKeyword { get; } = Define(
        "PYJ1603", "A parameter that must be named",
        "Arguments of native code have no names, so what stands behind *args needs a default.");

    /// <summary>PYJ1604: An object that is called.</summary>
    public static DiagnosticDescriptor CallableObject { get; } = Define(
        "PYJ1604", "An object that is called",
        "Native code is made of functions alone.");
}
