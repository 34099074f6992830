namespace Pyc.Translation;

/// <content>Options, the processor and the system.</content>
public static partial class DiagnosticDescriptors
{
    /// <summary>PYJ1901: Executable memory is forbidden.</summary>
    public static DiagnosticDescriptor ExecutableMemoryForbidden { get; } = Define(
        "PYJ1901", "Executable memory is forbidden",
        "The options say ExecutableMemory = Forbid, and native code needs some.");

    /// <summary>PYJ1902: The processor.</summary>
    public static DiagnosticDescriptor Processor { get; } = Define(
        "PYJ1902", "The processor",
        "Native code is for x86-64 processors with SSE4.2 and POPCNT (x86-64-v2).");

    /// <summary>PYJ1903: The system gives no executable memory.</summary>
    public static DiagnosticDescriptor ExecutableMemoryRefused { get; } = Define(
        "PYJ1903", "The system gives no executable memory",
        "Some systems forbid programs to make code, or are out of memory.");
}
