using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The methods of the containers' iterators.</summary>
internal static class ContainerIteratorMembers
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__next__(self, /)", Next, Since: s_python3),
        new("next(self, /)", Next, Until: s_python3),
        new("__iter__(self, /)", static (_, arguments) => arguments[0]),
        new("__length_hint__(self, /)", static (_, arguments) => PyValue.FromInt(arguments[0].As<PyIterator>()?.LengthHint ?? 0)),
    ];

    private static PyValue Next(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        arguments[0].As<PyIterator>() is { } iterator && iterator.TryNext(runtime, out var item)
            ? item
            : throw new PythonError(new PyException(ExceptionTypes.StopIteration, []));
}
