using System.Globalization;
using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>Sequences for <see cref="IrEvaluator"/>: no access beyond their elements goes unnoticed, and what was written can be compared.</summary>
/// <remarks>A sequence is a number, and the same number always means the same sequence: how long it is and what it holds follow from that.</remarks>
internal sealed class SimulatedMemory
{
    private const int FirstMade = 1_000_003;
    private const int FirstLong = 1_000;
    private const int FirstOfFloats = 100_000;
    private const int MostItems = 20_000;

    private readonly Dictionary<BigInteger, Sequence> _sequences = [];
    private readonly List<(BigInteger Number, uint Hash)> _writes = [];

    /// <summary>All that was written, in order, as text.</summary>
    public string Written { get; private set; } = "";

    /// <summary>What was written before an exit to what its frame may know of.</summary>
    public string Left { get; set; } = "";

    /// <summary>How many lists were made.</summary>
    public int Made { get; private set; }

    /// <summary>What was written to what there was when so many lists were made, as text: what is done to others, nobody sees who knows of these alone.</summary>
    public string WrittenTo(int made) => string.Create(
        CultureInfo.InvariantCulture,
        $" {_writes.Where(write => write.Number < NumberOf(made)).Aggregate(0u, (hash, write) => unchecked(hash * 31 + write.Hash))}");

    /// <summary>The number of elements of the sequence that a number means.</summary>
    public static int CountOf(BigInteger number) => (int)(BigInteger.Abs(number) % (number >= FirstLong && number < FirstMade ? 64 : 8));

    /// <summary>A sequence of up to 63 elements: the long ones of <see cref="Of"/>.</summary>
    public static long Long(Random random, bool isOfFloats) => isOfFloats ? random.Next(FirstOfFloats, 2 * FirstOfFloats) : random.Next(FirstLong, FirstOfFloats);

    public BigInteger Field(BigInteger number, SequenceField field)
    {
        var sequence = Of(number);
        return field switch
        {
            SequenceField.Data => AddressOf(number),
            SequenceField.Count => sequence.Count,
            SequenceField.Capacity => sequence.Capacity,
            _ => sequence.Count / 2,
        };
    }

    public void StoreCount(BigInteger number, BigInteger count)
    {
        var sequence = Of(number);
        Assert.That(count >= 0 && count <= sequence.Capacity, "there is no room for the count that is stored");
        sequence.Count = (int)count;
        Write(number, $"count of {number} = {count}");
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
        Write((address - 1) / 16, $"{kind} {address}[{index}] = {(isNan ? "nan" : word)}");   // which one is nobody's business
    }

    /// <summary>What a function of the runtime does.</summary>
    public BigInteger Call(RuntimeFunction function, BigInteger[] operands)
    {
        var answer = Answer(function, operands);
        var what = $"{function}({string.Join(", ", operands)})";
        // Where the answer is 0 nothing has changed, and nobody sees how much room there is.
        if (function is RuntimeFunction.NewList or RuntimeFunction.Reserve || (answer == 0 && RuntimeFunctionInfo.Of(function).Result != IrType.Void))
            Note(what);
        else
            Write(operands[0], what);
        return answer;
    }

    private BigInteger Answer(RuntimeFunction function, BigInteger[] operands)
    {
        long[] words = [.. operands.Select(operand => (long)operand)];
        if (function == RuntimeFunction.NewList)
        {
            var number = NumberOf(Made++);
            var kind = (ElementKind)(words[0] & 0xff);
            var width = kind switch { ElementKind.Mixed => 2, ElementKind.Record => new RecordLayout(words[0] >> 8).Count, _ => 1 };
            _sequences[number] = new Sequence(new long[words[1] * width], width, kind);
            return number;
        }
        var list = Of(operands[0]);
        switch (function)
        {
            case RuntimeFunction.Reserve:
                return Reserve(list, words[1]);
            case RuntimeFunction.AppendItems:
                var (from, count) = (Of(operands[1]), list.Count + words[4]);
                var items = new long[words[4]][];
                for (var i = 0; i < items.Length; i++)
                {
                    if (Convert(from.ItemAt((int)(words[2] + i * words[3])), from.Kind, list.Kind) is not { } item)
                        return 0;
                    items[i] = item;
                }
                if (Reserve(list, count) == 0)
                    return 0;
                for (var i = 0; i < items.Length; i++)
                    list.Put(list.Count + i, items[i]);
                list.Count = (int)count;
                return 1;
            case RuntimeFunction.Repeat:
                if (Reserve(list, words[1] * words[2]) == 0)
                    return 0;
                list.Count = (int)(words[1] * words[2]);
                for (var i = (int)words[1]; i < list.Count; i++)
                    list.Put(i, list.ItemAt(i - (int)words[1]));
                return 1;
            case RuntimeFunction.OpenGap:
                if (Reserve(list, list.Count + words[2]) == 0)
                    return 0;
                for (var i = list.Count - 1; i >= words[1]; i--)
                    list.Put(i + (int)words[2], list.ItemAt(i));
                list.Count += (int)words[2];
                return 1;
            case RuntimeFunction.CloseGap:
                for (var i = (int)(words[1] + words[2]); i < list.Count; i++)
                    list.Put(i - (int)words[2], list.ItemAt(i));
                list.Count -= (int)words[2];
                return 0;
            case RuntimeFunction.Reverse:
                var turned = Enumerable.Range(0, list.Count).Select(list.ItemAt).Reverse().ToList();
                turned.Select((item, index) => (item, index)).ToList().ForEach(place => list.Put(place.index, place.item));
                return 0;
            default:
                if (list.Kind is not (ElementKind.Int64 or ElementKind.Bool))
                    return 0;
                var sorted = list.Words.Take(list.Count).Order().ToList();
                if (words[1] == 1)
                    sorted.Reverse();
                sorted.CopyTo(list.Words);
                return 1;
        }
    }

    private static int Reserve(Sequence list, long count)
    {
        if (count > MostItems)
            return 0;
        if (count > list.Capacity)
            list.Words = [.. list.Words, .. new long[(count - list.Capacity) * list.Width]];
        return 1;
    }

    private static long[]? Convert(long[] item, ElementKind from, ElementKind to) => (from, to) switch
    {
        _ when from == to => item,
        (ElementKind.Bool, ElementKind.Int64) => item,
        (ElementKind.Bool or ElementKind.Int64, ElementKind.Float64) when Math.Abs(item[0]) <= 1L << 53 => [BitConverter.DoubleToInt64Bits(item[0])],
        (ElementKind.Bool or ElementKind.Int64 or ElementKind.Float64 or ElementKind.Sequence, ElementKind.Mixed) =>
            [item[0], (long)ElementKinds.TypeOf(from)],
        _ => null,
    };

    private static BigInteger NumberOf(int made) => FirstMade + 8 * made;

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
        var words = Enumerable.Range(0, CountOf(number)).Select(_ => Word(number, random)).ToArray();
        return _sequences[number] = new Sequence(words) { Count = words.Length };
    }

    // Long sequences are of floats, or of ints of which few are large, or none.
    private static long Word(BigInteger number, Random random)
    {
        if (number < FirstLong || number >= FirstMade)
            return random.Next(4) == 0 ? random.NextInt64() : random.Next(-3, 20);
        if (number < FirstOfFloats)
            return number % 3 == 0 && random.Next(20) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(3) : random.Next(-30, 30);
        var isPlain = number % 3 > 0;
        return BitConverter.DoubleToInt64Bits(random.Next(isPlain ? 2 : 8) switch
        {
            0 or 1 => random.Next(-9, 9) / 4.0,
            2 => double.NaN,
            3 => -0.0,
            4 => 0.0,
            5 => double.PositiveInfinity,
            6 => double.NegativeInfinity,
            _ => BitConverter.Int64BitsToDouble(random.NextInt64()),
        });
    }

    private void Write(BigInteger number, string what)
    {
        _writes.Add((number, Hash(what)));
        Note(what);
    }

    // A long trace is told by its end and a hash of the rest.
    private void Note(string what)
    {
        Written = $"{Written}; {what}";
        if (Written.Length > 400)
            Written = string.Create(CultureInfo.InvariantCulture, $"{Hash(Written[..300])} {Written[300..]}");
    }

    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619));

    private sealed class Sequence(long[] words, int width = 1, ElementKind kind = ElementKind.Int64)
    {
        public long[] Words { get; set; } = words;
        public int Width { get; } = width;
        public ElementKind Kind { get; } = kind;
        public int Count { get; set; }
        public int Capacity => Width == 0 ? MostItems : Words.Length / Width;

        public long[] ItemAt(int index) => Words[(index * Width)..((index + 1) * Width)];

        public void Put(int index, long[] item) => item.CopyTo(Words, index * Width);
    }
}
