using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The methods of a dict's views.</summary>
internal static class DictViewMembers
{
    /// <summary>A row for each method of a view of values.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__reversed__(self, /)", Reversed, Since: new(3, 8)),
        .. SlotRows.Of(SlotRows.Walking),
    ];

    /// <summary>A row for each method of a view of keys or items.</summary>
    public static IEnumerable<BuiltinRow> SetRows { get; } =
    [
        .. Rows,
        new("isdisjoint(self, other, /)", static (runtime, arguments) => PyValue.FromBool(Self(arguments).IsDisjoint(runtime, arguments[1]))),
    ];

    private static PyDictView Self(ReadOnlySpan<PyValue> arguments) => SlotRows.Self<PyDictView>(arguments);

    private static PyValue Reversed(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var view = Self(arguments);
        return new PyDictIterator(view.Dict, view.Part, isReversed: true);
    }
}
