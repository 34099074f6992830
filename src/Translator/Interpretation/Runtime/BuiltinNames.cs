using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What every module sees without an import: the module <c>builtins</c>.</summary>
internal static class BuiltinNames
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    // A type is registered under its own name, but for what Python 2 calls bytes.
    private static readonly (PyType Type, PythonVersion? Since, PythonVersion? Until)[] s_types =
    [
        .. new[]
        {
            PyTypes.Object, PyTypes.Type, PyTypes.Int, PyTypes.Bool, PyTypes.Float, PyTypes.Complex, PyTypes.Str, PyTypes.Tuple,
            PyTypes.List, PyTypes.Dict, PyTypes.Set, PyTypes.FrozenSet, PyTypes.Slice, BuiltinIteratorTypes.Enumerate,
            BuiltinIteratorTypes.Reversed, PyTypes.Property, PyTypes.StaticMethod, PyTypes.ClassMethod, PyTypes.Super,
        }.Select(type => (type, (PythonVersion?)null, (PythonVersion?)null)),
        (PyTypes.Long, null, s_python3),
        (PyTypes.Unicode, null, s_python3),
        (PyTypes.BaseString, null, s_python3),
        (PyTypes.XRange, null, s_python3),
        (PyTypes.Bytes, s_python3, null),
        (PyTypes.Range, s_python3, null),
        (BuiltinIteratorTypes.Zip, s_python3, null),
        (BuiltinIteratorTypes.Map, s_python3, null),
        (BuiltinIteratorTypes.Filter, s_python3, null),
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
        foreach (var (type, since, until) in s_types.Concat(ExceptionTypes.All))
        {
            if ((since is null || version >= since) && (until is null || version < until))
                names[type.Name] = type;
        }
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
