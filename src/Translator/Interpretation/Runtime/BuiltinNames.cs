using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What every module sees without an import: the module <c>builtins</c>.</summary>
internal static class BuiltinNames
{
    /// <summary>The names that a version has.</summary>
    public static PyNamespace For(PythonVersion version)
    {
        var names = new PyNamespace();
        foreach (var (type, since, until) in ExceptionTypes.All)
        {
            if ((since is null || version >= since) && (until is null || version < until))
                names[type.Name] = type;
        }
        foreach (var (name, type) in version.IsAtLeast(3, 0) ? ExceptionTypes.AliasesOfPython3 : [])
            names[name] = type;
        foreach (var type in (PyType[])[PyTypes.Object, PyTypes.Type, PyTypes.Property, PyTypes.StaticMethod, PyTypes.ClassMethod, PyTypes.Super])
            names[type.Name] = type;
        names["__build_class__"] = PyBuildClass.Instance;
        names["NotImplemented"] = PySingleton.NotImplemented;
        names["Ellipsis"] = PySingleton.Ellipsis;
        names["True"] = PyValue.True;
        names["False"] = PyValue.False;
        names["None"] = PyValue.None;
        return names;
    }
}
