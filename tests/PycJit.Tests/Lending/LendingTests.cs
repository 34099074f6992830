using System.Buffers;
using System.Runtime.InteropServices;
using Pyc.Execution;
using Pyc.Tests.Support;

namespace Pyc.Tests.Lending;

/// <summary>Arrays, spans, memory and lists that C# lends to Python.</summary>
public sealed class LendingTests
{
    private delegate long Total(ReadOnlySpan<long> items);

    private delegate void Fill(Span<double> items, double value);

    public interface IKernels
    {
        double Total(ReadOnlySpan<double> items);

        void AddInto(Span<double> target, double[] items);

        long Count(Memory<byte> items);

        double[] Halves(int n);

        (double[] Items, double Sum) HalvesAndSum(int n);
    }

    [Test]
    public void Spans_lie_on_the_stack_in_slices_and_nowhere([Values] bool native)
    {
        using var module = Load(native);
        var total = module.Get<Total>("total");
        Span<long> onStack = stackalloc long[] { 1, 2, 3 };
        long[] array = [10, 20, 30, 40];
        long[] none = [];
        var fill = module.Get<Fill>("fill");
        Span<double> floats = stackalloc double[4];
        fill(floats[1..3], 2.5);

        Assert.That((total(onStack), total(array.AsSpan(1, 2)), total(none), total(default)), Is.EqualTo((6, 50, 0, 0)));
        Assert.That(floats.ToArray(), Is.EqualTo(new[] { 0, 2.5, 2.5, 0 }));
    }

    [Test]
    public void Memory_may_be_a_part_of_an_array_or_belong_to_a_manager([Values] bool native)
    {
        using var module = Load(native);
        var doubleAll = module.Get<Action<Memory<int>>>("double_all");
        int[] array = [1, 2, 3, 4];
        doubleAll(array.AsMemory(1, 2));
        Assert.That(array, Is.EqualTo(new[] { 1, 4, 6, 4 }));

        using var manager = new NativeInts(3);
        manager.GetSpan().Fill(21);
        doubleAll(manager.Memory[1..]);
        Assert.That(manager.GetSpan().ToArray(), Is.EqualTo(new[] { 21, 42, 42 }));
        Assert.That(module.Get<Func<ReadOnlyMemory<int>, long>>("total")(manager.Memory), Is.EqualTo(105));
        doubleAll(default);
    }

    [Test]
    public void Bools_are_lent([Values] bool native)
    {
        using var module = Load(native);
        var flags = new bool[3];
        module.Get<Action<bool[], bool>>("fill")(flags, true);
        module.Get<Action<Span<bool>, long, bool>>("store")(flags, 1, false);
        Assert.That(flags, Is.EqualTo(new[] { true, false, true }));
        Assert.That(module.Get<Func<List<bool>, long, bool>>("item")([false, true], 1), Is.True);
        Assert.That(module.Get<Func<bool[][], long, long, bool>>("cell")([[false, true]], 0, 1), Is.True);
        Assert.That(module.Get<Func<bool[,], long, long, bool>>("cell")(new[,] { { false, true } }, 0, 1), Is.True);
    }

    [Test]
    public void What_is_passed_twice_is_one_list([Values] bool native)
    {
        using var module = Load(native);
        double[] array = [1, 2], other = [1, 2];
        var list = new List<double> { 1 };
        double[][] rows = [array, other, array];
        var memory = array.AsMemory(1);
        Span<double> span = array;
        Assert.Multiple(() =>
        {
            var arrays = module.Get<Func<double[], double[], bool>>("are_same");
            Assert.That((arrays(array, array), arrays(array, other), arrays(GC.AllocateArray<double>(0), GC.AllocateArray<double>(0))), Is.EqualTo((true, false, false)));
            var lists = module.Get<Func<List<double>, List<double>, bool>>("are_same");
            Assert.That((lists(list, list), lists(list, [1]), lists([], [])), Is.EqualTo((true, false, false)));
            var memories = module.Get<Func<Memory<double>, Memory<double>, bool>>("are_same");
            Assert.That((memories(memory, memory), memories(memory, array), memories(memory, other.AsMemory(1))), Is.EqualTo((true, false, false)));
            var matrices = module.Get<Func<double[][], double[][], bool>>("are_same");
            Assert.That((matrices(rows, rows), matrices(rows, [array, other])), Is.EqualTo((true, false)));
            var row = module.Get<Func<double[][], long, double[], bool>>("row_is");
            Assert.That((row(rows, 0, array), row(rows, 1, array), row(rows, 2, array), row(rows, 1, [1, 2])), Is.EqualTo((true, false, true, false)));
        });
        var spans = module.Get<Func<Span<double>, Span<double>, bool>>("are_same");
        Assert.That((spans(span, span), spans(span, span[1..]), spans(span, other)), Is.EqualTo((true, false, false)));

        module.Get<Action<double[], double[]>>("add_into")(array, array);
        Assert.That(array, Is.EqualTo(new[] { 2.0, 4.0 }));
    }

    [Test]
    public void Null_is_None([Values] bool native)
    {
        using var module = Load(native);
        Assert.Multiple(() =>
        {
            Assert.That(Answers<long[]?>([1], null), Is.EqualTo((false, true)));
            Assert.That(Answers<long[,]?>(new long[1, 1], null), Is.EqualTo((false, true)));
            Assert.That(Answers<long[][]?>([[1]], null), Is.EqualTo((false, true)));
            Assert.That(Answers<List<long>?>([1], null), Is.EqualTo((false, true)));
            Assert.That(Answers<long[]?>([1], null), Is.EqualTo((false, true)));
            Assert.That(module.Get<Func<double[]?, double[]?>>("give")(null), Is.Null);
        });
        Assert.That(() => module.Get<Func<long[]?, long>>("count")(null), Throws.InstanceOf<PythonException>().With.Message.Contains("NoneType"));

        (bool, bool) Answers<T>(T some, T none)
        {
            var isNone = module.Get<Func<T, bool>>("is_none");
            return (isNone(some), isNone(none));
        }
    }

    [Test]
    public void Rows_that_are_null_are_None([Values] bool native)
    {
        using var module = Load(native);
        var row = module.Get<Func<long[]?[], long, long[]?, bool>>("row_is");
        Assert.That((row([[1], null], 1, null), row([[1], null], 0, null)), Is.EqualTo((true, false)));
    }

    [Test]
    public void Sixteen_parameters_of_all_kinds_are_passed_in_order([Values] bool native)
    {
        using var module = Load(native);
        var take = module.Get<Takes16>("take16");
        List<int> list = [9];
        Assert.That(
            take([1], 2, [3], 4, new double[] { 5 }, 6, [7], 8, list, 10, new short[] { 11 }.AsMemory(), 12, [13], 14, new ushort[] { 15 }, [16]),
            Is.EqualTo(Enumerable.Range(1, 16).Sum(i => i * i)));
        // An unsigned integer beyond 63 bits chooses another version.
        Assert.That(
            take([0], ulong.MaxValue, [0], 0, new double[] { 0 }, 0, [0], 0, [0], 0, new short[] { 0 }.AsMemory(), 0, [0], 0, new ushort[] { 0 }, [0]),
            Is.EqualTo(2.0 * ulong.MaxValue));
    }

    [Test]
    public void An_interface_lends_too([Values] bool native)
    {
        using var module = Load(native);
        var kernels = module.Bind<IKernels>();
        double[] target = [1, 2];
        kernels.AddInto(target, [10, 20]);
        Assert.Multiple(() =>
        {
            Assert.That(target, Is.EqualTo(new[] { 11.0, 22.0 }));
            Assert.That(kernels.Total(target), Is.EqualTo(33));
            Assert.That(kernels.Count(new byte[3]), Is.EqualTo(3));
            Assert.That(kernels.Halves(3), Is.EqualTo(new[] { 0, 0.5, 1 }));
            Assert.That(kernels.HalvesAndSum(3), Is.EqualTo((new[] { 0, 0.5, 1 }, 1.5)));
        });
    }

    [Test]
    public void What_was_passed_comes_back_as_the_same_object([Values] bool native)
    {
        using var module = Load(native);
        double[] array = [1, 2];
        double[,] grid = new double[2, 2];
        List<double> list = [1];
        double[][] rows = [[1], [2]];
        Assert.Multiple(() =>
        {
            Assert.That(module.Get<Func<double[], double[]>>("give")(array), Is.SameAs(array));
            Assert.That(module.Get<Func<double[,], double[,]>>("give")(grid), Is.SameAs(grid));
            Assert.That(module.Get<Func<List<double>, List<double>>>("give")(list), Is.SameAs(list));
            Assert.That(module.Get<Func<double[][], double[][]>>("give")(rows), Is.SameAs(rows));
            Assert.That(module.Get<Func<double[], long, (double[], long)>>("give_both")(array, 5), Is.EqualTo((array, 5)));
            Assert.That(module.Get<Func<double[], long, (double[], long)>>("give_both")(array, 5).Item1, Is.SameAs(array));
            Assert.That(module.Get<Func<double[][], double[][]>>("give_rows")(rows)[0], Is.SameAs(rows[1]));
            Assert.That(module.Get<Func<double[], object>>("give")(array), Is.SameAs(array));
            Assert.That(module.Get<Func<double[], List<double>>>("give")(array), Is.EqualTo(array));
            Assert.That(module.Get<Func<Memory<double>, double[]>>("give")(array.AsMemory(1)), Is.EqualTo(new[] { 2.0 }));
            Assert.That(module.Get<Func<List<double>, double[]>>("give")(list), Is.EqualTo(list));
            Assert.That(module.Get<Func<double[], double[], bool, double[]>>("pick")(array, [], true), Is.SameAs(array));
            Assert.That(module["give"].Invoke(array), Is.SameAs(array));
        });
        var copy = module.Get<Func<Span<double>, double[]>>("give")(array);
        Assert.That(copy, Is.EqualTo(array).And.Not.SameAs(array));
    }

    [Test]
    public void A_list_grows_and_shrinks_as_Python_makes_it([Values] bool native, [Values(0, 1, 4, 1000)] int count)
    {
        using var module = Load(native);
        var push = module.Get<Func<List<long>, long, long>>("push");
        var list = new List<long>(Enumerable.Range(0, count).Select(i => (long)i));
        Assert.That(push(list, 7), Is.EqualTo(count + 1));
        Assert.That((list.Count, list[^1]), Is.EqualTo((count + 1, 7L)));
        module.Get<Action<List<long>, long>>("push_many")(list, 100);
        Assert.That((list.Count, list[^1], list.Sum()), Is.EqualTo((count + 101, 99L, (long)count * (count - 1) / 2 + 7 + 4950)));
        module.Get<Action<List<long>, long>>("drop")(list, 101);
        Assert.That(list, Is.EqualTo(Enumerable.Range(0, count)));
        Assert.That(() => module.Get<Action<List<long>, long>>("drop")(list, count + 1), Throws.InstanceOf<PythonException>().With.Message.Contains("pop from empty list"));
        Assert.That(list, Is.Empty);
    }

    [Test]
    public void A_list_is_what_Python_made_of_it_also_where_it_raises([Values] bool native)
    {
        using var module = Load(native);
        var push = module.Get<Func<List<int>, long, long, long>>("push_and_fail");
        List<int> list = [1];
        Assert.That(push(list, 6, 3), Is.EqualTo(2));
        Assert.That(() => push(list, 7, 0), Throws.TypeOf<PythonZeroDivisionException>());
        Assert.That(list, Is.EqualTo(new[] { 1, 6, 7 }));
    }

    [Test]
    public void Two_names_of_a_list_that_grows_are_one([Values] bool native)
    {
        using var module = Load(native);
        List<long> list = [1, 2];
        module.Get<Action<List<long>, List<long>>>("add_into")(list, list);
        Assert.That(module.Get<Func<List<long>, List<long>, bool, List<long>>>("pick")(list, list, false), Is.SameAs(list));
        Assert.That(list, Is.EqualTo(new[] { 2L, 4L }));
    }

    [Test]
    public void Where_Python_raises_the_array_is_as_CPython_leaves_the_list([Values("2.7", "3.8", "3.12", "3.13")] string version, [Values] bool native)
    {
        using var module = Load(native, version);
        long[] array = [100, 100, 100, 100, 100];
        var divide = module.Get<Func<long[], long, long>>("divide_all");
        Assert.That(() => divide(array, 3), Throws.TypeOf<PythonZeroDivisionException>());
        Assert.That(array, Is.EqualTo(new[] { 33L, 50, 100, 100, 100 }));

        var scale = module.Get<Func<short[], long, short[]>>("scale_to");
        short[] small = [1, 20000, 3];
        Assert.That(() => scale(small, 3), Throws.InstanceOf<PythonException>().With.Message.Contains("OverflowError"));
        Assert.That(small, Is.EqualTo(new short[] { 2, 20000, 3 }));
        Assert.That(() => scale(small, 4), Throws.InstanceOf<PythonException>());
        small[1] = 2;
        Assert.That(() => scale(small, 4), Throws.InstanceOf<PythonException>().With.Message.Contains("index out of range"));
        Assert.That(small, Is.EqualTo(new short[] { 8, 4, 6 }));
        Span<short> span = small;
        var scaleSpan = module.Get<Func<Span<short>, long, short[]>>("scale_to");
        try
        {
            scaleSpan(span, 4);
            Assert.Fail("It raises.");
        }
        catch (PythonException error)
        {
            Assert.That(error.Message, Does.Contain("index out of range"));
        }
        Assert.That(small, Is.EqualTo(new short[] { 16, 8, 12 }));
    }

    [Test]
    public void Wherever_native_code_leaves_the_interpreter_goes_on_in_the_same_memory([Values("2.7", "3.8", "3.12", "3.13")] string version)
    {
        using var module = Facade.Load("lending", version, new PycOptions { ForcibleExits = true });
        var taken = 0;
        ForAllExits(module, "double_all", [typeof(double[])], () =>
        {
            double[] array = [1, 2, 3];
            module.Get<Action<double[]>>("double_all")(array);
            Assert.That(array, Is.EqualTo(new[] { 2.0, 4.0, 6.0 }));
        });
        ForAllExits(module, "add_into", [typeof(int[]), typeof(int[])], () =>
        {
            int[] array = [1, 2, 3];
            module.Get<Action<int[], int[]>>("add_into")(array, array);
            Assert.That(array, Is.EqualTo(new[] { 2, 4, 6 }));
        });
        ForAllExits(module, "add_into", [typeof(Span<int>), typeof(Span<int>)], () =>
        {
            Span<int> span = stackalloc int[] { 1, 2, 3 };
            module.Get<Action<Span<int>, Span<int>>>("add_into")(span, span);
            Assert.That(span.ToArray(), Is.EqualTo(new[] { 2, 4, 6 }));
        });
        ForAllExits(module, "push_many", [typeof(List<long>), typeof(long)], () =>
        {
            List<long> list = [5];
            module.Get<Action<List<long>, long>>("push_many")(list, 10);
            Assert.That(list, Is.EqualTo(new long[] { 5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
        });
        ForAllExits(module, "sum_rows", [typeof(long[][])], () =>
            Assert.That(module.Get<Func<long[][], long>>("sum_rows")([[1, 2], [], [3]]), Is.EqualTo(6)));
        ForAllExits(module, "set_cell", [typeof(long[,]), typeof(long), typeof(long), typeof(long)], () =>
        {
            var grid = new long[2, 2];
            module.Get<Action<long[,], long, long, long>>("set_cell")(grid, 1, 0, 5);
            Assert.That(grid, Is.EqualTo(new[,] { { 0L, 0L }, { 5L, 0L } }));
        });
        ForAllExits(module, "descend", [typeof(long[]), typeof(long)], () =>
        {
            long[] array = [0];
            Assert.That(module.Get<Func<long[], long, long>>("descend")(array, 20), Is.EqualTo(20));
            Assert.That(array[0], Is.EqualTo(21));
        });
        ForAllExits(module, "halves_and_sum", [typeof(long)], () =>
            Assert.That(module.Get<Func<long, (double[], double)>>("halves_and_sum")(3), Is.EqualTo((new[] { 0.0, 0.5, 1.0 }, 1.5))));
        Assert.That(taken, Is.GreaterThan(20));

        void ForAllExits(PycModule module, string name, Type[] types, Action call)
        {
            var count = module[name].VersionFor([.. types.Select(Binding.NativeWord.ParameterTypeOf)]).ExitCount;
            for (var exit = 0; exit <= count; exit++)
            {
                FunctionVersion.ForcedExit = exit;
                try
                {
                    call();
                    taken++;
                }
                finally
                {
                    FunctionVersion.ForcedExit = 0;
                }
            }
        }
    }

    [Test]
    public void Recursion_that_exceeds_the_limit_has_written_what_CPython_would_have([Values("2.7", "3.8", "3.12", "3.13")] string version)
    {
        var counts = new List<long>();
        foreach (var native in new[] { false, true })
        {
            using var module = Load(native, version);
            var descend = module.Get<Func<long[], long, long>>("descend");
            long[] array = [0];
            Assert.That(descend(array, 500), Is.EqualTo(500));
            Assert.That(array[0], Is.EqualTo(501));
            Assert.That(() => descend(array, 100_000_000), Throws.InstanceOf<PythonException>().With.Message.Contains("recursion"));
            counts.Add(array[0]);
        }
        Assert.That(counts[1], Is.EqualTo(counts[0]));
    }

    [Test]
    public void What_Python_keeps_of_a_span_is_gone_and_of_an_array_is_there()
    {
        using var module = Load(native: false);
        long[] array = [7];
        module.Get<Func<long[], long>>("keep")(array);
        array[0] = 8;
        Assert.That(module.Get<Func<long>>("kept")(), Is.EqualTo(8));
        module.Get<Func<Memory<long>, long>>("keep")(array);
        Assert.That(module.Get<Func<long>>("kept")(), Is.EqualTo(8));
        module.Get<Func<Span<long>, long>>("keep")(array);
        Assert.That(() => module.Get<Func<long>>("kept")(), Throws.InstanceOf<PythonException>().With.Message.Contains("ValueError"));
    }

    [Test]
    public void A_read_only_span_that_is_written_is_refused_when_it_is_bound()
    {
        using var module = Load(native: true);
        Assert.Multiple(() =>
        {
            Assert.That(() => module.Get<Action<ReadOnlySpan<double>, double>>("fill"), Throws.TypeOf<SignatureMismatchException>().With.Message.EqualTo(
                "fill(xs, value) cannot be called through Action<ReadOnlySpan<double>, double>: facade/lending.py:21 in fill: it writes parameter xs, and "
                + "ReadOnlySpan<double> is read-only. Pass Span<double> or an array. Expected a delegate such as Action<Span<double>, double>."));
            Assert.That(() => module.Get<Action<double[], ReadOnlyMemory<double>>>("add_into"), Throws.Nothing);
            Assert.That(() => module.Get<Action<ReadOnlyMemory<int>, int[]>>("add_into"), Throws.TypeOf<SignatureMismatchException>().With.Message.Contains("Memory<int>"));
        });
        using var interpreted = Load(native: false);
        var fill = interpreted.Get<Action<ReadOnlySpan<double>, double>>("fill");
        Assert.That(() => fill([1.0], 2.0), Throws.InstanceOf<PythonException>().With.Message.Contains("TypeError: the memory that C# has lent is read-only"));
    }

    [Test]
    public void The_length_of_an_array_is_fixed([Values] bool native)
    {
        using var module = Load(native);
        long[] array = [1];
        Assert.That(() => module.Get<Func<long[], long, long>>("push")(array, 1), Throws.InstanceOf<PythonException>().With.Message.Contains("TypeError"));
        Assert.That(array, Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public void Invoke_lends_what_it_is_given()
    {
        using var module = Load(native: true);
        double[] array = [1, 2];
        List<long> list = [1];
        double[][] rows = [[1], [2, 3]];
        module["fill"].Invoke(array, 3.0);
        module["push"].Invoke(list, 5);
        Assert.Multiple(() =>
        {
            Assert.That(array, Is.EqualTo(new[] { 3.0, 3.0 }));
            Assert.That(list, Is.EqualTo(new[] { 1L, 5 }));
            Assert.That(module["sum_rows"].Invoke([rows]), Is.EqualTo(6.0));
            Assert.That(module["item"].InvokeWith(new Dictionary<string, object?> { ["i"] = 1, ["xs"] = array }), Is.EqualTo(3.0));
            Assert.That(module["squares"].Invoke(3), Is.EqualTo(new object[] { 0L, 1L, 4L }));
            Assert.That(module["row_is"].Invoke(rows, 1, rows[1]), Is.True);
            Assert.That(module["is_none"].Invoke([null]), Is.True);
            Assert.That(module["are_same"].Invoke(array, null), Is.False);
        });
    }

    [Test]
    [NonParallelizable]
    public void Arrays_stay_where_they_are_while_garbage_is_collected_and_move_afterwards()
    {
        using var module = Load(native: true);
        var work = module.Get<Func<long[], long, long>>("work");
        var rows = module.Get<Func<long[][], long>>("sum_rows");
        var (stop, garbage) = (false, new object());
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                garbage = Enumerable.Range(0, 1000).Select(i => new long[i % 50]).ToArray();
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
                Thread.Sleep(1);            // or the calls get nowhere
            }
        });
        collector.Start();
        try
        {
            var duringCalls = 0;
            for (var round = 0; round < 40 || duringCalls < 200; round++)
            {
                // Young arrays between others that die: a collection would move them.
                var arrays = Enumerable.Range(0, 200).Select(_ => new long[20]).ToArray();
                var array = arrays[100];
                arrays = [.. arrays.Where((_, i) => i % 7 == 0)];
                var earlier = GC.CollectionCount(2);
                Assert.That(work(array, 20_000), Is.EqualTo(20L * 20_000 * 20_001 / 2));
                duringCalls += GC.CollectionCount(2) - earlier;
                Assert.That(array, Has.All.EqualTo(20_000L));
                Assert.That(rows([.. arrays, array]), Is.EqualTo(20L * 20_000));
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            collector.Join();
        }
        GC.KeepAlive(garbage);
    }

    [Test]
    public void Rows_are_not_kept_alive_behind_the_call()
    {
        using var module = Load(native: true);
        var sum = module.Get<Func<long[][], long>>("sum_rows");
        var same = module.Get<Func<long[][], long[][], bool>>("are_same");
        var rows = CallWithRows();
        for (var i = 0; i < 20 && rows.Exists(row => row.IsAlive); i++)
            GC.Collect();
        Assert.That(rows.Exists(row => row.IsAlive), Is.False);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        List<WeakReference> CallWithRows()
        {
            long[][] one = [[1], [2]], other = [[3], [4], [5]];
            Assert.That(sum(one), Is.EqualTo(3));
            Assert.That(sum(other), Is.EqualTo(12));
            Assert.That(same(one, other), Is.False);
            return [.. one.Concat(other).Select(row => new WeakReference(row))];
        }
    }

    [Test]
    public void Types_are_guessed_from_what_is_done_with_parameters([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = Facade.Load("lending", version, PycOptions.Default);
        Assert.Multiple(() =>
        {
            Assert.That(Types("fill"), Is.EqualTo("double[], long"));
            Assert.That(Types("add_into"), Is.EqualTo("double[], double[]"));
            Assert.That(Types("push"), Is.EqualTo("List<double>, long"));
            Assert.That(Types("sum_rows"), Is.EqualTo("double[][]"));
            Assert.That(Types("set_cell"), Is.EqualTo("double[][], long, long, long"));
            Assert.That(Types("cell_of"), Is.EqualTo("double[,], long, long"));
            Assert.That(Types("squares"), Is.EqualTo("long"));
            Assert.That(Types("give"), Is.EqualTo("long"));
            Assert.That(module["squares"].ResultTypeFor(), Is.EqualTo(typeof(long[])));
            Assert.That(module["halves"].ResultTypeFor(), Is.EqualTo(typeof(double[])));
            Assert.That(module["scale_to"].ResultTypeFor(typeof(List<int>), typeof(long)), Is.EqualTo(typeof(List<int>)));
            Assert.That(module["give_both"].ResultTypeFor(typeof(float[,]), typeof(long)), Is.EqualTo(typeof((float[,], long))));
            Assert.That(module["pick"].ResultTypeFor(typeof(float[]), typeof(int[]), typeof(bool)), Is.EqualTo(typeof(object)));
            Assert.That(module["total"].IsCompilable(out _), Is.True);
        });

        string Types(string name) => string.Join(", ", module[name].DefaultTypes().Select(Binding.TypeNames.Of));
    }

    [Test]
    public void Threads_call_at_once([Values] bool native)
    {
        using var module = Load(native);
        var work = module.Get<Func<Span<long>, long, long>>("work");
        var table = module.Get<Func<long, long[][]>>("table");
        var push = module.Get<Action<List<long>, long>>("push_many");
        Parallel.For(0, 32, number =>
        {
            Span<long> span = stackalloc long[10];
            span.Fill(number);
            Assert.That(work(span, 100), Is.EqualTo(10L * (100 * number + 5050)));
            Assert.That(table(number).TakeLast(1).SelectMany(row => row).Sum(), Is.EqualTo((long)Math.Max(0, number - 1) * number * (number - 1) / 2));
            List<long> list = [];
            push(list, 100 * number);
            Assert.That(list.Count, Is.EqualTo(100 * number));
        });
    }

    private static PycModule Load(bool native, string version = "3.12") =>
        Facade.Load("lending", version, native ? PycOptions.Default : Facade.Interpreted);

    private delegate double Takes16(
        Span<long> a, ulong b, ReadOnlySpan<byte> c, int d, Memory<double> e, double f, float[] g, sbyte h, List<int> i, short j,
        ReadOnlyMemory<short> k, uint l, ulong[] m, byte n, Span<ushort> o, Span<int> p);

    private sealed unsafe class NativeInts(int count) : MemoryManager<int>
    {
        private readonly int* _data = (int*)NativeMemory.AllocZeroed((nuint)count, sizeof(int));

        public override Span<int> GetSpan() => new(_data, count);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_data + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing) => NativeMemory.Free(_data);
    }
}
