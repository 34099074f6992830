using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using Pyc.Loader;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>What users read when something is wrong: every kind of exception with its message, in Golden/messages.txt.</summary>
public sealed class MessageTests
{
    private delegate long WithRef(ref long left, long right);

    private delegate long Takes17(
        long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l, long m, long n, long o, long p, long q);

    [Test]
    public void Every_exception_says_what_is_wrong()
    {
        using var straight = PycJit.Load(Repository.Pyc("straight"));
        using var arity = PycJit.Load(Repository.Pyc("arity"));
        using var lists = PycJit.Load(Repository.Pyc("lists"));
        using var calls = PycJit.Load(Repository.Pyc("calls"));
        using var sequences = PycJit.Load(Repository.Pyc("sequences"));
        using var old = PycJit.Load(Repository.Pyc("arity", "2.7"));
        using var latest = PycJit.Load(Repository.Pyc("straight", "3.14"));
        using var forbidden = PycJit.Load(Repository.Pyc("straight"), new PycOptions { ExecutableMemory = ExecutableMemory.Forbid });
        using var lent = Facade.Load("lending", options: PycOptions.Default);
        using var binding = Facade.Load();
        using var compiled = Facade.Load(options: PycOptions.Default);
        var bytes = File.ReadAllBytes(Repository.Pyc("straight"));

        var text = new StringBuilder();
        Section("files");
        Add<PycFormatException>("empty", () => Load([]));
        Add<PycFormatException>("ends in the magic number", () => Load(bytes[..3]));
        Add<PycFormatException>("ends in the header", () => Load(bytes[..9]));
        Add<PycFormatException>("ends in the code", () => Load(bytes[..1000]));
        Add<PycFormatException>("source", () => Load("def f(): pass\n"u8.ToArray()));
        Add<PycFormatException>("zip", () => Load("PK\u0003\u0004......"u8.ToArray()));
        Add<PycFormatException>("program", () => Load("\u007FELF......"u8.ToArray()));
        Add<PycFormatException>("picture", () => Load([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]));
        Add<PycFormatException>("bytes behind the code", () => Load([.. bytes, 0]));
        Add<PycFormatException>("no code object", () => Load([.. bytes[..16], (byte)'N']));
        Add<UnsupportedPythonVersionException>("pre-release", () => Load(WithMagic(bytes, 3391)));
        Add<UnsupportedPythonVersionException>("older", () => Load(WithMagic(bytes, 62161)));
        Add<UnsupportedPythonVersionException>("newer", () => Load(WithMagic(bytes, 3700)));
        Add<UnsupportedPythonVersionException>("PyPy", () => Load(WithMagic(bytes, 240)));
        Add<UnsupportedPythonVersionException>("unknown", () => Load(WithMagic(bytes, 12345)));

        Section("functions");
        Add<FunctionNotFoundException>("misspelt", () => straight.Get<Action>("floor_devide"));
        Add<FunctionNotFoundException>("misspelt in one way or another", () => straight.Get<Action>("modul"));
        Add<FunctionNotFoundException>("not there", () => arity.Get<Action>("fibonacci"));
        Add<FunctionNotFoundException>("by index", () => _ = straight["Foo"]);
        Add<FunctionNotFoundException>("under a condition", () => arity.Get<Action>("conditional"));
        Add<FunctionUnavailableException>("not a function", () => arity.Get<Action>("replaced"));
        Add<FunctionUnavailableException>("a class", () => arity.Get<Action>("Box"));
        Add<NativeCodeUnavailableException>("a callable object", () => compiled.Get<Func<long, long>>("double"));
        Add<PythonZeroDivisionException>("a top level that raises", () => Facade.Load("failing"));

        Section("signatures");
        Add<SignatureMismatchException>("too few parameters", () => straight.Get<Func<int, long>>("foo"));
        Add<SignatureMismatchException>("too many parameters", () => straight.Get<Func<int, int, int, bool>>("less"));
        Add<SignatureMismatchException>("none expected", () => straight.Get<Func<int, long>>("constant"));
        Add<SignatureMismatchException>("type of a parameter", () => straight.Get<Func<long, string, long>>("foo"));
        Add<SignatureMismatchException>("by reference", () => straight.Get<WithRef>("foo"));
        Add<SignatureMismatchException>("result", () => straight.Get<Func<long, long, string>>("foo"));
        Add<SignatureMismatchException>("int as bool", () => straight.Get<Func<long, long, bool>>("foo"));
        Add<SignatureMismatchException>("no result wanted", () => straight.Get<Action<long, long>>("foo"));
        Add<SignatureMismatchException>("None as long", () => straight.Get<Func<long, long>>("nothing"));
        Add<SignatureMismatchException>("17 parameters", () => arity.Get<Takes17>("take17"));
        Add<SignatureMismatchException>("a read-only span that is written", () => lent.Get<Action<ReadOnlySpan<double>, double>>("fill"));
        Add<SignatureMismatchException>("read-only memory that is written", () => lent.Get<Action<ReadOnlyMemory<int>, int[]>>("add_into"));
        Add<SignatureMismatchException>("elements of a span", () => lent.Get<Func<Span<char>, long>>("count"));
        Add<SignatureMismatchException>("three dimensions", () => lent.Get<Func<double[,,], long>>("count"));
        Add<SignatureMismatchException>("a list as number", () => lent.Get<Func<long, long>>("halves"));
        Add<SignatureMismatchException>("an array in a tuple as number", () => lent.Get<Func<double[], long, (double, long)>>("give_both"));
        Add<UnsupportedBytecodeException>("a function as result", () => arity.Get<Func<long, object>>("closure"));
        Add<ArgumentException>("no delegate type", () => straight.Get<Delegate>("foo"));

        Section("native code");
        Add<UnsupportedBytecodeException>("a string", () => lists.Get<Func<long, long>>("digits"));
        Add<NativeCodeUnavailableException>("no executable memory", () => forbidden.Get<Func<long, long, long>>("foo"));

        Section("unsupported");
        foreach (var (module, name) in new[]
        {
            (lists, "digits"), (lists, "memo_fib"), (lists, "distinct_remainders"), (sequences, "module_list"),
            (calls, "apply_twice"), (arity, "keywords"), (arity, "generator"),
        })
        {
            var function = module[name];
            Add<UnsupportedBytecodeException>(name, () => function.Compile());
        }

        Section("calls");
        Add<PythonZeroDivisionException>("1 // 0, 3.12", () => straight.Get<Func<long, long, long>>("floor_divide")(1, 0));
        Add<PythonZeroDivisionException>("1 % 0, 3.12", () => straight.Get<Func<long, long, long>>("modulo")(1, 0));
        Add<PythonZeroDivisionException>("1 // 0, 3.14", () => latest.Get<Func<long, long, long>>("floor_divide")(1, 0));
        Add<PythonZeroDivisionException>("0 ** -1, 3.12", () => straight.Get<Func<long, long, long>>("power")(0, -1));
        Add<PythonZeroDivisionException>("0 ** -1, 3.14", () => latest.Get<Func<long, long, long>>("power")(0, -1));
        Add<PythonZeroDivisionException>("2**124 // 0, 2.7", () => old.Get<Func<long, long, long>>("square_divided")(1L << 62, 0));
        Add<PythonValueException>("1 << -1", () => straight.Get<Func<long, long, long>>("shift_left")(1, -1));
        Add<ResultTypeException>("2 ** -1", () => straight.Get<Func<long, long, long>>("power")(2, -1));
        Add<OverflowException>("result beyond 64 bits", () => straight.Get<Func<long, long, long>>("foo")(1L << 62, 1));
        Add<OverflowException>("result beyond int", () => straight.Get<Func<long, long, int>>("foo")(1L << 31, 1));
        Add<OverflowException>("negative ulong", () => straight.Get<Func<long, ulong>>("negate")(1));
        Add<OverflowException>("large ulong argument", () => straight.Get<Func<ulong, long>>("negate")(ulong.MaxValue));
        Add<OverflowException>("large BigInteger argument", () => straight.Get<Func<BigInteger, long>>("negate")(BigInteger.Pow(10, 30)));
        Add<ResultTypeException>("None", () => straight.Get<Func<long?, long>>("identity")(null));
        Add<ResultTypeException>("a float as int", () => straight.Get<Func<long, long, int>>("power")(2, -1));
        Add<PythonMemoryException>("huge result", () => straight.Get<Func<long, long, BigInteger>>("shift_left")(1, 1L << 40));

        Section("lent arrays");
        Add<PythonIndexException>("an index beyond the end", () => lent.Get<Func<double[], long, double>>("item")([1, 2], 2));
        Add<PythonOverflowException>("an int beyond the element", () => lent.Get<Action<byte[], long, long>>("store")([1, 2], 0, 256));
        Add<PythonTypeException>("a float as int", () => lent.Get<Action<int[], long, double>>("store")([1, 2], 0, 0.5));
        Add<PythonTypeException>("a longer array", () => lent.Get<Func<long[], long, long>>("push")([1], 2));
        Add<PythonTypeException>("null", () => lent.Get<Func<long[]?, long>>("count")(null));
        Add<OverflowException>("an int of a result", () => lent.Get<Func<long, byte[]>>("squares")(20));
        Add<ResultTypeException>("floats as ints", () => lent.Get<Func<long, long[]>>("halves")(2));
        Add<ResultTypeException>("a float in a list of ints", () => lent.Get<Action<List<int>, long, double>>("store")([1, 2], 0, 0.5));

        Section("interpreted calls");
        Add<ResultTypeException>("a float as long", () => binding.Get<Func<double, long>>("same")(2.5));
        Add<ResultTypeException>("an int as bool", () => binding.Get<Func<long, bool>>("same")(1));
        Add<ResultTypeException>("an item of a tuple", () => binding.Get<Func<(long, double), (long, long)>>("same")((1, 2.5)));
        Add<ResultTypeException>("a dict", () => binding.Get<Func<object>>("table")());
        Add<OverflowException>("an int beyond 64 bits", () => binding.Get<Func<ulong, long>>("same")(ulong.MaxValue));
        Add<OverflowException>("a small result", () => binding.Get<Func<long, byte>>("same")(256));
        Add<OverflowException>("an int that is no float", () => binding.Get<Func<long, double>>("same")(long.MaxValue));
        Add<PythonTypeException>("an array that became longer", () => binding.Get<Action<long[], long>>("append")([], 1));
        Add<ResultTypeException>("an array of strings that became longer", () => binding.Get<Action<string[], string>>("append")([], "a"));
        Add<PythonTypeException>("an item put into an array", () => binding.Get<Action<long[], long, double>>("set_item")([1], 0, 1.5));
        Add<PythonOverflowException>("an item too large for an array", () => binding.Get<Action<byte[], long, long>>("set_item")([1], 0, 256));
        Add<PythonTypeException>("an item put into what is only read", () => binding.Get<Action<ReadOnlyMemory<int>, long, long>>("set_item")(new[] { 1 }, 0, 2));
        Add<ResultTypeException>("an item put into a List", () => binding.Get<Action<List<long>, long, double>>("set_item")([1], 0, 1.5));
        Add<PythonValueException>("a class of the module", () => binding.Get<Func<long, object>>("raise_odd")(5));
        Add<SignatureMismatchException>("too few arguments", () => binding.Get<Func<object>>("with_defaults"));
        Add<SignatureMismatchException>("a type that Python has not", () => binding.Get<Func<DateTime, long>>("same"));

        Golden.Check("messages.txt", text.ToString());

        void Section(string name) => text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "\n" : "")}== {name}\n");

        void Add<TException>(string what, Action action)
            where TException : Exception
        {
            var exception = Assert.Throws<TException>(action, what);
            text.Append(CultureInfo.InvariantCulture, $"\n{what}: {exception!.GetType().Name}\n    {exception.Message}\n");     // Throws gives what it caught
        }
    }

    [Test]
    public void A_file_is_named_where_it_has_a_name()
    {
        var path = Repository.PathTo("fixtures", "src", "straight.py");
        Assert.That(() => PycJit.Load(path), Throws.TypeOf<PycFormatException>().With.Message.StartWith(path + ": at byte 0: "));
    }

    [Test]
    public void The_parts_of_a_message_are_properties()
    {
        using var module = PycJit.Load(Repository.Pyc("arity"));
        var raised = Assert.Throws<PythonZeroDivisionException>(() => module.Get<Func<long, long, long>>("raise_on_third_line")(1, 1));
        using var lists = PycJit.Load(Repository.Pyc("lists"));
        var unsupported = Assert.Throws<UnsupportedBytecodeException>(() => lists["memo_fib"].Compile());
        var missing = Assert.Throws<FunctionNotFoundException>(() => module.Get<Action>("take"));
        var mismatch = Assert.Throws<SignatureMismatchException>(() => module.Get<Func<long, bool>>("take2"));
        Assert.Multiple(() =>
        {
            Assert.That((raised!.PythonType, raised.PythonMessage, raised.Where.File, raised.Where.Line, raised.Where.Function),
                Is.EqualTo(("ZeroDivisionError", "integer modulo by zero", "src/arity.py", 79, "raise_on_third_line")));
            Assert.That((unsupported!.Opcode, unsupported.Where.Line, unsupported.Diagnostic.Descriptor.Id), Is.EqualTo(("BUILD_CONST_KEY_MAP", 92, "PYJ1002")));
            Assert.That((missing!.FunctionName, missing.Candidates.Count), Is.EqualTo(("take", 3)));
            Assert.That((mismatch!.Function, mismatch.Found, mismatch.Expected), Is.EqualTo(("take2(a, b)", "Func<long, bool>", "Func<long, long, long>")));
        });
    }

    private static void Load(byte[] bytes) => PycJit.Load(bytes.AsMemory()).Dispose();

    private static byte[] WithMagic(byte[] bytes, ushort magic)
    {
        var changed = bytes.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(changed, magic);
        return changed;
    }
}
