using System.Globalization;
using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>Sequences for <see cref="IrEvaluator"/>: no access beyond their elements goes unnoticed, and what was written can be compared.</summary>
/// <remarks>A sequence is a number, and the same number always means the same sequence: how long it is and what it holds follow from that.</remarks>
internal sealed class SimulatedMemory
{
    private readonly Dictionary<BigInteger, Sequence> _sequences = [];
    private int _made;

    /// <summary>All that was written, in order, as text.</summary>
    public string Written { get; private set; } = "";

    /// <summary>The number of elements of the sequence that a number means.</summary>
    public static int CountOf(BigInteger number) => (int)(BigInteger.Abs(number) % 8);

    public BigInteger Field(BigInteger number, SequenceField field)
    {
        var sequence = Of(number);
        return field switch
        {
            SequenceField.Data => AddressOf(number),
            SequenceField.Count => sequence.Count,
            SequenceField.Capacity => sequence.Words.Length,
            _ => sequence.Count / 2,
        };
    }

    public void StoreCount(BigInteger number, BigInteger count)
    {
        var sequence = Of(number);
        Assert.That(count >= 0 && count <= sequence.Words.Length, "there is no room for the count that is stored");
        sequence.Count = (int)count;
        Write($"count of {number} = {count}");
    }

    public BigInteger Load(BigInteger address, BigInteger index, ElementKind kind)
    {
        var word = Element(address, index, kind);
        var (min, max) = ElementKinds.RangeOf(kind);
        return kind switch
        {
            ElementKind.UInt64 => (ulong)word,
            ElementKind.Float32 => BitConverter.DoubleToInt64Bits((float)BitConverter.Int64BitsToDouble(word)),
            ElementKind.Sequence => word is >= 0 and < 2_000_000 ? word : word & 0xff,
            ElementKind.Int64 or ElementKind.Float64 => word,
            _ => word < min || word > max ? min + (word & 0x7f) % (max - min + 1) : word,
        };
    }

    public void Store(BigInteger address, BigInteger index, ElementKind kind, BigInteger stored)
    {
        var word = kind switch
        {
            ElementKind.Float32 => BitConverter.DoubleToInt64Bits((float)BitConverter.Int64BitsToDouble((long)stored)),
            ElementKind.UInt64 => (long)(ulong)stored,
            _ => (long)stored,
        };
        Element(address, index, kind) = word;
        var isNan = kind is ElementKind.Float32 or ElementKind.Float64 && double.IsNaN(BitConverter.Int64BitsToDouble(word));
        Write($"{kind} {address}[{index}] = {(isNan ? "nan" : word)}");   // which one is nobody's business
    }

    /// <summary>Something for a function of the runtime, which can be told from another.</summary>
    public BigInteger Call(RuntimeFunction function, BigInteger[] operands)
    {
        Write($"{function}({string.Join(", ", operands)})");
        if (function == RuntimeFunction.NewList)
            return 1_000_000 + 8 * _made++ + 3;
        var sequence = Of(operands[0]);
        if (sequence.Words.Length > 0)
            sequence.Words[0] ^= 5;
        sequence.Count = Math.Max(0, sequence.Count - 1);
        return sequence.Count;
    }

    private static BigInteger AddressOf(BigInteger number) => number * 16 + 1;

    private ref long Element(BigInteger address, BigInteger index, ElementKind kind)
    {
        Assert.That(address % 16 is var rest && (rest == 1 || rest == -15), $"{address} is no address of elements");
        var sequence = Of((address - 1) / 16);
        Assert.That(index >= 0 && index < sequence.Words.Length, $"{kind} [{index}] is beyond the {sequence.Words.Length} elements");
        return ref sequence.Words[(int)index];
    }

    private Sequence Of(BigInteger number)
    {
        if (_sequences.TryGetValue(number, out var sequence))
            return sequence;
        var random = new Random((int)(BigInteger.Abs(number) % 1_000_003));
        var words = Enumerable.Range(0, CountOf(number)).Select(_ => random.Next(4) == 0 ? random.NextInt64() : random.Next(-3, 20)).ToArray();
        return _sequences[number] = new Sequence(words) { Count = words.Length };
    }

    // A long trace is told by its end and a hash of the rest.
    private void Write(string what)
    {
        Written = $"{Written}; {what}";
        if (Written.Length > 400)
            Written = string.Create(CultureInfo.InvariantCulture, $"{Hash(Written[..300])} {Written[300..]}");
    }

    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619));

    private sealed class Sequence(long[] words)
    {
        public long[] Words { get; } = words;
        public int Count { get; set; }
    }
}
