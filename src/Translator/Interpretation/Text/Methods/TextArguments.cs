namespace Pyc.Translation.Interpretation;

/// <summary>Arguments of methods that are no text.</summary>
internal static class TextArguments
{
    /// <summary>An integer.</summary>
    /// <exception cref="PythonError">It is none (TypeError) or does not fit 64 bits (OverflowError).</exception>
    public static long Integer(PythonRuntime runtime, PyValue value)
    {
        if (value.IsInt || value.IsBool)
            return value.Int;
        if (!value.IsFloat && Numbers.TryGetInteger(value, out var integer))
        {
            return integer >= long.MinValue && integer <= long.MaxValue
                ? (long)integer
                : throw PyErrors.OverflowError("Python int too large to convert to C ssize_t");
        }
        return Numbers.Index(runtime, value, runtime.Semantics.Text.NotAnInteger(value));
    }
}
