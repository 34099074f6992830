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

    /// <summary>The values behind one more, as a method passes them behind its object.</summary>
    /// <exception cref="PythonError">They would be too many: MemoryError. A method of a method makes a longer array at each level.</exception>
    public PyValue[] After(PythonRuntime runtime, PyValue first)
    {
        runtime.Memory.Check(Values.Length + 1L, PythonMemory.ValueSize);
        runtime.ChargeCopy(Values.Length);
        var all = new PyValue[Values.Length + 1];
        all[0] = first;
        Values.CopyTo(all.AsSpan(1));
        return all;
    }
}
