namespace Pyc.Fuzz.Mutation;

/// <summary>Random numbers that are the same on all machines and in all versions of .NET for the same seed and number.</summary>
/// <remarks>S. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014: SplitMix64.</remarks>
public sealed class Dice
{
    private ulong _state;

    /// <summary>Dice for one input.</summary>
    /// <param name="seed">The seed of the campaign.</param>
    /// <param name="number">The number of the input.</param>
    public Dice(long seed, long number = 0)
    {
        _state = unchecked((ulong)seed * 0xD1342543DE82EF95 + 0x632BE59BD9B4E019);
        _state = unchecked(NextBits() + (ulong)number * 0x9E3779B97F4A7C15);
    }

    private static readonly int[] s_nasty =
        [0, 1, -1, 2, 3, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 1 << 20, int.MaxValue, int.MaxValue - 1, int.MinValue, 0x10000000, 0x40000000];

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            return z ^ z >> 31;
        }
    }

    /// <summary>A number from 0 to one less than the count, which is positive.</summary>
    public int Next(int count) => (int)(NextBits() >> 33) % count;

    /// <summary>A number from the first to one less than the second.</summary>
    public int Next(int from, int to) => from + Next(to - from);

    /// <summary>Whether something happens that does so once in so many times.</summary>
    public bool OneIn(int times) => Next(times) == 0;

    /// <summary>One of some.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>A number of those at which sizes and signs change.</summary>
    public int Nasty() => s_nasty[Next(s_nasty.Length)];

    /// <summary>A small number mostly, a nasty one now and then.</summary>
    public int Argument() => Next(8) switch { 0 => Nasty() & 0xFF, 1 => Next(256), _ => Next(12) };
}
