namespace Pyc.Translation.Interpretation;

/// <summary>How <c>sum</c> adds floats.</summary>
internal enum FloatSum
{
    /// <summary>One by one.</summary>
    Plain,

    /// <summary>Keeping the rounding errors of floats, but not those of ints.</summary>
    Compensated,

    /// <summary>Keeping all rounding errors.</summary>
    CompensatedWithInts,
}
