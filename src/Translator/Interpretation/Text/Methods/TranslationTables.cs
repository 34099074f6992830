using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary><c>str.maketrans</c>.</summary>
/// <remarks>CPython: <c>unicode_maketrans_impl</c>.</remarks>
internal static class TranslationTables
{
    /// <summary>The row.</summary>
    public static IEnumerable<BuiltinRow> Rows => [new("maketrans(cls, x, y=, z=, /)", (runtime, a) => Make(runtime, a[1..]), new PythonVersion(3, 1))];

    private static PyValue Make(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var table = new PyDict();
        if (a[1].IsUnbound)
        {
            if (a[0].As<PyDict>() is not { } given)
                throw PyErrors.TypeError("if you give only one argument to maketrans it must be a dict");
            var position = 0;
            while (given.TryNextEntry(ref position, out var key, out var value))
            {
                runtime.Charge();
                table.Set(runtime, KeyOf(runtime, key), value);
            }
            return table;
        }
        if (a[0].As<PyStr>() is not { } from)
            throw PyErrors.TypeError("first maketrans argument must be a string if there is a second argument");
        if (a[1].As<PyStr>() is not { } to)
            throw PyErrors.TypeError($"maketrans() argument 2 must be str, not {a[1].Type.Name}");
        if (from.Length != to.Length)
            throw PyErrors.ValueError("the first two maketrans arguments must have equal length");
        var (sources, targets) = (CodePoints.Of(from.Value), CodePoints.Of(to.Value));
        for (var i = 0; i < sources.Length; i++)
        {
            runtime.Charge();
            table.Set(runtime, PyValue.FromInt(sources[i]), PyValue.FromInt(targets[i]));
        }
        if (a[2].IsUnbound)
            return table;
        if (a[2].As<PyStr>() is not { } removed)
            throw PyErrors.TypeError($"maketrans() argument 3 must be str, not {a[2].Type.Name}");
        foreach (var code in CodePoints.Of(removed.Value))
        {
            runtime.Charge();
            table.Set(runtime, PyValue.FromInt(code), PyValue.None);
        }
        return table;
    }

    private static PyValue KeyOf(PythonRuntime runtime, PyValue key)
    {
        if (key.As<PyStr>() is { } text)
        {
            return text.Length == 1
                ? PyValue.FromInt(CodePoints.At(text.Value, 0, out _))
                : throw PyErrors.ValueError(runtime.Semantics.Text.TranslationKeyTooLong);
        }
        return key.IsInt || key.IsBool || key.As<PyInteger>() is not null
            ? key
            : throw PyErrors.TypeError(runtime.Semantics.Text.WrongTranslationKey);
    }
}
