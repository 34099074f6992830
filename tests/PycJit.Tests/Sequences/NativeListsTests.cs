using System.Numerics;
using Pyc.Execution.Sequences;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Tests.Sequences;

/// <summary>What becomes of the lists of native code when the interpreter takes over, and when they are results.</summary>
[NonParallelizable]
public sealed unsafe class NativeListsTests
{
    private readonly PythonRuntime _runtime = new(new PythonVersion(3, 12));

    [SetUp]
    public void Enter() => ListHeap.Enter();

    [TearDown]
    public void Leave() => ListHeap.Leave();

    [Test]
    public void Lists_become_lists_of_python()
    {
        var mixed = ListCall.Of(
            ElementKind.Mixed,
            new MixedElement { Word = 1, Type = (long)IrType.Bool },
            new MixedElement { Word = -1, Type = (long)IrType.UInt64 },
            new MixedElement { Word = 0, Type = (long)IrType.None },
            new MixedElement { Word = (nint)ListCall.OfInts(3), Type = (long)IrType.Sequence });
        var all = ListCall.Of(
            ElementKind.Sequence,
            (nint)ListCall.OfInts(1, -2),
            (nint)ListCall.Of(ElementKind.Float64, 1.5, -0.0),
            (nint)ListCall.Of<byte>(ElementKind.Bool, 1, 0),
            (nint)ListCall.New(ElementKind.Int64),
            (nint)mixed);
        Assert.That(
            ReprOf(NoneLent().ToPython((nint)all)),
            Is.EqualTo("[[1, -2], [1.5, -0.0], [True, False], [], [True, 18446744073709551615, None, [3]]]"));
    }

    [Test]
    public void One_list_stays_one_and_may_hold_itself()
    {
        var row = ListCall.OfInts(0, 0);
        var rows = ListCall.Of(ElementKind.Sequence, (nint)row);
        Assert.That(ListCall.Repeat(rows, 1, 3));
        Assert.That(ListCall.Append(rows, (nint)rows));
        var lists = NoneLent();
        var list = (PyList)lists.ToPython((nint)rows).Object!;
        Assert.That(list.OwnItems[0].Object, Is.SameAs(list.OwnItems[2].Object));
        Assert.That(list.OwnItems[3].Object, Is.SameAs(list));
        Assert.That(lists.ToPython((nint)row).Object, Is.SameAs(list.OwnItems[0].Object), "also for another word");
        Assert.That(NoneLent().ToPython((nint)rows).Object, Is.Not.SameAs(list));
    }

    [Test]
    public void What_is_lent_is_asked_for_once()
    {
        var elements = stackalloc long[2] { 1, 2 };
        var lent = ListCall.Lend(elements, 2, ElementKind.Int64);
        var address = (nint)(&lent);
        var rows = ListCall.Of(ElementKind.Sequence, address, address);
        var known = new PyList();
        var asked = new List<nint>();
        var lists = new NativeLists(_runtime, header =>
        {
            asked.Add(header);
            return known;
        });
        var list = (PyList)lists.ToPython((nint)rows).Object!;
        Assert.That(list.OwnItems[0].Object, Is.SameAs(known));
        Assert.That(list.OwnItems[1].Object, Is.SameAs(known));
        Assert.That(lists.ToPython(address).Object, Is.SameAs(known));
        Assert.That(asked, Is.EqualTo(new[] { address }));
    }

    [Test]
    public void Lists_may_nest_deeper_than_stacks()
    {
        var list = ListCall.New(ElementKind.Sequence, 1);
        for (var i = 0; i < 1_000_000; i++)
            list = ListCall.Of(ElementKind.Sequence, (nint)list);
        var value = NoneLent().ToPython((nint)list);
        var depth = 0;
        for (; ((PyList)value.Object!).Count > 0; depth++)
            value = ((PyList)value.Object!).OwnItems[0];
        Assert.That(depth, Is.EqualTo(1_000_000));
    }

    [Test]
    public void What_takes_more_memory_than_the_interpreter_may_is_a_MemoryError()
    {
        var runtime = new PythonRuntime(new PythonVersion(3, 12)) { MemoryLimit = 1 << 20 };
        var list = ListCall.OfInts(1);
        Assert.That(ListCall.Repeat(list, 1, 50_000));
        var lists = new NativeLists(runtime, _ => PyValue.None);
        Assert.That(((PyList)lists.ToPython((nint)list).Object!).Count, Is.EqualTo(50_000));
        var another = ListCall.OfInts(1);
        Assert.That(ListCall.Repeat(another, 1, 50_000));
        var error = Assert.Throws<PythonError>(() => lists.ToPython((nint)another));
        Assert.That(error!.Value.Type.Name, Is.EqualTo("MemoryError"));
    }

    [Test]
    public void In_python_2_an_unsigned_integer_is_a_long()
    {
        var mixed = ListCall.Of(ElementKind.Mixed, new MixedElement { Word = 5, Type = (long)IrType.UInt64 });
        var runtime = new PythonRuntime(new PythonVersion(2, 7));
        var list = new NativeLists(runtime, _ => PyValue.None).ToPython((nint)mixed);
        Assert.That(Operators.Repr(runtime, list), Is.EqualTo("[5L]"));
    }

    [Test]
    public void Results_are_copied_to_arrays_and_lists()
    {
        var ints = ListCall.OfInts(1, 2, 300);
        var floats = ListCall.Of(ElementKind.Float64, 1.5, -2);
        var bools = ListCall.Of<byte>(ElementKind.Bool, 1, 0);
        Converts<long[]>(ints, [1, 2, 300]);
        Converts<List<long>>(ints, [1, 2, 300]);
        Converts<int[]>(ints, [1, 2, 300]);
        Converts<ulong[]>(ints, [1, 2, 300]);
        Converts<BigInteger[]>(ints, [1, 2, 300]);
        Converts<long?[]>(ints, [1, 2, 300]);
        Converts<double[]>(floats, [1.5, -2]);
        Converts<List<float>>(floats, [1.5f, -2]);
        Converts<bool[]>(bools, [true, false]);
        Converts<List<int>>(bools, [1, 0]);
        Converts<long[]>(ListCall.New(ElementKind.Float64), []);
        Converts<List<string>>(ListCall.New(ElementKind.Float64), []);
        var rows = ListCall.Of(ElementKind.Sequence, (nint)ints, (nint)ints, (nint)ListCall.New(ElementKind.Int64));
        Converts<long[][]>(rows, [[1, 2, 300], [1, 2, 300], []]);
        Converts<List<List<short>>>(rows, [[1, 2, 300], [1, 2, 300], []]);
        Converts<List<int[]>>(rows, [[1, 2, 300], [1, 2, 300], []]);
        var mixed = ListCall.Of(
            ElementKind.Mixed, new MixedElement { Word = 1, Type = (long)IrType.Bool }, new MixedElement { Word = 7, Type = (long)IrType.Int64 });
        Converts<int[]>(mixed, [1, 7]);
        var bytes = stackalloc byte[2] { 200, 1 };
        var lent = ListCall.Lend(bytes, 2, ElementKind.UInt8);
        Converts<byte[]>(&lent, [200, 1]);
        Converts<int[]>(&lent, [200, 1]);

        static void Converts<T>(SequenceHeader* list, T expected)
        {
            Assert.That(NativeResults.TryTo<T>((nint)list, out var result), typeof(T).Name);
            Assert.That(result, Is.EqualTo(expected), typeof(T).Name);
        }
    }

    [Test]
    public void What_a_type_does_not_hold_is_left_to_converters()
    {
        var ints = ListCall.OfInts(1, 2, 300);
        var rows = ListCall.Of(ElementKind.Sequence, (nint)ints);
        Fails<byte[]>(ints);
        Fails<List<sbyte>>(ints);
        Fails<bool[]>(ints);
        Fails<double[]>(ints);
        Fails<string[]>(ints);
        Fails<object[]>(ints);
        Fails<ulong[]>(ListCall.OfInts(-1));
        Fails<float[]>(ListCall.Of(ElementKind.Float64, 1e39));
        Fails<long[]>(ListCall.Of(ElementKind.Float64, 1.0));
        Fails<long[]>(rows);
        Fails<byte[][]>(rows);
        Fails<long[][]>(ints);
        Fails<long>(ints);
        Fails<IReadOnlyList<long>>(ints);

        static void Fails<T>(SequenceHeader* list) =>
            Assert.That(NativeResults.TryTo<T>((nint)list, out _), Is.False, typeof(T).ToString());
    }

    private NativeLists NoneLent() => new(_runtime, header => throw new AssertionException($"{header:x} is not lent."));

    private string ReprOf(PyValue value) => Operators.Repr(_runtime, value);
}
