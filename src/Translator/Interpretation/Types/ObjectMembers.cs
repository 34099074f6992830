namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>object</c>.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c>, <c>object_methods</c>.</remarks>
internal static class ObjectMembers
{
    /// <summary><c>object.__new__</c>.</summary>
    public static BuiltinRow Constructor { get; } = new("__new__(cls, *args)", static (runtime, arguments) =>
        new PyInstance(Classes.ClassForNew(runtime, PyTypes.Object, arguments)));

    /// <summary><c>object.__init__</c>.</summary>
    public static BuiltinRow Initializer { get; } = new("__init__(self, *args)", static (runtime, arguments) => PyValue.None);

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [Constructor, Initializer];
}
