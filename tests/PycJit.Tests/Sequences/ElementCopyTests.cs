using Pyc.Execution.Sequences;
using Pyc.Translation.Ir;

namespace Pyc.Tests.Sequences;

/// <summary>Appending the elements of one sequence to another.</summary>
[NonParallelizable]
public sealed unsafe class ElementCopyTests
{
    private static readonly ElementKind[] s_integers =
    [
        ElementKind.Int8, ElementKind.UInt8, ElementKind.Int16, ElementKind.UInt16, ElementKind.Int32, ElementKind.UInt32, ElementKind.Int64,
        ElementKind.UInt64,
    ];

    [SetUp]
    public void Enter() => ListHeap.Enter();

    [TearDown]
    public void Leave() => ListHeap.Leave();

    [Test]
    public void Integers_of_any_width_become_ints([ValueSource(nameof(s_integers))] ElementKind kind)
    {
        var (least, greatest) = ElementKinds.RangeOf(kind);
        if (kind == ElementKind.UInt64)
            least = 0;
        var elements = stackalloc long[10];
        var source = ListCall.Lend(elements, 3, kind);
        Put(&source, 0, least);
        Put(&source, 1, greatest);
        Put(&source, 2, 7);
        var list = ListCall.OfInts(1);
        Assert.That(ListCall.AppendItems(list, &source, 0, 1, 3));
        Assert.That(ListCall.AppendItems(list, &source, 2, -1, 3));
        Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(new[] { 1, least, greatest, 7, 7, greatest, least }));
    }

    [Test]
    public void Integers_beyond_64_bits_do_not_fit()
    {
        var elements = stackalloc ulong[2] { 1, 1UL << 63 };
        var source = ListCall.Lend(elements, 2, ElementKind.UInt64);
        var list = ListCall.OfInts(5);
        var mixed = ListCall.New(ElementKind.Mixed);
        Assert.That(ListCall.AppendItems(list, &source, 0, 1, 2), Is.False);
        Assert.That(ListCall.AppendItems(mixed, &source, 0, 1, 2), Is.False);
        Assert.That(mixed->Count, Is.Zero);
        Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(new[] { 5L }));
        Assert.That(ListCall.AppendItems(list, &source, 0, 1, 1));
        Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(new[] { 5L, 1 }));
    }

    [Test]
    public void Narrow_floats_become_floats()
    {
        var elements = stackalloc float[4] { 1.5f, -0.0f, float.NaN, float.MaxValue };
        var source = ListCall.Lend(elements, 4, ElementKind.Float32);
        var list = ListCall.New(ElementKind.Float64);
        Assert.That(ListCall.AppendItems(list, &source, 3, -1, 4));
        Assert.That(ListCall.ElementsOf<double>(list), Is.EqualTo(new[] { float.MaxValue, double.NaN, -0.0, 1.5 }));
        Assert.That(double.IsNegative(((double*)list->Data)[2]));
    }

    [Test]
    public void In_a_list_that_a_call_has_made_a_value_stays_what_it_is()
    {
        var ints = ListCall.OfInts(0, 1);
        var floats = ListCall.Of<double>(ElementKind.Float64, 0, 1);
        var bools = ListCall.Of<byte>(ElementKind.Bool, 0, 1);
        Assert.That(ListCall.AppendItems(ints, floats, 0, 1, 2), Is.False);
        Assert.That(ListCall.AppendItems(ints, bools, 0, 1, 2), Is.False);
        Assert.That(ListCall.AppendItems(floats, ints, 0, 1, 2), Is.False);
        Assert.That(ListCall.AppendItems(floats, bools, 0, 1, 2), Is.False);
        Assert.That(ListCall.AppendItems(bools, ints, 0, 1, 2), Is.False);
        Assert.That(ListCall.AppendItems(bools, floats, 0, 1, 2), Is.False);
        Assert.That(ints->Count + floats->Count + bools->Count, Is.EqualTo(6));
        Assert.That(ListCall.AppendItems(ints, floats, 0, 1, 0), "none fit any list");
    }

    [Test]
    public void Mixed_lists_take_numbers_bools_and_lists_with_their_types()
    {
        var ints = ListCall.OfInts(5);
        var floats = ListCall.Of<double>(ElementKind.Float64, 1.5);
        var bools = ListCall.Of<byte>(ElementKind.Bool, 1);
        var lists = ListCall.Of<nint>(ElementKind.Sequence, (nint)ints);
        var mixed = ListCall.New(ElementKind.Mixed);
        Assert.That(ListCall.AppendItems(mixed, ints, 0, 1, 1));
        Assert.That(ListCall.AppendItems(mixed, floats, 0, 1, 1));
        Assert.That(ListCall.AppendItems(mixed, bools, 0, 1, 1));
        Assert.That(ListCall.AppendItems(mixed, lists, 0, 1, 1));
        Assert.That(ListCall.AppendItems(mixed, mixed, 0, 1, 4));
        Assert.That(ListCall.AppendItems(mixed, mixed, 3, -1, 2));
        (IrType, long)[] once =
        [
            (IrType.Int64, 5), (IrType.Float64, BitConverter.DoubleToInt64Bits(1.5)), (IrType.Bool, 1), (IrType.Sequence, (nint)ints),
        ];
        Assert.That(
            ListCall.ElementsOf<MixedElement>(mixed).Select(element => ((IrType)element.Type, element.Word)),
            Is.EqualTo(once.Concat(once).Concat([once[3], once[2]])));
        Assert.That(ListCall.AppendItems(ints, mixed, 0, 4, 2), "what is an int in it is one");
        Assert.That(ListCall.ElementsOf<long>(ints), Is.EqualTo(new long[] { 5, 5, 5 }));
        Assert.That(ListCall.AppendItems(ints, mixed, 0, 1, 2), Is.False);
    }

    [Test]
    public void A_list_is_appended_to_itself_in_any_steps()
    {
        var list = ListCall.OfInts([.. Enumerable.Range(0, 100).Select(i => (long)i)]);
        Assert.That(ListCall.AppendItems(list, list, 99, -3, 34));
        Assert.That(ListCall.AppendItems(list, list, 0, 1, 134));
        Assert.That(ListCall.AppendItems(list, list, 1, 2, 3));
        Assert.That(ListCall.AppendItems(list, list, 7, 0, 3));
        var expected = Enumerable.Range(0, 100).Select(i => (long)i).ToList();
        expected.AddRange(Enumerable.Range(0, 34).Select(i => 99L - 3 * i));
        expected.AddRange([.. expected]);
        expected.AddRange([1, 3, 5, 7, 7, 7]);
        Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(expected));
    }

    [TestCase(ElementKind.Int8), TestCase(ElementKind.Int16), TestCase(ElementKind.Int32), TestCase(ElementKind.Mixed)]
    public void Elements_of_any_size_are_copied_in_steps(ElementKind kind)
    {
        var size = ElementKinds.SizeOf(kind);
        var bytes = Enumerable.Range(0, 10 * size).Select(i => (byte)i).ToArray();
        fixed (byte* data = bytes)
        {
            var source = ListCall.Lend(data, 10, kind);
            var list = ListCall.New(kind);
            Assert.That(ListCall.AppendItems(list, &source, 9, -4, 3));
            Assert.That(
                new Span<byte>(list->Data, 3 * size).ToArray(),
                Is.EqualTo(bytes[(9 * size)..(10 * size)].Concat(bytes[(5 * size)..(6 * size)]).Concat(bytes[size..(2 * size)])));
        }
    }

    [Test]
    public void A_lent_list_takes_what_equals_an_element()
    {
        Check(ElementKind.Int8, ListCall.OfInts(-128, 127), true);
        Check(ElementKind.Int8, ListCall.OfInts(128), false);
        Check(ElementKind.UInt8, ListCall.OfInts(0, 255), true);
        Check(ElementKind.UInt8, ListCall.OfInts(-1), false);
        Check(ElementKind.UInt16, ListCall.OfInts(65535), true);
        Check(ElementKind.UInt16, ListCall.OfInts(65536), false);
        Check(ElementKind.Int32, ListCall.OfInts(int.MinValue), true);
        Check(ElementKind.Int32, ListCall.OfInts(1L << 31), false);
        Check(ElementKind.UInt64, ListCall.OfInts(long.MaxValue), true);
        Check(ElementKind.UInt64, ListCall.OfInts(-1), false);
        Check(ElementKind.Int64, ListCall.Of<byte>(ElementKind.Bool, 1), true);
        Check(ElementKind.Int64, ListCall.Of<double>(ElementKind.Float64, 1), false);
        Check(ElementKind.Float64, ListCall.OfInts(1L << 53, -(1L << 62)), true);
        Check(ElementKind.Float64, ListCall.OfInts((1L << 53) + 1), false);
        Check(ElementKind.Float64, ListCall.OfInts(long.MaxValue), false);
        Check(ElementKind.Float32, ListCall.Of(ElementKind.Float64, 1.1, double.PositiveInfinity), true);
        Check(ElementKind.Float32, ListCall.Of(ElementKind.Float64, 1e39), false);
        Check(ElementKind.Bool, ListCall.OfInts(0, 1), true);
        Check(ElementKind.Bool, ListCall.OfInts(2), false);

        static void Check(ElementKind kind, SequenceHeader* source, bool fits)
        {
            var lent = ListCall.Lend(null, 0, kind);
            var what = $"{kind} {((long*)source->Data)[0]}";
            Assert.That(ListCall.AppendItems(&lent, source, 0, 1, source->Count), Is.EqualTo(fits), what);
            Assert.That(lent.Count, Is.EqualTo(fits ? source->Count : 0), what);
            for (var i = 0; i < lent.Count; i++)
            {
                ElementCopies.Read(source, i, out var given);
                var type = ElementCopies.Read(&lent, i, out var taken);
                var expected = type != IrType.Float64 ? given
                    : BitConverter.DoubleToInt64Bits(
                        source->Kind != ElementKind.Float64 ? given
                        : kind == ElementKind.Float32 ? (float)BitConverter.Int64BitsToDouble(given) : BitConverter.Int64BitsToDouble(given));
                Assert.That(taken, Is.EqualTo(expected), what);
            }
        }
    }

    private static void Put(SequenceHeader* list, int index, long value)
    {
        var size = ElementKinds.SizeOf(list->Kind);
        new ReadOnlySpan<byte>(&value, size).CopyTo(new Span<byte>(list->Data + index * size, size));
    }
}
