using System.Numerics;
using Pyc.Binding.Values;
using Pyc.Tests.Support;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Tests;

/// <summary>Arrays and memories of numbers and bools: Python works on them in their place.</summary>
public sealed class LentArrayTests
{
    private const string LengthIsFixed = "the length of an array that C# has lent is fixed; pass a List";

    private delegate void SetItem<in TList, in T>(TList items, long index, T item);

    private PycModule _module = null!;      // set before the tests
    private PycModule _lent = null!;        // likewise

    [OneTimeSetUp]
    public void Load()
    {
        _module = Facade.Load();
        _lent = LoadLent();
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        _module.Dispose();
        _lent.Dispose();
    }

    private static IEnumerable<TestCaseData> Elements()
    {
        yield return Integers<sbyte>();
        yield return Integers<byte>();
        yield return Integers<short>();
        yield return Integers<ushort>();
        yield return Integers<int>();
        yield return Integers<uint>();
        yield return Integers<long>();
        yield return Integers<ulong>();
        yield return Of([float.MinValue, 0.1f, -0f, float.Epsilon, float.PositiveInfinity, float.NaN]);
        yield return Of([double.MinValue, 0.1, -0.0, double.Epsilon, double.NegativeInfinity, double.NaN]);
        yield return Of([true, false]);

        static TestCaseData Integers<T>()
            where T : IBinaryInteger<T>, IMinMaxValue<T> => Of([T.MinValue, T.MaxValue, T.Zero, T.One]);

        static TestCaseData Of<T>(T[] values) =>
            new TestCaseData((Action<PycModule>)(module => CheckElements(module, values))).SetArgDisplayNames(typeof(T).Name);
    }

    [TestCaseSource(nameof(Elements))]
    public void Every_value_of_an_element_is_read_and_written(Action<PycModule> check)
    {
        check(_module);
        using var two = Facade.Load(version: "2.7");
        check(two);
    }

    private static void CheckElements<T>(PycModule module, T[] values)
    {
        var set = module.Get<SetItem<T[], T>>("set_item");
        var setInMemory = module.Get<SetItem<Memory<T>, T>>("set_item");
        var setInRow = module.Get<Action<T[][], long, long, T>>("set_nested");
        var setInGrid = module.Get<Action<T[,], long, long, T>>("set_nested");
        var (array, memory, rows, grid) = (new T[values.Length], new T[values.Length + 2], new[] { [], new T[values.Length] }, new T[2, values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            set(array, i, values[i]);
            setInMemory(memory.AsMemory(1, values.Length), i, values[i]);
            setInRow(rows, 1, i, values[i]);
            setInGrid(grid, -1, i, values[i]);
        }
        Assert.Multiple(() =>
        {
            Assert.That(array, Is.EqualTo(values));
            Assert.That(memory, Is.EqualTo((T[])[default!, .. values, default!]));
            Assert.That(rows[1], Is.EqualTo(values));
            Assert.That(Enumerable.Range(0, values.Length).Select(i => grid[1, i]), Is.EqualTo(values));
            Assert.That(Enumerable.Range(0, values.Length).Select(i => grid[0, i]), Is.All.EqualTo(default(T)));
            Assert.That(module.Get<Func<T[], List<T>>>("same")(array), Is.EqualTo(values));
            Assert.That(module.Get<Func<ReadOnlyMemory<T>, List<T>>>("same")(array), Is.EqualTo(values));
            Assert.That(module.Get<Func<T[,], T[][]>>("same")(grid)[1], Is.EqualTo(values));
            foreach (var kind in new Func<string>[]
            {
                () => module.Get<Func<T[], string>>("kind")(array), () => module.Get<Func<Memory<T>, string>>("kind")(array),
                () => module.Get<Func<ReadOnlyMemory<T>, string>>("kind")(array), () => module.Get<Func<T[][], string>>("kind")(rows),
                () => module.Get<Func<T[,], string>>("kind")(grid), () => module.Get<Func<object, string>>("kind")(grid),
            })
            {
                Assert.That(kind(), Is.EqualTo("list"));
            }
        });
    }

    [Test]
    public void The_length_of_an_array_is_fixed()
    {
        long[] array = [1, 2];
        Assert.Multiple(() =>
        {
            Assert.That(
                () => _module.Get<Action<long[], long>>("append")(array, 3), Throws.TypeOf<PythonTypeException>().With.Message.Contains(LengthIsFixed));
            Assert.That(() => _module.Get<Action<Memory<long>>>("clear")(array), Throws.TypeOf<PythonTypeException>().With.Message.Contains(LengthIsFixed));
            Assert.That(() => _module.Get<Action<long[][]>>("clear")([array]), Throws.TypeOf<PythonTypeException>().With.Message.Contains(LengthIsFixed));
            Assert.That(() => _module.Get<Action<long[,]>>("clear")(new long[1, 1]), Throws.TypeOf<PythonTypeException>().With.Message.Contains(LengthIsFixed));
            Assert.That(() => _module.Get<Action<object>>("clear")(array), Throws.TypeOf<PythonTypeException>().With.Message.Contains(LengthIsFixed));
        });
        Assert.That(array, Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(() => _module.Get<Action<long[]>>("clear")([]), Throws.Nothing, "it has that length already");
    }

    [Test]
    public void What_an_element_cannot_hold_is_an_error_of_Python()
    {
        int[] array = [1, 2];
        Assert.That(
            () => _module.Get<SetItem<int[], long>>("set_item")(array, 0, 1L << 40),
            Throws.TypeOf<PythonOverflowException>().With.Message.Contains(
                "1099511627776 does not fit an element of the array: int holds -2147483648 to 2147483647"));
        Assert.That(
            () => _module.Get<SetItem<int[], double>>("set_item")(array, 0, 2.5),
            Throws.TypeOf<PythonTypeException>().With.Message.Contains("'float' object cannot be interpreted as an integer"));
        Assert.That(array, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void What_was_written_before_an_exception_is_there()
    {
        int[] array = [1, 2];
        Assert.That(() => _module.Get<Action<int[]>>("change_and_raise")(array), Throws.TypeOf<PythonValueException>());
        Assert.That(array, Is.EqualTo(new[] { 99, 2 }));
    }

    [Test]
    public void An_array_passed_twice_is_one_list_and_comes_back()
    {
        int[] array = [1];
        long[,] grid = { { 1 } };
        double[][] rows = [[1]];
        Assert.Multiple(() =>
        {
            Assert.That(_module.Get<Func<int[], int[], bool>>("are_same")(array, array), Is.True);
            Assert.That(_module.Get<Func<int[], object, bool>>("are_same")(array, array), Is.True);
            Assert.That(_module.Get<Func<int[], int[], bool>>("are_same")(array, [1]), Is.False);
            Assert.That(_module.Get<Func<long[,], long[,], bool>>("are_same")(grid, grid), Is.True);
            Assert.That(_module.Get<Func<double[][], double[][], bool>>("are_same")(rows, rows), Is.True);
            Assert.That(_module.Get<Func<int[], int[]>>("same")(array), Is.SameAs(array));
            Assert.That(_module.Get<Func<int[], object>>("same")(array), Is.SameAs(array));
            Assert.That(_module.Get<Func<long[,], long[,]>>("same")(grid), Is.SameAs(grid));
            Assert.That(_module.Get<Func<object, object>>("same")(grid), Is.SameAs(grid));
            Assert.That(_module.Get<Func<double[][], double[][]>>("same")(rows), Is.SameAs(rows));
            Assert.That(_module.Get<Func<double[][], List<double[]>>>("same")(rows)[0], Is.SameAs(rows[0]));
        });
    }

    [Test]
    public void To_come_back_an_array_is_of_just_the_type_of_the_result()
    {
        uint[] array = [1];
        var result = _module.Get<Func<uint[], int[]>>("same")(array);
        Assert.That((object)result, Is.TypeOf<int[]>());
        Assert.That(result, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Memories_that_overlap_see_what_is_written_into_each_other()
    {
        var exchange = _lent.Get<Action<Memory<int>, long, long, Memory<int>>>("put_slice");
        int[] array = [1, 2, 3, 4, 5];
        exchange(array.AsMemory(1, 3), 0, 3, array.AsMemory(2, 3));
        Assert.That(array, Is.EqualTo(new[] { 1, 3, 4, 5, 5 }));
        _lent.Get<Action<int[], long, long, Memory<int>>>("put_slice")(array, 1, 4, array.AsMemory(0, 3));
        Assert.That(array, Is.EqualTo(new[] { 1, 1, 3, 4, 5 }), "the items are read before the first is written");
    }

    [Test]
    public void Read_only_memory_is_not_written()
    {
        int[] array = [2, 1];
        Assert.That(
            () => _module.Get<Action<ReadOnlyMemory<int>, long, long>>("set_item")(array, 0, 10),
            Throws.TypeOf<PythonTypeException>().With.Message.Contains("the memory that C# has lent is read-only"));
        Assert.That(() => _lent.Get<Action<ReadOnlyMemory<int>>>("sort")(array), Throws.TypeOf<PythonTypeException>());
        Assert.That(array, Is.EqualTo(new[] { 2, 1 }));
    }

    [Test]
    public void An_array_of_two_dimensions_is_indexed_by_two_integers()
    {
        var grid = new[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        _lent.Get<Action<int[,], long, long, long>>("put_cell")(grid, -1, 0, 40);
        Assert.That(grid[1, 0], Is.EqualTo(40));
        Assert.That(_lent.Get<Func<int[,], long, long, long>>("get_cell")(grid, 1, -3), Is.EqualTo(40));
        Assert.That(_lent.Get<Func<int[,], long>>("length")(grid), Is.EqualTo(2));
        Assert.That(
            () => _lent.Get<Func<int[,], long, long, long>>("get_cell")(grid, 0, 3),
            Throws.TypeOf<PythonIndexException>().With.Message.Contains("list index out of range"));
        Assert.That(_lent.Get<Func<int[,], bool>>("truth")(new int[0, 5]), Is.False);
        Assert.That(_lent.Get<Func<int[,], string>>("text")(new int[2, 0]), Is.EqualTo("[[], []]"));
    }

    [Test]
    public void A_list_of_equal_rows_is_an_array_of_two_dimensions()
    {
        Assert.That(_module.Get<Func<int[][], long[,]>>("same")([[1, 2], [3, 4], [5, 6]]), Is.EqualTo(new long[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }));
        Assert.That(
            _module.Get<Func<(int, int), List<int>, (int, double), double[,]>>("with_defaults")((1, 2), [3, 4], (5, 6.5)),
            Is.EqualTo(new[,] { { 1, 2 }, { 3, 4 }, { 5, 6.5 } }));
    }

    [Test]
    public void Rows_of_different_lengths_are_none()
    {
        foreach (var call in new Action[]
        {
            () => _module.Get<Func<int[][], long[,]>>("same")([[1, 2], [3]]),
            () => _module.Get<Func<int[], long[,]>>("same")([1]),
            () => _module.Get<Func<long, long[,]>>("same")(1),
        })
        {
            Assert.That(() => call(), Throws.TypeOf<ResultTypeException>().With.Message.Contains("long[,]"));
        }
        Assert.That(_module.Get<Func<int[][], long[,]>>("same")([]), Is.EqualTo(new long[0, 0]));
        Assert.That(_module.Get<Func<int[][], long[,]?>>("same")(null!), Is.Null);
        Assert.That(_module.Get<Func<long[,]?, object?>>("same")(null), Is.Null);
        Assert.That(() => _module.Get<Func<double[][], long[,]>>("same")([[1.5]]), Throws.TypeOf<ResultTypeException>());
    }

    [Test]
    public void Rows_of_an_array_are_lent_one_by_one()
    {
        long[] shared = [1, 2];
        long[][] rows = [shared, shared, null!];
        Assert.That(_lent.Get<Func<long[][], string>>("text")(rows), Is.EqualTo("[[1, 2], [1, 2], None]"));
        _module.Get<Action<long[][], long, long, long>>("set_nested")(rows, 1, 0, 30);
        Assert.That(shared, Is.EqualTo(new long[] { 30, 2 }));
        Assert.That(
            () => _module.Get<Action<long[][], long, long[]>>("set_item")(rows, 0, [5, 6]),
            Throws.TypeOf<PythonTypeException>().With.Message.Contains("the rows of an array that C# has lent cannot be replaced"));
        Assert.That(rows[0], Is.SameAs(shared));

        List<long[]> list = [shared];
        _module.Get<Action<List<long[]>, long, long, long>>("set_nested")(list, 0, 1, 20);
        Assert.That(shared, Is.EqualTo(new long[] { 30, 20 }));
        _module.Get<Action<List<long[]>, long, long[]>>("set_item")(list, 0, [7]);
        Assert.That(list[0], Is.EqualTo(new long[] { 7 }), "a List is what Python makes of it");
    }

    [Test]
    public void Many_rows_are_found_again()
    {
        var rows = Enumerable.Range(0, 3000).Select(i => new[] { i }).ToArray();
        rows[2500] = rows[100];
        var result = _module.Get<Func<int[][], List<int[]>>>("same")(rows);
        Assert.That(result, Is.EqualTo(rows).Using<int[]>(ReferenceEquals));
        Assert.That(_module.Get<Func<List<int[]>, int[], bool>>("are_same")([.. rows], rows[0]), Is.False);
        var lists = Enumerable.Range(0, 100).Select(i => new List<int> { i }).ToList();
        _module.Get<Action<List<List<int>>, long, long, long>>("set_nested")(lists, 99, 0, -1);
        Assert.That(lists[99], Is.EqualTo(new[] { -1 }));
        Assert.That(_module.Get<Func<List<List<int>>, List<List<int>>>>("same")(lists), Is.SameAs(lists));
    }

    [Test]
    public void Python_may_keep_an_array_and_a_global_that_is_set_is_copied()
    {
        using var lent = LoadLent();
        double[] array = [1, 2];
        Assert.That(lent.Get<Func<double[], double[]>>("keep")(array), Is.SameAs(array));
        Assert.That(lent.Get<Func<long>>("use_kept")(), Is.EqualTo(2));
        array[0] = 10;
        Assert.That(lent.GetGlobal<double[]>("kept"), Is.EqualTo(array).And.Not.SameAs(array));
        foreach (var value in (object[])[array, array.AsMemory(), new double[,] { { 1 }, { 2 } }, (double[][])[array, array]])
        {
            lent.SetGlobal("kept", value);
            Assert.That(lent.Get<Func<long>>("use_kept")(), Is.EqualTo(2));
            array[0]++;
        }
        lent.SetGlobal("kept", new[] { array, array });
        var before = array[0];
        array[0] = -1;
        Assert.That(lent.GetGlobal<double[][]>("kept")[1][0], Is.EqualTo(before));
    }

    [Test]
    public void A_result_that_is_a_lent_list_is_told_as_one()
    {
        Assert.That(
            () => _module.Get<Func<short[], long>>("same")([1, 2]),
            Throws.TypeOf<ResultTypeException>().With.Message.Contains("the result is a list, [1, 2], which long does not hold. Bind it as List<long>."));
        Assert.That(
            () => _module.Get<Func<short[,], long>>("same")(new short[1, 1]), Throws.TypeOf<ResultTypeException>().With.Message.Contains("Bind it as object."));
    }

    [TestCaseSource(typeof(Repository), nameof(Repository.PythonVersions))]
    public void The_fixtures_work_on_arrays(string version)
    {
        using var arrays = PycJit.Load(Repository.Pyc("arrays", version), Facade.Interpreted);
        double[] xs = [1, 2, 3], ys = [10, 20, 30];
        arrays.Get<Action<double, double[], Memory<double>>>("saxpy")(2, xs, ys);
        Assert.That(ys, Is.EqualTo(new double[] { 12, 24, 36 }));
        byte[] flags = new byte[30];
        Assert.That(arrays.Get<Func<byte[], long>>("sieve")(flags), Is.EqualTo(10));
        ushort[] counts = new ushort[3];
        arrays.Get<Action<ReadOnlyMemory<sbyte>, ushort[]>>("histogram")(new sbyte[] { 0, 1, 2, 4, -1 }, counts);
        Assert.That(counts, Is.EqualTo(new ushort[] { 1, 2, 2 }));
        float[] prefix = [0.5f, 1, 2];
        arrays.Get<Action<float[]>>("prefix_sums")(prefix);
        Assert.That(prefix, Is.EqualTo(new[] { 0.5f, 1.5f, 3.5f }));
        ulong[] sorted = [ulong.MaxValue, 1, 1UL << 63];
        arrays.Get<Action<ulong[]>>("insertion_sort")(sorted);
        Assert.That(sorted, Is.EqualTo(new ulong[] { 1, 1UL << 63, ulong.MaxValue }));
    }

    // ---- memory at an address

    [Test]
    public unsafe void Memory_at_an_address_is_lent_until_it_is_closed()
    {
        var runtime = new PythonRuntime(new Pyc.Loader.PythonVersion(3, 12));
        var bytes = stackalloc byte[16];
        foreach (var kind in Enum.GetValues<ElementKind>().Where(kind => kind < ElementKind.Sequence))
        {
            var size = ElementKinds.SizeOf(kind);
            new Span<byte>(bytes, 16).Clear();
            var memory = NativeElements.Of(bytes, 2, kind);
            var list = new PyList(memory);
            memory.Set(runtime, 1, PyValue.FromInt(1));
            Assert.That((memory.Kind, memory.Count), Is.EqualTo((kind, 2)));
            Assert.That(Operators.Repr(runtime, memory.Get(runtime, 1)), Is.EqualTo(kind switch
            {
                ElementKind.Bool => "True",
                ElementKind.Float32 or ElementKind.Float64 => "1.0",
                _ => "1",
            }));
            Assert.That(new Span<byte>(bytes, size).ToArray(), Is.All.Zero);
            Assert.That(new Span<byte>(bytes + size, size).ToArray(), Is.Not.All.Zero);
            Assert.That(new Span<byte>(bytes + (2 * size), 16 - (2 * size)).ToArray(), Is.All.Zero);
            memory.Close();
            Assert.That(() => list.Count, Throws.TypeOf<PythonError>());
            Assert.That(() => list.ItemAt(runtime, 0), Throws.TypeOf<PythonError>());
        }
        Assert.That(
            () => NativeElements.Of(bytes, 2, ElementKind.Int8, isReadOnly: true).Set(runtime, 0, PyValue.FromInt(1)), Throws.TypeOf<PythonError>());
        Assert.That(() => NativeElements.Of(bytes, 1, ElementKind.Mixed), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static PycModule LoadLent() =>
        PycJit.Load(Repository.PathTo("fixtures", "lent", "pyc", "3.12", "lent.pyc"), Facade.Interpreted);
}
