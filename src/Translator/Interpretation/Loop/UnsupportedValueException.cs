namespace Pyc.Translation.Interpretation;

/// <summary>A constant is of a kind that has no value here. The loop says where that is: see <see cref="Unsupported"/>.</summary>
/// <param name="why">Why: a clause, without a full stop.</param>
/// <param name="remedy">What to do: a sentence.</param>
internal sealed class UnsupportedValueException(string why, string remedy) : PycJitException(why)
{
    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;
}
