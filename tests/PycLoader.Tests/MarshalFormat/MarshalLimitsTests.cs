using static Pyc.Loader.Tests.MarshalBytes;

namespace Pyc.Loader.Tests;

public sealed class MarshalLimitsTests
{
    private const int OneMegabyte = 1 << 20;
    private static readonly PythonVersion s_27 = new(2, 7);
    private static readonly PythonVersion s_313 = new(3, 13);

    [TestCase('(')]
    [TestCase('[')]
    [TestCase('<')]
    [TestCase('>')]
    [TestCase('s')]
    [TestCase('u')]
    [TestCase('a')]
    [TestCase('l')]
    public void A_file_of_20_bytes_that_claims_2_GB_costs_no_memory(char code)
    {
        var bytes = Of(code, int.MaxValue, "NNNNNNNNNNNNNNN");

        var allocated = Allocated(() => Assert.Throws<PycFormatException>(() => Read(s_313, bytes)));

        Assert.That(allocated, Is.LessThan(OneMegabyte));
    }

    [Test]
    public void Claims_inside_claims_cost_no_more_than_the_file()
    {
        // Each tuple claims all that is left: 1000 nested claims of 100,000 elements would be 800 MB.
        var bytes = new List<byte>();
        for (var i = 0; i < 1000; i++)
            bytes.AddRange(Of('(', 100_000));
        bytes.AddRange(new byte[200_000].Select(_ => (byte)'N'));
        var file = bytes.ToArray();

        var allocated = Allocated(() => Assert.Throws<PycFormatException>(() => Read(s_313, file)));

        Assert.That(allocated, Is.LessThan(16L * file.Length + OneMegabyte));
    }

    private static IEnumerable<TestCaseData> DenseData()
    {
        yield return Case("elements", s_313, "N");
        yield return Case("empty tuples", s_313, ")\0");
        yield return Case("flagged empty tuples", s_313, "\xA9\0");
        yield return Case("empty strings", s_313, "z\0");
        yield return Case("strings of one", s_313, "\xFA\x01" + "a");
        yield return Case("empty dicts", s_313, "{0");
        yield return Case("dicts of one", s_313, "{NN0");
        yield return Case("dicts in dicts", s_313, "{N{N{N{NN0000");
        yield return Case("ints of no digits", s_313, "l\0\0\0\0");
        yield return Case("floats as text", s_313, "f\x01" + "1");
        yield return Case("surrogates", s_313, "u\x0A\0\0\0\xED\xA0\x80\xED\xB0\x80" + "aaaa");
        yield return Case("interned strings of Python 2", s_27, "t\0\0\0\0");
        yield return Case("slices", new(3, 14), ":NNN");

        static TestCaseData Case(string name, PythonVersion version, string item) =>
            new TestCaseData(version, item).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(DenseData))]
    public void The_densest_data_costs_a_small_multiple_of_the_file(PythonVersion version, string item)
    {
        const int Count = 100_000;
        var bytes = Of('(', Count, string.Concat(Enumerable.Repeat(item, Count)));

        var allocated = Allocated(() => Read(version, bytes));

        Assert.That(allocated, Is.LessThan(64L * bytes.Length + OneMegabyte));
    }

    [Test]
    public void One_dict_and_one_text_of_surrogates_cost_a_small_multiple_of_the_file()
    {
        foreach (var bytes in new[]
        {
            Of('{', new string('N', 200_000), '0'),
            Of('u', 300_000, string.Concat(Enumerable.Repeat("\xED\xA0\x80", 100_000))),
            Of('u', 300_006, "\xED\xA0\x80\xED\xB0\x80", new string('a', 300_000)),
            Of('l', 100_000, string.Concat(Enumerable.Repeat("\x01\x01", 100_000))),
        })
        {
            var allocated = Allocated(() => Read(s_313, bytes));

            Assert.That(allocated, Is.LessThan(64L * bytes.Length + OneMegabyte));
        }
    }

    [TestCase(")\x01", MarshalReader.MaximumDepth - 1, "N")]
    [TestCase("{N", MarshalReader.MaximumDepth - 2, "N")]
    [TestCase(")\x01{N", MarshalReader.MaximumDepth / 2 - 1, "N")]
    public void The_deepest_nesting_fits_a_stack_of_one_megabyte(string level, int levels, string inner)
    {
        var isDict = level.Contains('{', StringComparison.Ordinal);
        var bytes = Of(string.Concat(Enumerable.Repeat(level, levels)), inner, isDict ? new string('0', levels) : "");

        Assert.That(OnStackOf(OneMegabyte, () => Read(s_313, bytes)), Is.Not.Null);
    }

    [Test]
    public void The_deepest_nesting_of_code_objects_fits_a_stack_of_one_megabyte()
    {
        var code = new CodeBytes(s_313).ToMarshal();
        // A code object and the tuple of its constants are two levels.
        for (var depth = 2; depth + 2 < MarshalReader.MaximumDepth; depth += 2)
            code = new CodeBytes(s_313) { Constants = Tuple(code) }.ToMarshal();

        var file = PycFileOnSmallStack([.. new CodeBytes(s_313).Header, .. code]);

        Assert.That(file.CodeObjects().Count(), Is.EqualTo(MarshalReader.MaximumDepth / 2 - 1));
    }

    [TestCase(")\x01")]
    [TestCase("{")]
    [TestCase(":")]
    public void Deeper_nesting_is_refused(string level)
    {
        var bytes = Of(string.Concat(Enumerable.Repeat(level, 100_000)));

        var error = OnStackOf(OneMegabyte, () => Assert.Throws<PycFormatException>(() => Read(new(3, 14), bytes)));

        Assert.That(error?.Problem, Is.EqualTo("objects are nested more than 500 deep"));
        Assert.That(error?.Offset, Is.EqualTo(500 * level.Length));
    }

    [Test]
    public void A_small_stack_is_an_error_and_not_the_end_of_the_process()
    {
        var bytes = Of(string.Concat(Enumerable.Repeat(")\x01", 499)), 'N');

        var error = OnStackOf(160 << 10, () =>
        {
            try
            {
                Read(s_313, bytes);
                return null;
            }
            catch (PycFormatException caught)
            {
                return caught;
            }
        });

        Assert.That(error?.Problem, Does.EndWith("more than this thread has stack left for"));
    }

    [Test]
    public void A_tuple_of_references_to_tuples_of_references_is_shared_and_its_repr_cut()
    {
        // Level k + 1 is ten times level k: 10 to the power 300 elements on paper.
        var parts = new List<object> { '(', 301, Flagged(')'), (byte)1, 'N' };
        for (var level = 0; level < 300; level++)
        {
            parts.AddRange([Flagged(')'), (byte)10]);
            for (var i = 0; i < 10; i++)
                parts.AddRange(['r', level]);
        }

        var bomb = (TupleConstant)Read(s_313, [.. parts]);

        var last = (TupleConstant)bomb.Items[300];
        Assert.That(last.Items.Distinct().Count(), Is.EqualTo(1));
        Assert.That(last.ToString(), Has.Length.LessThan(10_100).And.EndsWith("..."));
    }

    [Test]
    public void Code_objects_that_share_many_names_share_them_in_memory_too()
    {
        foreach (var version in new[] { new PythonVersion(3, 8), s_313 })
        {
            var file = CodeObjectsThatShareNames(version, names: 20_000, codeObjects: 2_000);

            PycFile? loaded = null;
            var allocated = Allocated(() => loaded = PycFile.Read(file));

            Assert.That(loaded!.CodeObjects().Count(), Is.EqualTo(2_001));
            Assert.That(loaded.CodeObjects().Last().LocalNames, Has.Length.EqualTo(20_000));
            Assert.That(allocated, Is.LessThan(64L * file.Length + OneMegabyte), $"{version}");
        }
    }

    [Test]
    public void Names_and_kinds_that_are_paired_in_all_ways_are_refused()
    {
        // 60 tuples of names and 60 strings of kinds, of 1000 variables each: 3600 layouts of 1000 slots in 600 KB.
        const int Size = 1000;
        const int Many = 60;
        var oneName = Of(Flagged('z'), (byte)1, "a");
        var parts = new List<object> { '(', 2 * Many + Many * Many + 1, oneName };   // the name is reference 0
        for (var i = 0; i < Many; i++)
        {
            parts.AddRange([Flagged('('), Size]);
            for (var k = 0; k < Size; k++)
                parts.AddRange(['r', 0]);
        }
        for (var i = 0; i < Many; i++)
            parts.Add(Of(Flagged('s'), Size, Enumerable.Repeat((byte)0x20, Size).ToArray()));
        for (var i = 0; i < Many; i++)
        {
            for (var k = 0; k < Many; k++)
            {
                var code = new CodeBytes(s_313) { VariablesField = Of('r', 1 + i), KindsField = Of('r', 1 + Many + k) };
                parts.Add(code.ToMarshal());
            }
        }
        var file = new CodeBytes(s_313) { Constants = Of([.. parts]) }.ToPyc();

        PycFormatException? error = null;
        var allocated = Allocated(() => error = Assert.Throws<PycFormatException>(() => PycFile.Read(file)));

        Assert.That(error?.Problem,
            Is.EqualTo("the code objects share names and kinds of variables in more ways than a file of this size has"));
        Assert.That(allocated, Is.LessThan(64L * file.Length + OneMegabyte));
    }

    [Test]
    public void Each_shared_code_object_is_visited_once()
    {
        // Every code object names the one before it twice: 2 to the power 200 paths.
        var code = Of(new CodeBytes(s_313).ToMarshal());
        code[0] |= 0x80;
        var parts = new List<object> { '(', 200, code };
        for (var i = 1; i < 200; i++)
        {
            var next = new CodeBytes(s_313) { Constants = Tuple(Of('r', i - 1), Of('r', i - 1)) }.ToMarshal();
            next[0] |= 0x80;
            parts.Add(next);
        }
        // The references count code objects only: nothing else in the file is flagged.
        var file = PycFile.Read(new CodeBytes(s_313) { Constants = Of([.. parts]) }.ToPyc());

        Assert.That(file.CodeObjects().Count(), Is.EqualTo(201));
        Assert.That(file.CodeObjects().First(), Is.SameAs(file.Code));
    }

    private static byte[] CodeObjectsThatShareNames(PythonVersion version, int names, int codeObjects)
    {
        var name = Of(Flagged('z'), (byte)1, "a");
        var first = new List<object> { Flagged('('), names, name };
        for (var i = 1; i < names; i++)
            first.AddRange(['r', 1]);
        var kinds = Of(Flagged('s'), names, Enumerable.Repeat((byte)0x20, names).ToArray());
        // Reference 0 is the tuple, 1 the name, 2 the kinds.
        var parts = new List<object> { '(', codeObjects + 2, Of([.. first]), kinds };
        var code = new CodeBytes(version) { LocalCount = names, VariablesField = Of('r', 0), KindsField = Of('r', 2) }
            .ToMarshal();
        for (var i = 0; i < codeObjects; i++)
            parts.Add(code);
        return new CodeBytes(version) { Constants = Of([.. parts]) }.ToPyc();
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static PycFile PycFileOnSmallStack(byte[] file) => OnStackOf(OneMegabyte, () => PycFile.Read(file));

    private static T OnStackOf<T>(int bytes, Func<T> function)
    {
        T result = default!;   // set below, or the exception is thrown
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = function();
                }
                catch (Exception caught)
                {
                    failure = caught;
                }
            }, bytes);
        thread.Start();
        thread.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return result;
    }

    [Test]
    public void Objects_nested_as_deep_as_is_allowed_are_read_in_a_thread_with_little_stack()
    {
        // A code object among the constants of a code object takes the most stack for each level.
        var version = new PythonVersion(3, 13);
        var nested = MarshalBytes.Of("N");
        for (var depth = 0; depth < 245; depth++)
            nested = new CodeBytes(version) { Constants = MarshalBytes.Tuple(nested) }.ToMarshal();
        byte[] file = [.. new CodeBytes(version).Header, .. nested];
        var count = 0;
        var thread = new Thread(() => count = PycFile.Read(file).CodeObjects().Count(), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(count, Is.EqualTo(245));
    }
}
