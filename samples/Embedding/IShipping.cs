namespace Embedding;

/// <summary>The functions of shipping.py.</summary>
public interface IShipping
{
    /// <summary>What it costs to send a parcel, in cents.</summary>
    /// <param name="value">What is in it, in cents.</param>
    /// <param name="weight">In grams.</param>
    /// <param name="distance">In kilometres.</param>
    long Total(long value, long weight, long distance);

    /// <summary>What is written on it.</summary>
    string Label(long weight, long distance);
}
