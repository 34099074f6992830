using Pyc.Loader;

namespace Pyc.Fuzz.Format;

/// <summary>The fields of a code object in the order in which a version writes them.</summary>
/// <remarks>CPython: <c>Python/marshal.c</c>, <c>w_complex_object</c>, of each version. Written anew here, so that a mistake of the loader is none of the fuzzer.</remarks>
public sealed class CodeLayout
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    private CodeLayout(string[] numbers, string[] objects, string lineTable, bool hasExceptions)
    {
        Fields = [.. numbers, .. objects, "firstlineno", lineTable, .. hasExceptions ? new[] { "exceptiontable" } : []];
        LineTable = lineTable;
        for (var i = 0; i < Fields.Length; i++)
            _places[Fields[i]] = i;
        _numbers = [.. numbers, "firstlineno"];
    }

    private readonly HashSet<string> _numbers;

    /// <summary>Names of the fields, without <c>co_</c>.</summary>
    public string[] Fields { get; }

    /// <summary>The name of the field with the line numbers.</summary>
    public string LineTable { get; }

    /// <summary>Where a field is among them; −1 where the version has none.</summary>
    public int PlaceOf(string field) => _places.GetValueOrDefault(field, -1);

    /// <summary>Whether the field at a place is a number without a type code.</summary>
    public bool IsNumber(int place) => _numbers.Contains(Fields[place]);

    private static readonly string[] s_variables = ["code", "consts", "names", "varnames", "freevars", "cellvars", "filename", "name"];
    private static readonly CodeLayout s_python2 = new(["argcount", "nlocals", "stacksize", "flags"], s_variables, "lnotab", false);
    private static readonly CodeLayout s_python30 = new(["argcount", "kwonlyargcount", "nlocals", "stacksize", "flags"], s_variables, "lnotab", false);
    private static readonly CodeLayout s_python38 =
        new(["argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags"], s_variables, "lnotab", false);
    private static readonly CodeLayout s_python310 =
        new(["argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags"], s_variables, "linetable", false);
    private static readonly CodeLayout s_python311 = new(
        ["argcount", "posonlyargcount", "kwonlyargcount", "stacksize", "flags"],
        ["code", "consts", "names", "localsplusnames", "localspluskinds", "filename", "name", "qualname"], "linetable", true);

    /// <summary>The layout of a version.</summary>
    public static CodeLayout For(PythonVersion version) => version switch
    {
        { Major: 2 } => s_python2,
        { Minor: < 8 } => s_python30,
        { Minor: < 10 } => s_python38,
        { Minor: 10 } => s_python310,
        _ => s_python311,
    };
}
