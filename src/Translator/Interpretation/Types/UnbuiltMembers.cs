using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>
/// What CPython's own classes have and those here have not: using it says so, where an AttributeError would be an answer that CPython does
/// not give.
/// </summary>
internal static class UnbuiltMembers
{
    private const string Why = "PycJit has not built it in";

    private static readonly PythonVersion s_python3 = new(3, 0);

    /// <summary>Those of code objects.</summary>
    public static IEnumerable<BuiltinRow> OfCode { get; } =
    [
        .. Rows("code", null, null, "co_argcount", "co_cellvars", "co_code", "co_consts", "co_filename", "co_firstlineno", "co_flags", "co_freevars",
            "co_lnotab", "co_name", "co_names", "co_nlocals", "co_stacksize", "co_varnames"),
        .. Rows("code", s_python3, null, "co_kwonlyargcount"),
        .. Rows("code", new(3, 8), null, "co_posonlyargcount"),
        new("replace(self, /, **kwargs)", Missing("code.replace"), new(3, 8)),
        .. Rows("code", new(3, 10), null, "co_lines", "co_linetable"),
        .. Rows("code", new(3, 11), null, "co_exceptiontable", "co_positions", "co_qualname"),
    ];

    /// <summary>Those of generators.</summary>
    public static IEnumerable<BuiltinRow> OfGenerator { get; } =
    [
        .. Rows("generator", null, null, "gi_code", "gi_frame", "gi_running"),
        .. Rows("generator", new(3, 5), null, "gi_yieldfrom"),
        .. Rows("generator", new(3, 11), null, "gi_suspended"),
    ];

    /// <summary>Those that the class of functions has; functions themselves have more.</summary>
    public static IEnumerable<BuiltinRow> OfFunction { get; } =
    [
        .. Rows("function", null, null, "__code__", "__globals__", "__closure__", "__defaults__"),
        .. Rows("function", null, s_python3, "func_code", "func_globals", "func_closure", "func_defaults"),
    ];

    /// <summary>Those of tracebacks.</summary>
    public static IEnumerable<BuiltinRow> OfTraceback { get; } = [.. Rows("traceback", null, null, "tb_frame", "tb_lasti", "tb_lineno", "tb_next")];

    /// <summary>Those of Python 3's bytes.</summary>
    public static IEnumerable<BuiltinRow> OfBytes { get; } =
    [
        new("maketrans(cls, /, *args)", Missing("bytes.maketrans"), s_python3),
        new("translate(self, /, *args)", Missing("bytes.translate"), s_python3),
    ];

    /// <summary>Those of Python 2's strings.</summary>
    public static IEnumerable<BuiltinRow> OfText { get; } = [new("translate(self, /, *args)", Missing("str.translate"), null, s_python3)];

    private static IEnumerable<BuiltinRow> Rows(string type, PythonVersion? since, PythonVersion? until, params string[] names) =>
        names.Select(name => new BuiltinRow(
            $"{name}(self, /)", Missing($"{type}.{name}"), since, until, IsAttribute: true));

    private static BuiltinBody Missing(string what) => (_, _) => throw new UnavailableException(DiagnosticDescriptors.NotBuiltIn, what, Why, "Write the function without it.");
}
