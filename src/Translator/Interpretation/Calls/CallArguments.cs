namespace Pyc.Translation.Interpretation;

/// <summary>What a call passes: values, the last of which may have names.</summary>
/// <param name="values">Positional arguments, then keyword arguments.</param>
/// <param name="names">Names of the keyword arguments, in their order; no longer than <paramref name="values"/>.</param>
internal readonly ref struct CallArguments(ReadOnlySpan<PyValue> values, ReadOnlySpan<string> names = default)
{
    /// <summary>All values.</summary>
    public ReadOnlySpan<PyValue> Values { get; } = values;

    /// <summary>Names of the last values.</summary>
    public ReadOnlySpan<string> Names { get; } = names;

    /// <summary>How many are passed by position.</summary>
    public int PositionalCount => Values.Length - Names.Length;

    /// <summary>Those passed by position.</summary>
    public ReadOnlySpan<PyValue> Positional => Values[..PositionalCount];

    /// <summary>Those passed by name.</summary>
    public ReadOnlySpan<PyValue> Named => Values[PositionalCount..];
}
