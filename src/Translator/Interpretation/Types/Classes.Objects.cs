using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <content>What <c>object</c> and <c>type</c> do.</content>
internal static partial class Classes
{
    /// <summary><c>object.__repr__</c>.</summary>
    public static string ReprOfObject(PythonRuntime runtime, PyObject value)
    {
        var type = value.Type;
        var name = type.QualifiedName;
        if (type.Module is not ("builtins" or "__builtin__"))
            name = $"{type.Module}.{name}";
        return $"<{name} {(type.IsOldStyle ? "instance" : "object")} at 0x{Address(value)}>";
    }

    /// <summary>Digits that stand for the place of an object in memory.</summary>
    public static string Address(PyObject value) =>
        (0x7F0000000000L + (16L * RuntimeHelpers.GetHashCode(value))).ToString("x", CultureInfo.InvariantCulture);

    /// <summary><c>A.__dict__</c>.</summary>
    public static PyMappingProxy DictOf(PythonRuntime runtime, PyType type)
    {
        if (type.Namespace is null)
            {
            throw new UnavailableException(
                DiagnosticDescriptors.NotBuiltIn, $"{type.Name}.__dict__", "Python's own classes are not made of Python objects", "Name the attributes that are needed.");
        }
        var dict = new PyDict();
        foreach (var (name, value) in type.Namespace.Items)
            dict.Set(runtime, PyValue.FromText(name), value);
        return new PyMappingProxy(dict);
    }

    /// <summary>Checks the arguments of <c>object.__new__</c> and <c>object.__init__</c>, which share the blame for too many.</summary>
    /// <remarks>CPython: <c>object_new</c> and <c>object_init</c>, and the comment before them.</remarks>
    public static void CheckNoArguments(PythonRuntime runtime, PyType type, bool isNew)
    {
        type.TryLookup(runtime, "__new__", out var constructor);
        type.TryLookup(runtime, "__init__", out var initializer);
        var hasOwnNew = !ReferenceEquals(constructor.Object, ObjectMembers.Constructor.Function);
        var hasOwnInit = !ReferenceEquals(initializer.Object, ObjectMembers.Initializer.Function);
        var semantics = runtime.Semantics.Classes;
        if (hasOwnNew && hasOwnInit && semantics.BothMayPassArguments)
            return;
        if (isNew && hasOwnNew)
            throw PyErrors.TypeError(semantics.ObjectNewArguments);
        if (isNew && !hasOwnInit)
            throw PyErrors.TypeError(semantics.NoConstructorArguments(type));
        if (!isNew && hasOwnInit)
            throw PyErrors.TypeError(semantics.ObjectInitArguments);
        if (!isNew && !hasOwnNew)
            throw PyErrors.TypeError(semantics.InitArguments(type));
    }
}
