using Pyc.Execution.Sequences;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Tests.Sequences;

/// <summary>Lists whose elements are tuples of numbers.</summary>
[NonParallelizable]
public sealed unsafe class TupleListTests
{
    private static readonly IrType[] s_ints = [IrType.Int64, IrType.Int64, IrType.Int64];

    private readonly PythonRuntime _runtime = new(new PythonVersion(3, 12));

    [SetUp]
    public void Enter() => ListHeap.Enter();

    [TearDown]
    public void Leave() => ListHeap.Leave();

    [Test]
    public void Tuples_are_appended_repeated_moved_and_turned_round()
    {
        var list = ListCall.OfTuples(s_ints, 1, 2, 3, 4, 5, 6);
        Assert.That(ListCall.AppendItems(list, list, 1, -1, 2));
        Assert.That(ListCall.ItemsOf(list), Is.EqualTo(new long[] { 1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3 }));
        ListCall.CloseGap(list, 1, 2);
        Assert.That(ListCall.ItemsOf(list), Is.EqualTo(new long[] { 1, 2, 3, 1, 2, 3 }));
        Assert.That(ListCall.OpenGap(list, 1, 1));
        new long[] { 7, 8, 9 }.CopyTo(new Span<long>((long*)list->Data + 3, 3));
        Assert.That(ListCall.Repeat(list, 2, 2));
        Assert.That(ListCall.ItemsOf(list), Is.EqualTo(new long[] { 1, 2, 3, 7, 8, 9, 1, 2, 3, 7, 8, 9 }));
        list->Count = 3;
        ListCall.Reverse(list);
        Assert.That(ListCall.ItemsOf(list), Is.EqualTo(new long[] { 1, 2, 3, 7, 8, 9, 1, 2, 3 }));
        list->Count = 2;
        ListCall.Reverse(list);
        Assert.That(ListCall.ItemsOf(list), Is.EqualTo(new long[] { 7, 8, 9, 1, 2, 3 }));
    }

    [Test]
    public void Tuples_go_into_no_list_of_other_elements()
    {
        var list = ListCall.OfTuples(s_ints, 1, 2, 3);
        var pairs = ListCall.OfTuples([IrType.Int64, IrType.Int64], 1, 2);
        var floats = ListCall.OfTuples([IrType.Int64, IrType.Int64, IrType.Float64], 1, 2, 3);
        var mixed = ListCall.New(ElementKind.Mixed);
        Assert.That(ListCall.AppendItems(pairs, list, 0, 1, 1), Is.False);
        Assert.That(ListCall.AppendItems(floats, list, 0, 1, 1), Is.False);
        Assert.That(ListCall.AppendItems(mixed, list, 0, 1, 1), Is.False);
        Assert.That(ListCall.AppendItems(list, ListCall.OfInts(1), 0, 1, 1), Is.False);
    }

    [Test]
    public void Tuples_are_sorted_as_the_interpreter_does([Values] bool isDescending)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        double[] floats = [0.0, -0.0, 1, -1, double.PositiveInfinity];
        IrType[] types = [IrType.Int64, IrType.Float64, IrType.Bool];
        foreach (var count in new[] { 0, 1, 2, 10, 100, 3000 })
        {
            var items = new long[3 * count];
            for (var i = 0; i < items.Length; i += 3)
            {
                items[i] = random.Next(-3, 3);
                items[i + 1] = BitConverter.DoubleToInt64Bits(floats[random.Next(floats.Length)]);
                items[i + 2] = random.Next(2);
            }
            var list = ListCall.OfTuples(types, items);
            var expected = ((PyList)new NativeLists(_runtime, _ => PyValue.None).ToPython((nint)list).Object!).OwnItems.ToArray();
            ListSort.Sort(_runtime, expected, default, isDescending);
            Assert.That(ListCall.Sort(list, isDescending));
            Assert.That(ListCall.ItemsOf(list), Is.EqualTo(expected.SelectMany(tuple => ((PyTuple)tuple.Object!).Items.ToArray()).Select(item => item.Int)));
        }
    }

    [Test]
    public void Where_a_tuple_has_a_nan_nothing_changes()
    {
        var nan = BitConverter.DoubleToInt64Bits(double.NaN);
        var list = ListCall.OfTuples([IrType.Int64, IrType.Float64], 2, nan, 1, 0);
        Assert.That(ListCall.Sort(list), Is.False);
        Assert.That(ListCall.ItemsOf(list), Is.EqualTo(new[] { 2, nan, 1, 0 }));
    }

    [Test]
    public void Lists_of_tuples_become_lists_of_tuples()
    {
        var list = ListCall.OfTuples([IrType.Int64, IrType.Float64, IrType.Bool], 1, BitConverter.DoubleToInt64Bits(1.5), 1, -2, 0, 0);
        var lists = new NativeLists(_runtime, _ => PyValue.None);
        Assert.That(Operators.Repr(_runtime, lists.ToPython((nint)list)), Is.EqualTo("[(1, 1.5, True), (-2, 0.0, False)]"));
        Assert.That(NativeResults.TryTo<long[]>((nint)list, out _), Is.False);
        Assert.That(NativeResults.TryTo<(long, double, bool)[]>((nint)list, out _), Is.False, "converters know tuples");
    }
}
