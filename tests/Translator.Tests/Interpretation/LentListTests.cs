using System.Buffers;
using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests.Support;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>Lists over memory that C# has lent do what ordinary lists do, but for their length and for what their elements can hold.</summary>
public sealed class LentListTests
{
    private const string Fixed = "TypeError: the length of an array that C# has lent is fixed; pass a List";
    private const string ReadOnly = "TypeError: the memory that C# has lent is read-only";
    private const string RowIsFixed = "TypeError: the rows of an array that C# has lent cannot be replaced; assign their elements";
    private const string Closed = "ValueError: operation forbidden on a list whose memory C# has lent for a call that is over";
    private const string OutOfRange = "IndexError: list index out of range";
    private const string OutOfRangeForStore = "IndexError: list assignment index out of range";

    private static readonly string[] s_versions =
        [.. Directory.GetDirectories(Repository.PathTo("fixtures", "lent", "pyc")).Select(folder => Path.GetFileName(folder)!)];

    private static readonly Dictionary<string, InterpretedModule> s_modules = [];

    private static readonly long[] s_items = [3, 1, 2, 5, 3, 7];

    // Elements of each type at each kind of place.
    private static readonly (string Name, Func<ElementMemory> Make)[] s_memories =
    [
        .. Of<sbyte>(), .. Of<byte>(), .. Of<short>(), .. Of<ushort>(), .. Of<int>(), .. Of<uint>(), .. Of<long>(), .. Of<ulong>(),
        .. Of<float>(), .. Of<double>(),
        ("bool[]", () => new ManagedElements<bool>(Array.ConvertAll(s_items, item => item > 2))),
    ];

    private static IEnumerable<TestCaseData> Operations(string prefix) =>
        from version in s_versions
        from code in PycFile.Read(Lent(version)).Code.Constants.OfType<CodeObject>()
        where code.Name.StartsWith(prefix, StringComparison.Ordinal)
        select new TestCaseData(version, code.Name);

    private static IEnumerable<TestCaseData> SameOperations => Operations("same_");

    private static IEnumerable<TestCaseData> FixedOperations => Operations("fixed_");

    [TestCaseSource(nameof(SameOperations))]
    public void Does_what_an_ordinary_list_does(string version, string function)
    {
        var module = Module(version);
        foreach (var (name, make) in s_memories)
        {
            if (name == "bool[]" && function == "same_augmented")
                continue;                           // a bool plus a bool is no bool
            var lent = new PyList(make());
            var ordinary = new PyList(lent.ToArray(module.Runtime));

            var expected = Outcome(module, function, ordinary);

            Assert.That(Outcome(module, function, lent), Is.EqualTo(expected), name);
            Assert.That(Text(module, lent), Is.EqualTo(Text(module, ordinary)), name);
            Assert.That(lent.OwnItems.Length, Is.Zero, "the items lie in the memory alone");
        }
    }

    [TestCaseSource(nameof(FixedOperations))]
    public void Refuses_what_would_change_its_length(string version, string function)
    {
        var module = Module(version);
        foreach (var (name, make) in s_memories)
        {
            var lent = new PyList(make());
            var before = Text(module, lent);

            Assert.That(Outcome(module, function, lent), Is.EqualTo(Fixed), name);
            Assert.That(Text(module, lent), Is.EqualTo(before), name);
        }
    }

    [Test]
    public void Lent_lists_of_no_items_do_what_ordinary_ones_do()
    {
        var module = Module("3.12");
        var empty = new PyList(new ManagedElements<double>(Array.Empty<double>()));
        foreach (var function in new[] { "length", "truth", "iterate", "text", "copy", "sort", "reverse", "clear" })
            Assert.That(Outcome(module, function, empty), Is.EqualTo(Outcome(module, function, new PyList())), function);
        Assert.That(Outcome(module, "get", empty, PyValue.FromInt(0)), Is.EqualTo(OutOfRange));
        Assert.That(Outcome(module, "fixed_pop", empty), Is.EqualTo("IndexError: pop from empty list"));
        Assert.That(Outcome(module, "fixed_multiply", empty), Is.EqualTo("None"));
    }

    [Test]
    public void Methods_of_Python_3_know_lent_lists_too()
    {
        var module = Module("3.12");
        int[] array = [1, 2];
        Assert.That(Outcome(module, "clear", Lend(array)), Is.EqualTo(Fixed));
        var copy = module.Call("copied", Lend(array)).As<PyList>()!;
        Assert.That(copy.Memory, Is.Null);
        Assert.That(Text(module, copy), Is.EqualTo("[1, 2]"));
    }

    // ---- what elements hold

    private static IEnumerable<TestCaseData> Boundaries()
    {
        yield return Case<sbyte>("-128 127", "-129 128");
        yield return Case<byte>("0 255", "-1 256");
        yield return Case<short>("-32768 32767", "-32769 32768");
        yield return Case<ushort>("0 65535", "-1 65536");
        yield return Case<int>("-2147483648 2147483647", "-2147483649 2147483648");
        yield return Case<uint>("0 4294967295", "-1 4294967296");
        yield return Case<long>("-9223372036854775808 9223372036854775807", "-9223372036854775809 9223372036854775808 100000000000000000000000");
        yield return Case<ulong>(
            "0 9223372036854775807 9223372036854775808 18446744073709551615", "-1 -9223372036854775808 18446744073709551616 -18446744073709551616");
        yield return Case<double>("9007199254740992 -9007199254740994 9223372036854775808 1267650600228229401496703205376",
            "9007199254740993 9223372036854775807 -1267650600228229401496703205377");
        yield return Case<float>("16777216 9007199254740992", "9007199254740993 1" + new string('0', 39));

        static TestCaseData Case<T>(string fit, string unfit)
            where T : unmanaged => new TestCaseData(Lend(new T[2]), fit, unfit).SetArgDisplayNames(typeof(T).Name);
    }

    [TestCaseSource(nameof(Boundaries))]
    public void Holds_integers_up_to_its_bounds(object list, string fit, string unfit)
    {
        var lent = (PyList)list;
        foreach (var version in new[] { "2.7", "3.12" })
        {
            var module = Module(version);
            foreach (var text in fit.Split(' '))
            {
                var value = Integers.Make(BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
                Assert.That(Outcome(module, "put", lent, PyValue.FromInt(1), value), Is.EqualTo("None"), text);
                Assert.That(Operators.AreEqual(module.Runtime, module.Call("get", lent, PyValue.FromInt(1)), value), Is.True, text);
            }
            var before = Text(module, lent);
            foreach (var text in unfit.Split(' '))
            {
                var value = Integers.Make(BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
                Assert.That(
                    Outcome(module, "put", lent, PyValue.FromInt(1), value),
                    Does.StartWith("OverflowError: ").And.Contains("does not fit an element of the array: "), text);
            }
            Assert.That(Text(module, lent), Is.EqualTo(before));
        }
    }

    [Test]
    public void Says_what_an_element_holds()
    {
        var module = Module("3.12");
        Assert.Multiple(() =>
        {
            Assert.That(
                Put(module, new byte[1], PyValue.FromInt(300)),
                Is.EqualTo("OverflowError: 300 does not fit an element of the array: byte holds 0 to 255"));
            Assert.That(
                Put(module, new ulong[1], Integers.Make(BigInteger.One << 64)),
                Is.EqualTo("OverflowError: an int of 65 bits does not fit an element of the array: ulong holds 0 to 18446744073709551615"));
            Assert.That(
                Put(module, new double[1], PyValue.FromInt((1L << 53) + 1)),
                Is.EqualTo("OverflowError: 9007199254740993 does not fit an element of the array: no double equals it"));
            Assert.That(
                Put(module, new double[1], Integers.Make(BigInteger.One << 1024)),
                Is.EqualTo("OverflowError: an int of 1025 bits does not fit an element of the array: double holds at most 1.7976931348623157e+308"));
            Assert.That(
                Put(module, new float[1], PyValue.FromFloat(1e39)),
                Is.EqualTo("OverflowError: the float does not fit an element of the array: float holds at most 3.4028234663852886e+38"));
            Assert.That(
                Put(module, new bool[1], PyValue.FromInt(2)),
                Is.EqualTo("OverflowError: 2 does not fit an element of the array: bool holds 0 to 1"));
        });
    }

    // The texts are those of array.array('i', [0])[0] = value and array.array('d', …) in these versions.
    [TestCase("2.7", "an integer is required", "integer argument expected, got float", "a float is required")]
    [TestCase("3.9", "an integer is required (got type str)", "integer argument expected, got float", "must be real number, not str")]
    [TestCase(
        "3.10", "'str' object cannot be interpreted as an integer", "'float' object cannot be interpreted as an integer", "must be real number, not str")]
    public void Values_of_other_types_are_TypeErrors(string version, string textForInt, string floatForInt, string textForFloat)
    {
        var module = Module(version);
        var (text, number) = (PyValue.FromText("a"), PyValue.FromFloat(1));
        Assert.Multiple(() =>
        {
            foreach (var put in new Func<PyValue, string>[] { v => Put(module, new int[1], v), v => Put(module, new ulong[1], v), v => Put(module, new bool[1], v) })
            {
                Assert.That(put(text), Is.EqualTo("TypeError: " + textForInt));
                Assert.That(put(number), Is.EqualTo("TypeError: " + floatForInt));
                Assert.That(put(PyValue.None), Does.StartWith("TypeError: "));
                Assert.That(put(new PyList()), Does.StartWith("TypeError: "));
            }
            Assert.That(Put(module, new double[1], text), Is.EqualTo("TypeError: " + textForFloat));
            Assert.That(Put(module, new float[1], PyValue.None), Does.StartWith("TypeError: "));
        });
    }

    [TestCaseSource(nameof(s_versions))]
    public void Bools_are_ints_and_ints_are_floats(string version)
    {
        var module = Module(version);
        int[] ints = [5];
        Assert.That(Put(module, ints, PyValue.True), Is.EqualTo("None"));
        Assert.That(ints[0], Is.EqualTo(1));
        Assert.That(Text(module, Lend(ints)), Is.EqualTo("[1]"));
        double[] floats = [5];
        Assert.That(Put(module, floats, PyValue.True), Is.EqualTo("None"));
        Assert.That(Text(module, Lend(floats)), Is.EqualTo("[1.0]"));
        bool[] bools = [false];
        Assert.That(Put(module, bools, PyValue.FromInt(1)), Is.EqualTo("None"));
        Assert.That(Text(module, Lend(bools)), Is.EqualTo("[True]"));
        Assert.That(Put(module, bools, PyValue.False), Is.EqualTo("None"));
        Assert.That(bools[0], Is.False);
    }

    [Test]
    public void Large_unsigned_integers_are_longs_where_Python_has_two_classes()
    {
        ulong[] array = [ulong.MaxValue, (1UL << 63) - 1];
        Assert.That(Text(Module("2.7"), Lend(array)), Is.EqualTo("[18446744073709551615L, 9223372036854775807]"));
        Assert.That(Text(Module("3.12"), Lend(array)), Is.EqualTo("[18446744073709551615, 9223372036854775807]"));
        var two = Module("2.7");
        int[] ints = [0];
        Assert.That(Put(two, ints, Integers.Make(7, isLong: true)), Is.EqualTo("None"), "a long that fits");
        Assert.That(Text(two, Lend(ints)), Is.EqualTo("[7]"));
    }

    [Test]
    public void Floats_of_32_bits_are_rounded_and_keep_what_is_no_number()
    {
        var module = Module("3.12");
        float[] array = [0, 0, 0, 0];
        var values = new[] { 0.1, double.PositiveInfinity, double.NaN, -0.0 };
        for (var i = 0; i < values.Length; i++)
            Assert.That(Outcome(module, "put", Lend(array), PyValue.FromInt(i), PyValue.FromFloat(values[i])), Is.EqualTo("None"));
        Assert.That(array, Is.EqualTo(new[] { 0.1f, float.PositiveInfinity, float.NaN, -0f }));
        Assert.That(float.IsNegative(array[3]), Is.True);
        Assert.That(Text(module, Lend(array)), Is.EqualTo("[0.10000000149011612, inf, nan, -0.0]"));
        Assert.That(Put(module, array, PyValue.FromFloat(3.4028235677973366e38)), Is.EqualTo("OverflowError: the float does not fit an element of the array: float holds at most 3.4028234663852886e+38"));
        Assert.That(Put(module, array, PyValue.FromFloat(3.40282356e38)), Is.EqualTo("None"), "it is rounded to the greatest");
        Assert.That(array[0], Is.EqualTo(float.MaxValue));
    }

    [Test]
    public void The_bits_of_a_NaN_in_memory_do_not_tell_which_one_it_was()
    {
        var module = Module("3.12");
        double[] array = [0, 0];
        Outcome(module, "put", Lend(array), PyValue.FromInt(0), PyValue.FromFloat(double.NaN));
        Outcome(module, "put", Lend(array), PyValue.FromInt(1), PyValue.FromFloat(BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0123)));
        Assert.That(BitConverter.DoubleToUInt64Bits(array[0]), Is.EqualTo(0xFFF8_0000_0000_0000));
        Assert.That(BitConverter.DoubleToUInt64Bits(array[1]), Is.EqualTo(0x7FF8_0000_0000_0000));
    }

    [TestCaseSource(nameof(s_versions))]
    public void Finds_the_NaN_that_was_put_into_it(string version)
    {
        var module = Module(version);
        foreach (var lent in new[] { Lend(new double[] { double.NaN, 1, double.NaN }), Lend(new float[] { float.NaN, 1, float.NaN }) })
        {
            var ordinary = new PyList(lent.ToArray(module.Runtime));
            Assert.That(Outcome(module, "first_in", lent), Is.EqualTo(Outcome(module, "first_in", ordinary)).And.EqualTo("(True, 0, 1, True)"));

            var nan = PyValue.FromFloat(double.NaN);
            Assert.That(Outcome(module, "contains", lent, nan), Is.EqualTo("False"), "another one");
            module.Call("put", lent, PyValue.FromInt(1), nan);
            Assert.That(Outcome(module, "contains", lent, nan), Is.EqualTo("True"));
            module.Call("reverse", lent);
            module.Call("put", lent, PyValue.FromInt(0), PyValue.FromInt(0));
            Assert.That(Outcome(module, "contains", lent, nan), Is.EqualTo("True"));
            module.Call("put", lent, PyValue.FromInt(1), PyValue.FromInt(0));
            Assert.That(Outcome(module, "contains", lent, nan), Is.EqualTo("False"));
        }
    }

    // ---- several at once

    [Test]
    public void Stores_all_of_a_slice_or_nothing()
    {
        var module = Module("3.12");
        byte[] array = [1, 2, 3, 4];
        var bad = new PyList([PyValue.FromInt(9), PyValue.FromInt(300)]);
        Assert.That(
            Outcome(module, "put_slice", Lend(array), PyValue.FromInt(0), PyValue.FromInt(2), bad), Does.StartWith("OverflowError: 300 does not fit"));
        Assert.That(Outcome(module, "put_extended", Lend(array), PyValue.FromInt(2), bad), Does.StartWith("OverflowError: 300 does not fit"));
        Assert.That(array, Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
        var good = new PyList([PyValue.FromInt(9), PyValue.FromInt(8)]);
        Assert.That(Outcome(module, "put_extended", Lend(array), PyValue.FromInt(-2), good), Is.EqualTo("None"));
        Assert.That(array, Is.EqualTo(new byte[] { 1, 8, 3, 9 }));
    }

    [Test]
    public void Reads_and_writes_the_memory_as_it_is_now()
    {
        var module = Module("3.12");
        long[] array = [1, 2, 3, 4];
        var (whole, part) = (Lend(array), new PyList(new ManagedElements<long>(array.AsMemory(1, 2))));

        array[1] = 20;
        Assert.That(Text(module, part), Is.EqualTo("[20, 3]"));
        module.Call("put", part, PyValue.FromInt(-1), PyValue.FromInt(30));
        Assert.That(Text(module, whole), Is.EqualTo("[1, 20, 30, 4]"));
        Assert.That(array[2], Is.EqualTo(30));
        Assert.That(Outcome(module, "put", part, PyValue.FromInt(2), PyValue.FromInt(0)), Is.EqualTo(OutOfRangeForStore), "the array goes on there");
        module.Call("put_slice", whole, PyValue.FromInt(0), PyValue.FromInt(2), part);
        Assert.That(array, Is.EqualTo(new long[] { 20, 30, 30, 4 }));
        module.Call("put_slice", whole, PyValue.FromInt(1), PyValue.FromInt(3), part);
        Assert.That(array, Is.EqualTo(new long[] { 20, 30, 30, 4 }));
    }

    [Test]
    public void Read_only_memory_is_only_read()
    {
        var module = Module("3.12");
        double[] array = [3, 1, 2, 4];
        var list = new PyList(new ManagedElements<double>((ReadOnlyMemory<double>)array));
        Assert.That(Text(module, list), Is.EqualTo("[3.0, 1.0, 2.0, 4.0]"));
        Assert.That(Outcome(module, "put", list, PyValue.FromInt(0), PyValue.FromFloat(1)), Is.EqualTo(ReadOnly));
        Assert.That(Outcome(module, "put", list, PyValue.FromInt(9), PyValue.FromFloat(1)), Is.EqualTo(OutOfRangeForStore));
        foreach (var function in new[] { "sort", "reverse", "same_swap", "same_slice_store", "same_augmented" })
            Assert.That(Outcome(module, function, list), Is.EqualTo(ReadOnly), function);
        Assert.That(Outcome(module, "fixed_append", list), Is.EqualTo(Fixed));
        Assert.That(array, Is.EqualTo(new double[] { 3, 1, 2, 4 }));
    }

    // ---- two dimensions

    [TestCaseSource(nameof(s_versions))]
    public void An_array_of_two_dimensions_is_a_list_of_rows(string version)
    {
        var module = Module(version);
        var array = new[,] { { 1.5, 2, 3 }, { 4, 5, 6 } };
        var grid = new PyList(new GridElements<double>(array));

        Assert.That(Text(module, grid), Is.EqualTo("[[1.5, 2.0, 3.0], [4.0, 5.0, 6.0]]"));
        var row = module.Call("get", grid, PyValue.FromInt(-1));
        Assert.That(Outcome(module, "is_same", row, module.Call("get", grid, PyValue.FromInt(1))), Is.EqualTo("True"));
        Assert.That(Outcome(module, "get_cell", grid, PyValue.FromInt(0), PyValue.FromInt(-3)), Is.EqualTo("1.5"));
        Assert.That(Outcome(module, "get_cell", grid, PyValue.True, PyValue.FromInt(2)), Is.EqualTo("6.0"));
        Assert.That(Outcome(module, "put_cell", grid, PyValue.FromInt(-1), PyValue.FromInt(-1), PyValue.FromInt(60)), Is.EqualTo("None"));
        Assert.That(array[1, 2], Is.EqualTo(60));
        module.Call("put", row, PyValue.FromInt(0), PyValue.FromInt(40));
        Assert.That(array[1, 0], Is.EqualTo(40));
        Assert.That(Outcome(module, "equals", grid, new PyList([new PyList([PyValue.FromFloat(1.5), PyValue.FromInt(2), PyValue.FromInt(3)]), row])), Is.EqualTo("True"));
        Assert.That(module.Call("copy", grid).As<PyList>()!.OwnItems[1].IsSame(row), Is.True);
    }

    [Test]
    public void Indexes_of_two_dimensions_stay_within_them()
    {
        var module = Module("3.12");
        var array = new int[2, 3];
        var grid = new PyList(new GridElements<int>(array));
        const string Brackets = "TypeError: an array of two dimensions that C# has lent is indexed by one or by two integers";
        Assert.Multiple(() =>
        {
            foreach (var (row, column) in new[] { (2, 0), (-3, 0), (0, 3), (0, -4), (1, int.MaxValue) })
            {
                Assert.That(Outcome(module, "get_cell", grid, PyValue.FromInt(row), PyValue.FromInt(column)), Is.EqualTo(OutOfRange));
                Assert.That(Outcome(module, "put_cell", grid, PyValue.FromInt(row), PyValue.FromInt(column), PyValue.FromInt(1)), Is.EqualTo(OutOfRangeForStore));
            }
            Assert.That(
                Outcome(module, "get_cell", grid, PyValue.FromInt(0), PyValue.FromFloat(1)),
                Is.EqualTo("TypeError: list indices must be integers or slices, not float"));
            Assert.That(Outcome(module, "get_cell", grid, new PySlice(PyValue.None, PyValue.None, PyValue.None), PyValue.FromInt(1)), Is.EqualTo(Brackets));
            Assert.That(Outcome(module, "get_key", grid, new PyTuple([PyValue.FromInt(0)])), Is.EqualTo(Brackets));
            Assert.That(Outcome(module, "put", grid, PyTuple.Empty, PyValue.FromInt(0)), Is.EqualTo(Brackets));
            Assert.That(Outcome(module, "get_cell", Lend(new int[2]), PyValue.FromInt(0), PyValue.FromInt(0)), Is.EqualTo("TypeError: list indices must be integers or slices, not tuple"));
            Assert.That(Outcome(module, "put_cell", grid, PyValue.FromInt(0), PyValue.FromInt(0), PyValue.FromFloat(1)), Does.StartWith("TypeError: 'float'"));
        });
        Assert.That(array, Is.All.Zero);
    }

    [Test]
    public void Rows_stay_where_they_are()
    {
        var module = Module("3.12");
        var shared = Lend(new long[] { 3, 4 });
        foreach (var make in new Func<PyList>[]
        {
            () => new PyList(new GridElements<long>(new long[,] { { 5, 6 }, { 3, 4 } })),
            () => new PyList(new RowElements([Lend(new long[] { 5, 6 }), shared])),
        })
        {
            var rows = make();
            var first = module.Call("get", rows, PyValue.FromInt(0));
            Assert.That(Outcome(module, "put", rows, PyValue.FromInt(0), first), Is.EqualTo("None"), "it is the row that is there");
            Assert.That(Outcome(module, "put", rows, PyValue.FromInt(1), first), Is.EqualTo(RowIsFixed));
            Assert.That(Outcome(module, "put", rows, PyValue.FromInt(1), PyValue.FromInt(1)), Is.EqualTo(RowIsFixed));
            Assert.That(Outcome(module, "sort", rows), Is.EqualTo(RowIsFixed));
            Assert.That(Outcome(module, "reverse", rows), Is.EqualTo(RowIsFixed));
            Assert.That(Outcome(module, "put_slice", rows, PyValue.FromInt(0), PyValue.FromInt(2), rows), Is.EqualTo("None"));
            Assert.That(Outcome(module, "fixed_append", rows), Is.EqualTo(Fixed));
            Assert.That(Outcome(module, "fixed_append", first), Is.EqualTo(Fixed));
            Assert.That(Text(module, rows), Is.EqualTo("[[5, 6], [3, 4]]"));
        }
    }

    [Test]
    public void Rows_may_be_None()
    {
        var module = Module("3.12");
        var rows = new PyList(new RowElements([PyValue.None, Lend(new[] { true })]));
        Assert.That(Text(module, rows), Is.EqualTo("[None, [True]]"));
        Assert.That(Outcome(module, "put", rows, PyValue.FromInt(0), PyValue.None), Is.EqualTo("None"));
    }

    // ---- the end

    [Test]
    public void No_use_is_left_once_the_memory_is_closed()
    {
        var module = Module("3.12");
        int[] array = [1, 2, 3];
        var memory = new ManagedElements<int>(array.AsMemory());
        var list = new PyList(memory);
        var iterator = Operators.GetIterator(module.Runtime, list);
        iterator.TryNext(module.Runtime, out _);
        memory.Close();

        Assert.Multiple(() =>
        {
            foreach (var function in new[] { "length", "truth", "iterate", "text", "copy", "copied", "sort", "reverse", "clear", "fixed_append", "fixed_pop", "fixed_multiply" })
                Assert.That(Outcome(module, function, list), Is.AnyOf(Closed, Fixed), function);
            Assert.That(Outcome(module, "length", list), Is.EqualTo(Closed));
            Assert.That(Outcome(module, "get", list, PyValue.FromInt(0)), Is.EqualTo(Closed));
            Assert.That(Outcome(module, "put", list, PyValue.FromInt(0), PyValue.FromInt(1)), Is.EqualTo(Closed));
            Assert.That(Outcome(module, "contains", list, PyValue.FromInt(1)), Is.EqualTo(Closed));
            Assert.That(Outcome(module, "equals", list, new PyList()), Is.EqualTo(Closed));
            Assert.That(Outcome(module, "put_slice", list, PyValue.FromInt(0), PyValue.FromInt(0), new PyList()), Is.EqualTo(Closed));
            Assert.That(() => iterator.TryNext(module.Runtime, out _), Throws.TypeOf<PythonError>());
            Assert.That(Outcome(module, "is_same", list, list), Is.EqualTo("True"), "it is an object all the same");
        });
        Assert.That(array, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void Rows_are_closed_with_their_array()
    {
        var module = Module("3.12");
        var memory = new GridElements<int>(new int[2, 2]);
        var grid = new PyList(memory);
        var row = module.Call("get", grid, PyValue.FromInt(0));
        memory.Close();
        Assert.That(Outcome(module, "get", row, PyValue.FromInt(0)), Is.EqualTo(Closed));
        Assert.That(Outcome(module, "get", grid, PyValue.FromInt(1)), Is.EqualTo(Closed));
        Assert.That(Outcome(module, "get_cell", grid, PyValue.FromInt(1), PyValue.FromInt(1)), Is.EqualTo(Closed));
    }

    // ---- help

    private static IEnumerable<(string Name, Func<ElementMemory> Make)> Of<T>()
        where T : unmanaged, INumber<T>
    {
        var name = typeof(T).Name;
        yield return (name + "[]", () => new ManagedElements<T>(Items()));
        yield return ($"Memory<{name}>", () => new ManagedElements<T>(((T[])[T.Zero, .. Items(), T.Zero]).AsMemory(1, s_items.Length)));
        yield return ($"Memory<{name}> of no array", () => new ManagedElements<T>(new Owner<T>(Items()).Memory));
        yield return ($"row of {name}[,]", Row);

        static T[] Items() => Array.ConvertAll(s_items, T.CreateChecked);

        static ElementMemory Row()
        {
            var array = new T[3, s_items.Length];
            for (var i = 0; i < s_items.Length; i++)
                array[1, i] = T.CreateChecked(s_items[i]);
            return new GridElements<T>(array).RowAt(1).Memory!;
        }
    }

    private static PyList Lend<T>(T[] array)
        where T : unmanaged => new(new ManagedElements<T>(array.AsMemory()));

    private static string Put<T>(InterpretedModule module, T[] array, PyValue value)
        where T : unmanaged => Outcome(module, "put", Lend(array), PyValue.FromInt(0), value);

    private static string Text(InterpretedModule module, PyValue value) => Operators.Repr(module.Runtime, value);

    private static string Outcome(InterpretedModule module, string function, params ReadOnlySpan<PyValue> arguments)
    {
        try
        {
            return Text(module, module.Call(function, arguments));
        }
        catch (PythonError error)
        {
            return module.Describe(error);
        }
    }

    private static InterpretedModule Module(string version)
    {
        if (!s_modules.TryGetValue(version, out var module))
            s_modules[version] = module = new InterpretedModule(Lent(version));
        return module;
    }

    private static string Lent(string version) => Repository.PathTo("fixtures", "lent", "pyc", version, "lent.pyc");

    // Memory that is no array's.
    private sealed class Owner<T>(T[] items) : MemoryManager<T>
    {
        public override Span<T> GetSpan() => items;

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
