namespace Pyc.Translation.Interpretation;

/// <summary><c>__slots__</c>: names that objects of a class have in place of a dict.</summary>
internal static class ClassSlots
{
    /// <summary>Gives a new class its slots.</summary>
    /// <exception cref="PythonError">A name is none, or taken: TypeError, ValueError.</exception>
    public static void Declare(PythonRuntime runtime, PyType type, PyNamespace names)
    {
        // Exceptions have a dict in any case.
        var inherited = type.Bases.Max(item => item.SlotCount);
        var hasDict = type.IsSubtypeOf(ExceptionTypes.BaseException) || type.Bases.Any(item => item.HasInstanceDict);
        type.SlotCount = inherited;
        if (!names.TryGet("__slots__", out var declared) || type.IsOldStyle)
        {
            type.HasInstanceDict = true;
            return;
        }
        var slots = declared.As<PyStr>() is not null ? [declared] : Classes.ItemsOf(runtime, declared);
        foreach (var item in slots)
        {
            if (item.As<PyStr>() is not { } slot)
                throw PyErrors.TypeError($"__slots__ items must be strings, not '{item.Type.Name}'");
            if (!IsIdentifier(slot.Value))
                throw PyErrors.TypeError("__slots__ must be identifiers");
            if (slot.Value == "__dict__")
            {
                hasDict = true;
                continue;
            }
            if (slot.Value == "__weakref__")
                continue;
            if (type.IsSubtypeOf(ExceptionTypes.BaseException))
                throw new UnavailableException(
                    DiagnosticDescriptors.ClassFeature, "an exception with __slots__", "exceptions keep their attributes in a dict", "Leave __slots__ away.");
            var name = Mangle(type.Name, slot.Value);
            // A name may be there twice, and the compiler gives each class a docstring, if only None.
            var isOwn = names.TryGet(name, out var bound) && !(bound.Object is PySlotMember || (name == "__doc__" && bound.IsNone));
            if (isOwn && !runtime.Semantics.Classes.HasOldStyle && name is not ("__qualname__" or "__classcell__"))
                throw PyErrors.ValueError($"'{name}' in __slots__ conflicts with class variable");
            names[name] = new PySlotMember(name, type, type.SlotCount++);
        }
        type.AddsSlots = type.SlotCount > inherited;
        type.HasInstanceDict = hasDict;
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    // __x in the class A is _A__x. CPython: _Py_Mangle.
    private static string Mangle(string type, string name)
    {
        var owner = type.TrimStart('_');
        return name.StartsWith("__", StringComparison.Ordinal) && !name.EndsWith("__", StringComparison.Ordinal) && owner.Length > 0
            ? $"_{owner}{name}"
            : name;
    }
}
