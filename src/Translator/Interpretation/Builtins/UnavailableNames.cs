using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Built-in names that Python code may mention and not use.</summary>
internal static class UnavailableNames
{
    private static readonly Reason s_outside = new(
        DiagnosticDescriptors.OutsideProcess, "it reaches outside the process", StandardModules.DoItInCSharp);

    private static readonly Reason s_runsText = new(
        DiagnosticDescriptors.SourceText, "PycJit compiles no source text", "Write the code in the module itself.");

    private static readonly Reason s_scope = new(
        DiagnosticDescriptors.NamesAsDict, "the names of a scope are no dict here", "Name what is needed, or keep it in a dict of the module.");

    private static readonly Reason s_attributes = new(
        DiagnosticDescriptors.NamesAsDict, "the attributes of an object are not listed here", "Name the attributes that are needed.");

    private static readonly Reason s_memory = new(
        DiagnosticDescriptors.RawMemory, "there are no buffers of raw memory", "Use bytes, or a list of ints.");

    private static readonly Reason s_mutableBytes = new(
        DiagnosticDescriptors.RawMemory, "there are no mutable bytes", "Use a list of ints.");

    private static readonly Reason s_async = new(
        DiagnosticDescriptors.EventLoop, "there is no event loop", "Write the function without async.");

    private static readonly Reason s_classes = new(
        DiagnosticDescriptors.InternalName, "classes are made by the interpreter itself", "Write a class statement, or call type.");

    private static readonly Reason s_coerce = new(
        DiagnosticDescriptors.InternalName, "only CPython's C code still needs it", "Convert the numbers by int or float.");

    private static readonly Reason s_notBuiltIn = new(
        DiagnosticDescriptors.NotBuiltIn, StandardModules.NotBuiltIn, StandardModules.WriteIt);

    private static readonly PythonVersion s_python3 = new(3, 0);

    private static readonly (string Name, Reason Reason, PythonVersion? Since, PythonVersion? Until)[] s_rows =
    [
        ("BaseExceptionGroup", s_notBuiltIn, new(3, 11), null),
        ("ExceptionGroup", s_notBuiltIn, new(3, 11), null),
        ("ImportCycleError", s_notBuiltIn, new(3, 15), null),
        ("__build_class__", s_classes, s_python3, null),
        ("__import__", s_outside, null, null),
        ("__lazy_import__", s_outside, new(3, 15), null),
        ("aiter", s_async, new(3, 10), null),
        ("anext", s_async, new(3, 10), null),
        ("breakpoint", s_outside, new(3, 7), null),
        ("buffer", s_memory, null, s_python3),
        ("bytearray", s_mutableBytes, null, null),
        ("coerce", s_coerce, null, s_python3),
        ("compile", s_runsText, null, null),
        ("copyright", s_outside, null, null),
        ("credits", s_outside, null, null),
        ("dir", s_attributes, null, null),
        ("eval", s_runsText, null, null),
        ("exec", s_runsText, s_python3, null),
        ("execfile", s_outside, null, s_python3),
        ("exit", s_outside, null, null),
        ("file", s_outside, null, s_python3),
        ("frozendict", s_notBuiltIn, new(3, 15), null),
        ("globals", s_scope, null, null),
        ("help", s_outside, null, null),
        ("input", s_outside, null, null),
        ("license", s_outside, null, null),
        ("locals", s_scope, null, null),
        ("memoryview", s_memory, null, null),
        ("open", s_outside, null, null),
        ("quit", s_outside, null, null),
        ("raw_input", s_outside, null, s_python3),
        ("reload", s_outside, null, s_python3),
        ("sentinel", s_notBuiltIn, new(3, 15), null),
        ("vars", s_scope, null, null),
    ];

    /// <summary>The names that a version has.</summary>
    public static IEnumerable<UnavailableObject> For(PythonVersion version) =>
        s_rows.Where(row => new VersionRange(row.Since, row.Until).Contains(version))
            .Select(row => new UnavailableObject(row.Reason.Descriptor, row.Name, row.Reason.Why, row.Reason.Remedy));

    private sealed record Reason(DiagnosticDescriptor Descriptor, string Why, string Remedy);
}
