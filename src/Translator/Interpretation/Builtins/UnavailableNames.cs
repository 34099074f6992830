using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Built-in names that Python code may mention and not use.</summary>
internal static class UnavailableNames
{
    private const string Outside = "it reaches outside the process";
    private const string RunsText = "PycJit compiles no source text";
    private const string Scope = "the names of a scope are no dict here";

    private static readonly PythonVersion s_python3 = new(3, 0);

    private static readonly (string Name, string Reason, PythonVersion? Since, PythonVersion? Until)[] s_rows =
    [
        ("__build_class__", "classes are made by the interpreter itself", s_python3, null),
        ("__import__", Outside, null, null),
        ("aiter", "there is no event loop", new(3, 10), null),
        ("anext", "there is no event loop", new(3, 10), null),
        ("breakpoint", Outside, new(3, 7), null),
        ("buffer", "there are no buffers of raw memory", null, s_python3),
        ("bytearray", "there are no mutable bytes", null, null),
        ("coerce", "only CPython's C code still needs it", null, s_python3),
        ("compile", RunsText, null, null),
        ("copyright", Outside, null, null),
        ("credits", Outside, null, null),
        ("dir", "the attributes of an object are not listed here", null, null),
        ("eval", RunsText, null, null),
        ("exec", RunsText, s_python3, null),
        ("execfile", Outside, null, s_python3),
        ("exit", Outside, null, null),
        ("file", Outside, null, s_python3),
        ("globals", Scope, null, null),
        ("help", Outside, null, null),
        ("input", Outside, null, null),
        ("license", Outside, null, null),
        ("locals", Scope, null, null),
        ("memoryview", "there are no buffers of raw memory", null, null),
        ("open", Outside, null, null),
        ("quit", Outside, null, null),
        ("raw_input", Outside, null, s_python3),
        ("reload", Outside, null, s_python3),
        ("vars", Scope, null, null),
    ];

    /// <summary>The names that a version has.</summary>
    public static IEnumerable<UnavailableObject> For(PythonVersion version) =>
        s_rows.Where(row => new VersionRange(row.Since, row.Until).Contains(version))
            .Select(row => new UnavailableObject(row.Name, row.Reason));
}
