namespace Pyc.Translation;

/// <content>Code that is no function of the module that C# could ask for.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ1606: A method.</summary>
    public static DiagnosticDescriptor Method { get; } = Define(
        "PYJ1606", "A method",
        "Native code holds no objects of classes of the module. Methods run in the interpreter, for the code that calls them.");

    /// <summary>PYJ1607: A function inside one that is not compiled.</summary>
    public static DiagnosticDescriptor InnerFunction { get; } = Define(
        "PYJ1607", "A function inside one that is not compiled",
        "Inner functions, lambdas, comprehensions and generator expressions are compiled with the function around them, where that is.");

    /// <summary>PYJ1608: A function that no name is bound to.</summary>
    public static DiagnosticDescriptor UnboundFunction { get; } = Define(
        "PYJ1608", "A function that no name is bound to",
        "Once the top level has run, its name is bound to something else, or it was never defined: a later def, a decorator, an if that did not hold.");

    /// <summary>PYJ1609: Code that runs when the module is loaded.</summary>
    public static DiagnosticDescriptor CodeOfLoading { get; } = Define(
        "PYJ1609", "Code that runs when the module is loaded",
        "Lambdas and comprehensions of the top level and of class bodies run once, in the interpreter.");

    /// <summary>PYJ1610: Code of annotations.</summary>
    public static DiagnosticDescriptor AnnotationCode { get; } = Define(
        "PYJ1610", "Code of annotations",
        "What annotations, type parameters and type aliases stand for is found out when somebody asks, in the interpreter.");

    /// <summary>PYJ2103: A module that cannot be loaded.</summary>
    public static DiagnosticDescriptor LoadFailed { get; } = Define(
        "PYJ2103", "A module that cannot be loaded",
        "Its top level raises, or takes more steps than it is given, or does what PycJit cannot do: then none of its functions is there.");
}
