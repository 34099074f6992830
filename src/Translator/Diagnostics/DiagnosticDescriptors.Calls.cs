namespace Pyc.Translation;

/// <content>Calls that native code does not make.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ1101: Calling what is not known.</summary>
    public static DiagnosticDescriptor UnknownCallee { get; } = Define(
        "PYJ1101", "Calling what is not known",
        "What is called must be known while the function is compiled: a function of the module, one of Python's own, or one that the function makes. A parameter is not.");

    /// <summary>PYJ1102: A function of Python's own.</summary>
    public static DiagnosticDescriptor BuiltinFunction { get; } = Define(
        "PYJ1102", "A function of Python's own",
        "Native code does not have this function or class of Python's own, or not with arguments like these.");

    /// <summary>PYJ1103: An argument by name.</summary>
    public static DiagnosticDescriptor BuiltinKeyword { get; } = Define(
        "PYJ1103", "An argument by name",
        "Native code has the function of Python's own, but not with this argument by name.");

    /// <summary>PYJ1104: *arguments or **arguments in a call.</summary>
    public static DiagnosticDescriptor UnpackedArguments { get; } = Define(
        "PYJ1104", "*arguments or **arguments in a call",
        "Which arguments a call has must be known while the function is compiled: `f(*t)` needs a tuple whose length is known, alone, and there is no `f(**d)`.");

    /// <summary>PYJ1105: An argument that has no meaning outside.</summary>
    public static DiagnosticDescriptor PassedValue { get; } = Define(
        "PYJ1105", "An argument that has no meaning outside",
        "The value that is passed to a function lives only in the function that made it.");

    /// <summary>PYJ1106: pow with three arguments.</summary>
    public static DiagnosticDescriptor ModularPower { get; } = Define(
        "PYJ1106", "pow with three arguments",
        "pow(a, b, m) is compiled for ints, with IntegerMode.Exact.");

    /// <summary>PYJ1107: A list that is changed while a function of Python's own goes through it.</summary>
    public static DiagnosticDescriptor ChangeInCallback { get; } = Define(
        "PYJ1107", "A list that is changed while a function of Python's own goes through it",
        "A function that sum, sorted and the like call changes a list. Where native code leaves, such a call begins again, and the change would happen twice.");

    /// <summary>PYJ1108: min or max of many ints and floats.</summary>
    public static DiagnosticDescriptor MixedExtremes { get; } = Define(
        "PYJ1108", "min or max of many ints and floats",
        "The result is an int or a float, as it comes: each comparison doubles the ways through the code.");
}
