using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What every module sees without an import: the module <c>builtins</c>.</summary>
internal static class BuiltinNames
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    // A type is registered under its own name, but for what Python 2 calls bytes.
    private static readonly VersionedType[] s_types =
    [
        .. VersionedType.InAll(
            PyTypes.Object, PyTypes.Type, PyTypes.Int, PyTypes.Bool, PyTypes.Float, PyTypes.Complex, PyTypes.Str, PyTypes.Tuple,
            PyTypes.List, PyTypes.Dict, PyTypes.Set, PyTypes.FrozenSet, PyTypes.Slice, BuiltinIteratorTypes.Enumerate,
            BuiltinIteratorTypes.Reversed, PyTypes.Property, PyTypes.StaticMethod, PyTypes.ClassMethod, PyTypes.Super),
        new(PyTypes.Long, Until: s_python3),
        new(PyTypes.Unicode, Until: s_python3),
        new(PyTypes.BaseString, Until: s_python3),
        new(PyTypes.XRange, Until: s_python3),
        new(PyTypes.Bytes, s_python3),
        new(PyTypes.Range, s_python3),
        new(BuiltinIteratorTypes.Zip, s_python3),
        new(BuiltinIteratorTypes.Map, s_python3),
        new(BuiltinIteratorTypes.Filter, s_python3),
    ];

    private static readonly IEnumerable<BuiltinRow>[] s_functions =
    [
        ArithmeticFunctions.Rows, ExtremeFunctions.Rows, IterationFunctions.Rows, ObjectFunctions.Rows, PrintFunction.Rows,
        Python2Functions.Rows, TextFunctions.Rows,
    ];

    /// <summary>The names that a version has.</summary>
    public static PyNamespace For(PythonVersion version)
    {
        var names = new PyNamespace();
        foreach (var type in s_types.Concat(ExceptionTypes.All).Where(type => type.IsIn(version)))
            names[type.Type.Name] = type.Type;
        foreach (var row in s_functions.SelectMany(rows => rows).Where(row => row.IsIn(version)))
            names[row.Name] = row.Function;
        foreach (var name in UnavailableNames.For(version))
            names[name.Name] = name;
        if (version < s_python3)
            names["bytes"] = PyTypes.Str;
        foreach (var (name, type) in version >= s_python3 ? ExceptionTypes.AliasesOfPython3 : [])
            names[name] = type;
        names["__build_class__"] = PyBuildClass.Instance;
        names["NotImplemented"] = PySingleton.NotImplemented;
        names["Ellipsis"] = PySingleton.Ellipsis;
        names["True"] = PyValue.True;
        names["False"] = PyValue.False;
        names["None"] = PyValue.None;
        names["__debug__"] = PyValue.True;
        return names;
    }
}
