namespace Pyc.Translation.Interpretation;

/// <summary>The modules <c>typing</c> and <c>typing_extensions</c>: what annotations need, and no more.</summary>
internal static class TypingModule
{
    private const string OnlyAnnotations = "PycJit knows typing's names in annotations only";

    private static readonly BuiltinRow[] s_functions =
    [
        new("cast(typ, val)", (_, arguments) => arguments[1]),
        new("final(f)", (_, arguments) => arguments[0]),
        new("no_type_check(arg)", (_, arguments) => arguments[0]),
        new("override(method, /)", (_, arguments) => arguments[0]),
        new("runtime_checkable(cls)", (_, arguments) => arguments[0]),
        new("NewType(name, tp)", (_, _) => new BuiltinRow("NewType(value, /)", (_, arguments) => arguments[0]).Function),
        new("overload(func)", (_, _) => new UnavailableObject(
            DiagnosticDescriptors.AnnotationOnly, "an overload", "only its signature is declared", "Call the implementation, which stands behind the overloads.")),
    ];

    private static readonly string[] s_classes = ["Generic", "NamedTuple", "Protocol", "TypedDict", "get_type_hints", "get_args", "get_origin"];

    /// <summary>The module.</summary>
    public static PyModule Make(string name)
    {
        var names = new PyNamespace { ["TYPE_CHECKING"] = PyValue.False };
        foreach (var row in s_functions)
            names[row.Name] = row.Function;
        foreach (var row in s_classes)
            names[row] = new UnavailableObject(DiagnosticDescriptors.AnnotationOnly, $"{name}.{row}", OnlyAnnotations, TypingObject.Remedy);
        return new PyModule(name, names) { Unknown = attribute => new TypingObject(attribute) };
    }
}
