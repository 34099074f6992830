using System.Globalization;
using System.Runtime.InteropServices;

namespace Pyc.Benchmarks;

/// <summary>The arguments that a kernel is called with; all sides in this process share them.</summary>
internal sealed class Data
{
    private readonly (Array Array, Array Before)[] _arrays;

    public Data(Kernel kernel)
    {
        Kernel = kernel;
        Arguments = kernel.Arguments();
        _arrays = [.. Arguments.OfType<Array>().Select(array => (array, (Array)array.Clone()))];
    }

    public Kernel Kernel { get; }

    /// <summary>Numbers, and arrays that do not move.</summary>
    public object[] Arguments { get; }

    /// <summary>Makes the arrays what they were at first.</summary>
    public void Restore()
    {
        foreach (var (array, before) in _arrays)
            Array.Copy(before, array, array.Length);
    }

    /// <summary>What a call has given.</summary>
    /// <param name="result">What it has returned, as <see cref="Outcome.Text(double)"/> writes it.</param>
    public Outcome After(string result) => new(result, [.. _arrays.Select(pair => BytesOf(pair.Array).ToArray())]);

    /// <summary>The elements as they are in memory, 8 bytes each.</summary>
    public static ReadOnlySpan<byte> BytesOf(Array array) =>
        array is long[] ints ? MemoryMarshal.AsBytes(ints.AsSpan()) : MemoryMarshal.AsBytes(((double[])array).AsSpan());
}

/// <summary>What a call of a kernel has given: times of calls that give different things say nothing.</summary>
/// <param name="Result">What it has returned, floats by their bits.</param>
/// <param name="Arrays">What is in its arrays, bytes.</param>
internal sealed record Outcome(string Result, byte[][] Arrays)
{
    public static string Text(long number) => $"i {number}";

    public static string Text(double number) => $"f {BitConverter.DoubleToInt64Bits(number)}";

    /// <summary>What it has returned, to be read by people.</summary>
    public string Shown => Result switch
    {
        ['f', ' ', .. var bits] => BitConverter.Int64BitsToDouble(long.Parse(bits, CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture),
        ['i', ' ', .. var number] => number,
        _ => Result,
    };

    /// <summary>Whether the other is the same, bit for bit.</summary>
    public bool Is(Outcome other) =>
        Result == other.Result && Arrays.Length == other.Arrays.Length && Arrays.Zip(other.Arrays).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
}
