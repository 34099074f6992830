using System.Numerics;
using Pyc.Execution.Sequences;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Tests.Sequences;

/// <summary>Sorting sequences as Python does.</summary>
[NonParallelizable]
public sealed unsafe class ListOrderTests
{
    private Random _random = null!;

    [SetUp]
    public void Enter()
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        _random = new Random(seed);
        ListHeap.Enter();
    }

    [TearDown]
    public void Leave() => ListHeap.Leave();

    [Test]
    public void Integers_are_sorted([Values] bool isDescending)
    {
        Check(ElementKind.Int8, () => (sbyte)_random.Next(), isDescending);
        Check(ElementKind.UInt8, () => (byte)_random.Next(), isDescending);
        Check(ElementKind.Int16, () => (short)_random.Next(), isDescending);
        Check(ElementKind.UInt16, () => (ushort)_random.Next(), isDescending);
        Check(ElementKind.Int32, () => _random.Next(int.MinValue, int.MaxValue), isDescending);
        Check(ElementKind.UInt32, () => (uint)_random.NextInt64(), isDescending);
        Check(ElementKind.Int64, () => _random.NextInt64(long.MinValue, long.MaxValue), isDescending);
        Check(ElementKind.Int64, () => _random.NextInt64(5), isDescending);
        Check(ElementKind.UInt64, () => (ulong)_random.NextInt64(long.MinValue, long.MaxValue), isDescending);
        Check(ElementKind.Bool, () => (byte)_random.Next(2), isDescending);
    }

    [Test]
    public void Floats_are_sorted_and_zeros_of_both_signs_stay_in_their_order([Values] bool isDescending)
    {
        Check(ElementKind.Float64, () => _random.NextDouble() - 0.5, isDescending);
        Check(ElementKind.Float64, () => Some(0.0, -0.0, 0.0, 1.0, -1.0, double.PositiveInfinity, double.NegativeInfinity), isDescending);
        Check(ElementKind.Float64, () => Some(0.0, -0.0), isDescending);
        Check(ElementKind.Float64, () => Some(-0.0, 1), isDescending);
        Check(ElementKind.Float32, () => _random.NextSingle() - 0.5f, isDescending);
        Check(ElementKind.Float32, () => Some(0.0f, -0.0f, 1e-45f, -1e-45f), isDescending);
    }

    [Test]
    public void Where_there_is_a_nan_nothing_changes([Values] bool isDescending, [Values(0, 1, 2, 3)] int place)
    {
        double[] floats = [3, 2, 1, 0];
        floats[place] = double.NaN;
        var list = ListCall.Of<double>(ElementKind.Float64, floats);
        var narrow = ListCall.Of<float>(ElementKind.Float32, [.. floats.Select(element => (float)element)]);
        var mixed = Mix([.. floats.Select(element => (IrType.Float64, BitConverter.DoubleToInt64Bits(element)))]);
        Assert.That(ListCall.Sort(list, isDescending), Is.False);
        Assert.That(ListCall.Sort(narrow, isDescending), Is.False);
        Assert.That(ListCall.Sort(mixed, isDescending), Is.False);
        Assert.That(ListCall.ElementsOf<double>(list), Is.EqualTo(floats));
        Assert.That(ListCall.ElementsOf<float>(narrow), Is.EqualTo(floats.Select(element => (float)element)));
        Assert.That(
            ListCall.ElementsOf<MixedElement>(mixed).Select(element => BitConverter.Int64BitsToDouble(element.Word)), Is.EqualTo(floats));
    }

    [Test]
    public void Lists_and_other_values_are_the_interpreters()
    {
        var lists = ListCall.Of<nint>(ElementKind.Sequence, (nint)ListCall.OfInts(2), (nint)ListCall.OfInts(1));
        Assert.That(ListCall.Sort(lists), Is.False);
        Assert.That(ListCall.Sort(Mix((IrType.Int64, 2), (IrType.Sequence, (nint)ListCall.OfInts(1)))), Is.False);
        Assert.That(ListCall.Sort(Mix((IrType.Int64, 2), (IrType.None, 0))), Is.False);
        Assert.That(ListCall.Sort(Mix((IrType.None, 0))), "one element is in order");
        Assert.That(ListCall.Sort(ListCall.New(ElementKind.Float64)));
        var table = ListCall.Lend(null, 2, ElementKind.Int64);
        table.Columns = 3;
        Assert.That(ListCall.Sort(&table), Is.False);
    }

    [Test]
    public void What_is_in_order_stays_and_what_is_in_the_opposite_order_is_turned_round([Values] bool isDescending)
    {
        long[] rising = [1, 2, 2, 3, 3, 3, 4];
        foreach (var elements in new[] { rising, [.. rising.Reverse()] })
        {
            var list = ListCall.OfInts(elements);
            Assert.That(ListCall.Sort(list, isDescending));
            Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(isDescending ? rising.Reverse() : rising));
        }
    }

    [Test]
    public void Numbers_of_several_types_are_sorted_as_the_interpreter_does([Values] bool isDescending)
    {
        const long Large = 1L << 53;
        double[] floats =
        [
            0.0, -0.0, 1.0, 0.5, -0.5, Large, Large + 2, -Large, 9223372036854775808.0, -9223372036854775808.0, 9223372036854774784.0, 1e300, -1e300,
            double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon,
        ];
        long[] ints = [0, 1, -1, Large, Large + 1, Large - 1, -Large, -Large - 1, long.MaxValue, long.MinValue, long.MaxValue - 1023, long.MaxValue - 1024];
        var runtime = new PythonRuntime(new PythonVersion(3, 12));
        foreach (var count in new[] { 2, 3, 15, 16, 17, 31, 33, 64, 100, 1000, 5000 })
        {
            var elements = Enumerable.Range(0, count).Select(_ => _random.Next(3) switch
            {
                0 => (IrType.Int64, Some(ints)),
                1 => (IrType.Float64, BitConverter.DoubleToInt64Bits(Some(floats))),
                _ => (IrType.Bool, (long)_random.Next(2)),
            }).ToArray();
            var list = Mix(elements);
            var expected = elements.Select(element => element.Item1 switch
            {
                IrType.Int64 => PyValue.FromInt(element.Item2),
                IrType.Bool => PyValue.FromBool(element.Item2 != 0),
                _ => PyValue.FromFloat(BitConverter.Int64BitsToDouble(element.Item2)),
            }).ToArray();
            ListSort.Sort(runtime, expected, default, isDescending);
            Assert.That(ListCall.Sort(list, isDescending));
            Assert.That(
                ListCall.ElementsOf<MixedElement>(list).Select(element => ((IrType)element.Type, element.Word)),
                Is.EqualTo(expected.Select(value => (value.IsInt ? IrType.Int64 : value.IsBool ? IrType.Bool : IrType.Float64, value.Int))));
        }
    }

    private T Some<T>(params T[] values) => values[_random.Next(values.Length)];

    private static SequenceHeader* Mix(params (IrType Type, long Word)[] elements) => ListCall.Of<MixedElement>(
        ElementKind.Mixed, [.. elements.Select(element => new MixedElement { Word = element.Word, Type = (long)element.Type })]);

    private static void Check<T>(ElementKind kind, Func<T> next, bool isDescending)
        where T : unmanaged, INumber<T>
    {
        foreach (var count in new[] { 0, 1, 2, 3, 16, 17, 100, 10_000 })
        {
            T[] elements = [.. Enumerable.Range(0, count).Select(_ => next())];
            var list = ListCall.Of<T>(kind, elements);
            Assert.That(ListCall.Sort(list, isDescending));
            // LINQ's sorts are stable, and ask CompareTo, to which zeros of two signs are equal.
            var expected = isDescending ? elements.OrderByDescending(element => element) : elements.OrderBy(element => element);
            Assert.That(ListCall.ElementsOf<T>(list).Select(Text), Is.EqualTo(expected.Select(Text)), $"{kind}, {count} elements");
        }

        static string? Text(T element) => element.ToString();       // of a zero with its sign
    }
}
