namespace Pyc.Translation.Interpretation;

/// <summary>The optional <c>start</c> and <c>end</c> of a method, as UTF-16 offsets.</summary>
/// <param name="Start">The first one.</param>
/// <param name="End">The one behind the last.</param>
/// <remarks>CPython: <c>ADJUST_INDICES</c>. A start behind the end finds nothing, not even the empty text.</remarks>
internal readonly record struct TextRange(int Start, int End)
{
    /// <summary>Whether nothing can be in it.</summary>
    public bool IsImpossible => Start > End;

    /// <summary>Reads both arguments.</summary>
    public static TextRange Of(PythonRuntime runtime, PyStr text, PyValue start, PyValue end)
    {
        var length = text.Length;
        var last = Math.Min(Bound(runtime, end, length, length), length);
        var first = Bound(runtime, start, 0, length);
        if (first > length || first > last)
            return new TextRange(1, 0);
        return new TextRange(text.UnitOffset((int)first), text.UnitOffset((int)last));
    }

    private static long Bound(PythonRuntime runtime, PyValue value, long whenMissing, int length)
    {
        if (value.IsUnbound || value.IsNone)
            return whenMissing;
        var bound = SequenceIndex.SliceBound(runtime, value, 0);
        return bound < 0 ? Math.Max(0, bound + length) : bound;
    }
}
