namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>dict</c>.</summary>
internal static class DictMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];

    /// <summary>Takes over what a mapping or an iterable of pairs holds.</summary>
    public static void Update(PythonRuntime runtime, PyDict dict, PyValue source)
    {
        if (source.Object is PyDict other)
        {
            dict.Merge(runtime, other);
            return;
        }
        if (!source.IsUnbound && source.Object is not null && Attributes.TryGet(runtime, source, "keys", out var keys))
        {
            var names = Operators.GetIterator(runtime, Operators.Call(runtime, keys));
            while (names.TryNext(runtime, out var key))
                dict.Set(runtime, key, Operators.GetItem(runtime, source, key));
            return;
        }
        var iterator = Operators.GetIterator(runtime, source);
        for (var number = 0; iterator.TryNext(runtime, out var element); number++)
        {
            if (element.Object is not PySequence && element.Object?.GetIterator(runtime) is null)
                throw PyErrors.TypeError($"cannot convert dictionary update sequence element #{number} to a sequence");
            var pair = Iteration.ToArray(runtime, element);
            if (pair.Length != 2)
                throw PyErrors.ValueError($"dictionary update sequence element #{number} has length {pair.Length}; 2 is required");
            dict.Set(runtime, pair[0], pair[1]);
        }
    }
}
