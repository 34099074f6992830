namespace Pyc.Translation.Interpretation;

/// <summary>Makes a call's arguments again of what a row with <c>*args</c> and <c>**names</c> got.</summary>
internal static class KeywordDict
{
    /// <summary>The arguments of a call.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="positional">Those passed by position.</param>
    /// <param name="named">The dict of the rest; nothing where there are none.</param>
    public static CallArguments Arguments(PythonRuntime runtime, ReadOnlySpan<PyValue> positional, PyValue named)
    {
        if (named.As<PyDict>() is not { Count: > 0 } dict)
            return new CallArguments(positional);
        var values = new List<PyValue>(positional.ToArray());
        var names = new List<string>();
        var place = 0;
        while (dict.TryNextEntry(ref place, out var key, out var value))
        {
            names.Add(Operators.Str(runtime, key));
            values.Add(value);
        }
        return new CallArguments(values.ToArray(), names.ToArray());
    }
}
