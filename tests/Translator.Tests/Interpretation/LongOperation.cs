using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>An operation on large operands that takes a while.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Prepare">Makes the operands, of a size that grows with a number from 1 on; what it gives does the operation.</param>
internal sealed record LongOperation(string Name, Func<PythonRuntime, int, Func<PyValue>> Prepare)
{
    private const int Many = 1 << 18;

    // Python 3.6 converts ints of any length from and to text.
    private static readonly PythonVersion s_anyLength = new(3, 6);

    /// <summary>One for each family of operations whose time depends on the size of its operands.</summary>
    public static IReadOnlyList<LongOperation> All { get; } =
    [
        Of("int *", static (runtime, n) => (Odd(n << 21, 1), Odd(n << 21, 2)), BinaryOperator.Multiply),
        Of("int * short", static (runtime, n) => (Odd(n << 26, 1), Odd(1000, 2)), BinaryOperator.Multiply),
        Of("int ** n", static (runtime, n) => (I(9), I(n * 500_000)), BinaryOperator.Power),
        Of("int //", static (runtime, n) => (Odd(n << 20, 1), Odd(n << 19, 2)), BinaryOperator.FloorDivide),
        Of("int % short", static (runtime, n) => (Odd(n << 25, 1), I(1_000_003)), BinaryOperator.Modulo),
        Of("int /", static (runtime, n) => (Odd(n << 21, 1), Odd(n << 21, 2)), BinaryOperator.TrueDivide),
        new("pow(a, b, m)", static (runtime, n) => { PyValue[] a = [Odd(2048, 1), Odd(n * 20_000, 2), Odd(2048, 3)]; return () => Builtin(runtime, "pow", a); }),
        new("pow(a, b, small)", static (runtime, n) => { PyValue[] a = [I(3), Odd(n << 18, 2), I(1_000_003)]; return () => Builtin(runtime, "pow", a); }),
        new("pow(a, -1, m)", static (runtime, n) => { PyValue[] a = [Odd(n << 14, 1), I(-1), Integers.Make(BigInteger.One << (n << 14))]; return () => Builtin(runtime, "pow", a); }),
        new("divmod", static (runtime, n) => { PyValue[] a = [Odd(n << 20, 1), Odd(n << 19, 2)]; return () => Builtin(runtime, "divmod", a); }),
        new("str(int)", static (runtime, n) => { var a = Odd(n << 19, 1); return () => Builtin(runtime, "str", a); }) { Version = s_anyLength },
        new("int(str)", static (runtime, n) => { var a = PyValue.FromText(new string('7', n * 150_000)); return () => Builtin(runtime, "int", a); }) { Version = s_anyLength },
        new("int(str, 3)", static (runtime, n) => { PyValue[] a = [PyValue.FromText(new string('2', n * 150_000)), I(3)]; return () => Builtin(runtime, "int", a); }) { Version = s_anyLength },
        new("hex(int)", static (runtime, n) => { var a = Odd(n << 24, 1); return () => Builtin(runtime, "hex", a); }),
        new("format(int, ',')", static (runtime, n) => { PyValue[] a = [Odd(n << 18, 1), PyValue.FromText(",")]; return () => Builtin(runtime, "format", a); }) { Version = s_anyLength },
        new("hash(int)", static (runtime, n) => { var a = Odd(n << 25, 1); return () => Builtin(runtime, "hash", a); }),
        new("round(int, -n)", static (runtime, n) => { PyValue[] a = [Odd(n << 20, 1), I(n * -150_000)]; return () => Builtin(runtime, "round", a); }),
        Of("int.bit_count", static (runtime, n) => Odd(n << 26, 1), "bit_count"),
        new("math.gcd", static (runtime, n) => { PyValue[] a = [Odd(n << 17, 1), Odd(n << 17, 2)]; return () => Math(runtime, "gcd", a); }),
        new("math.lcm", static (runtime, n) => { PyValue[] a = [Odd(n << 16, 1), Odd(n << 16, 2)]; return () => Math(runtime, "lcm", a); }),
        new("math.factorial", static (runtime, n) => { PyValue[] a = [I(n * 60_000)]; return () => Math(runtime, "factorial", a); }),
        new("math.comb", static (runtime, n) => { PyValue[] a = [I(n * 400_000), I(n * 50_000)]; return () => Math(runtime, "comb", a); }),
        new("math.perm", static (runtime, n) => { PyValue[] a = [I(n * 400_000), I(n * 50_000)]; return () => Math(runtime, "perm", a); }),
        new("math.isqrt", static (runtime, n) => { PyValue[] a = [Odd(n << 21, 1)]; return () => Math(runtime, "isqrt", a); }),

        new("sorted ints", static (runtime, n) => { var a = Numbers(n * Many, n => n * 7919 % 1_000_003); return () => Builtin(runtime, "sorted", a); }),
        new("sorted ints in order", static (runtime, n) => { var a = Numbers(n * 4 * Many, static n => n); return () => Builtin(runtime, "sorted", a); }),
        new("sorted strings", static (runtime, n) => { var a = new PyList([.. Enumerable.Range(0, n * (Many >> 3)).Select(i => PyValue.FromText($"{i * 7919L % 1_000_003}"))]); return () => Builtin(runtime, "sorted", a); }),
        Of("list * n", static (runtime, n) => (Numbers(3, static n => n), I(n * 3 * Many)), BinaryOperator.Multiply),
        Of("list + list", static (runtime, n) => (Numbers(n * 4 * Many, static n => n), Numbers(n * 4 * Many, static n => n)), BinaryOperator.Add),
        new("x in list", static (runtime, n) => { var a = Numbers(n * 4 * Many, static n => n); return () => PyValue.FromBool(Operators.Contains(runtime, a, I(-1))); }),
        Of("list.index", static (runtime, n) => Numbers(n * 4 * Many, static n => n), "index", static (_, n) => [I((n * 4 * Many) - 1)]),
        Of("list.count", static (runtime, n) => Numbers(n * 4 * Many, static n => n), "count", static (_, _) => [I(1)]),
        Of("list.copy", static (runtime, n) => Numbers(n * 8 * Many, static n => n), "copy"),
        Of("list.reverse", static (runtime, n) => Numbers(n * 8 * Many, static n => n), "reverse"),
        new("list == list", static (runtime, n) => { var (a, b) = (Numbers(n * 4 * Many, static n => n), Numbers(n * 4 * Many, static n => n)); return () => PyValue.FromBool(Operators.AreEqual(runtime, a, b)); }),
        new("list[::2]", static (runtime, n) => { var a = Numbers(n * 4 * Many, static n => n); return () => Operators.GetItem(runtime, a, new PySlice(PyValue.None, PyValue.None, I(2))); }),
        new("repr(list)", static (runtime, n) => { var a = Numbers(n * Many, static n => n); return () => Builtin(runtime, "repr", a); }),
        new("sum(list)", static (runtime, n) => { var a = Numbers(n * 4 * Many, static n => n); return () => Builtin(runtime, "sum", a); }),
        new("max(list)", static (runtime, n) => { var a = Numbers(n * 2 * Many, static n => n); return () => Builtin(runtime, "max", a); }),
        new("max(range)", static (runtime, n) => { var a = new PyRange(runtime, 0, n * Many, 1); return () => Builtin(runtime, "max", a); }),
        new("hash(tuple)", static (runtime, n) => { var a = new PyTuple([.. Enumerable.Range(0, n * 4 * Many).Select(static i => I(i))]); return () => Builtin(runtime, "hash", a); }),
        new("set(list)", static (runtime, n) => { var a = Numbers(n * Many, static n => n); return () => Builtin(runtime, "set", a); }),
        Of("set - set", static (runtime, n) => (Set(runtime, n * Many, 0), Set(runtime, n * Many, n * Many / 2)), BinaryOperator.Subtract),
        Of("set ^ set", static (runtime, n) => (Set(runtime, n * Many, 0), Set(runtime, n * Many, n * Many / 2)), BinaryOperator.Xor),
        Of("dict | dict", static (runtime, n) => (Dict(runtime, n * Many), Dict(runtime, n * Many)), BinaryOperator.Or),
        new("dict == dict", static (runtime, n) => { var (a, b) = (Dict(runtime, n * Many), Dict(runtime, n * Many)); return () => PyValue.FromBool(Operators.AreEqual(runtime, a, b)); }),
        new("keys of one hash", static (runtime, n) => { var a = new PyList([.. Enumerable.Range(1, n * 2000).Select(i => Integers.Make(((BigInteger.One << 61) - 1) * i * i))]); return () => Builtin(runtime, "set", a); }),
        new("list(permutations)", static (runtime, n) => { var a = Operators.Call(runtime, Itertools(runtime, "permutations"), Numbers(n * 1000, static n => n)); return () => Draw(runtime, a, 200); }),
        new("list(product)", static (runtime, n) => { var a = Operators.Call(runtime, Itertools(runtime, "product"), new CallArguments([new PyList([I(1), I(2)]), I(n * 1000)], ["repeat"])); return () => Draw(runtime, a, 200); }),

        Of("str * n", static (runtime, n) => (PyValue.FromText("abc"), I(n << 23)), BinaryOperator.Multiply),
        Of("str of pairs * n", static (runtime, n) => (PyValue.FromText("\uDC00a\uD800"), I(n << 18)), BinaryOperator.Multiply),
        Of("str.find at many places", static (runtime, n) => Text(n << 20), "find", static (_, n) => [PyValue.FromText(new string('a', n << 18) + "b" + new string('a', n << 18))]),
        Of("str.rfind at many places", static (runtime, n) => Text(n << 20), "rfind", static (_, n) => [PyValue.FromText(new string('a', n << 18) + "b" + new string('a', n << 18))]),
        Of("str.find of a short part", static (runtime, n) => Text(n << 21), "find", static (_, _) => [PyValue.FromText(new string('a', 30) + "b" + new string('a', 30))]),
        Of("str.count", static (runtime, n) => Text(n << 19), "count", static (_, _) => [PyValue.FromText("a")]),
        Of("str.replace", static (runtime, n) => Text(n << 19), "replace", static (_, _) => [PyValue.FromText("a"), PyValue.FromText("bc")]),
        Of("str.split", static (runtime, n) => PyValue.FromText(string.Concat(Enumerable.Repeat("ab ", n << 17))), "split"),
        Of("str.split of a part", static (runtime, n) => PyValue.FromText(string.Concat(Enumerable.Repeat("ab,", n << 17))), "split", static (_, _) => [PyValue.FromText(",")]),
        Of("str.split of spaces", static (runtime, n) => PyValue.FromText(new string(' ', n << 21)), "split"),
        Of("str.splitlines", static (runtime, n) => PyValue.FromText(string.Concat(Enumerable.Repeat("ab\n", n << 17))), "splitlines"),
        Of("str.strip", static (runtime, n) => Text(n << 18), "strip", static (_, _) => [PyValue.FromText("xyza")]),
        Of("str.join", static (runtime, n) => PyValue.FromText(", "), "join", static (_, n) => [new PyList([.. Enumerable.Repeat(PyValue.FromText("abc"), n << 18)])]),
        Of("str.upper", static (runtime, n) => Text(n << 19), "upper"),
        Of("str.title", static (runtime, n) => Text(n << 19), "title"),
        Of("str.isalpha", static (runtime, n) => Text(n << 20), "isalpha"),
        Of("str.isidentifier", static (runtime, n) => Text(n << 20), "isidentifier"),
        Of("str.expandtabs", static (runtime, n) => Text(n << 20), "expandtabs"),
        Of("str.translate", static (runtime, n) => Text(n << 17), "translate", static (runtime, _) => [Dict(runtime, 1)]),
        Of("str.encode", static (runtime, n) => PyValue.FromText(new string('\u20AC', n << 18)), "encode"),
        Of("bytes.decode", static (runtime, n) => new PyBytes([.. Enumerable.Repeat((byte)'a', n << 18)]), "decode"),
        Of("bytes * n", static (runtime, n) => (new PyBytes([1, 2]), I(n << 24)), BinaryOperator.Multiply),
        new("part in bytes", static (runtime, n) =>
        {
            var (text, part) = (new byte[n << 20], new byte[n << 19]);
            part[part.Length / 2] = 1;
            return () => PyValue.FromBool(Operators.Contains(runtime, new PyBytes([.. text]), new PyBytes([.. part])));
        }),
        new("repr(str)", static (runtime, n) => { var a = Text(n << 20); return () => Builtin(runtime, "repr", a); }),
        new("hash(str)", static (runtime, n) => { var text = new string('b', n << 21); return () => Builtin(runtime, "hash", PyValue.FromText(text)); }),
        new("str[::2]", static (runtime, n) => { var a = Text(n << 21); return () => Operators.GetItem(runtime, a, new PySlice(PyValue.None, PyValue.None, I(2))); }),
        new("'%' of many", static (runtime, n) => { var a = PyValue.FromText(string.Concat(Enumerable.Repeat("%%", n << 18))); return () => Operators.Binary(runtime, BinaryOperator.Modulo, a, PyTuple.Empty); }),
    ];

    /// <summary>A version that has it.</summary>
    public PythonVersion Version { get; init; } = new(3, 10);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static LongOperation Of(string name, Func<PythonRuntime, int, (PyValue Left, PyValue Right)> operands, BinaryOperator op) => new(name, (runtime, size) =>
    {
        var (left, right) = operands(runtime, size);
        return () => Operators.Binary(runtime, op, left, right);
    });

    private static LongOperation Of(
        string name, Func<PythonRuntime, int, PyValue> self, string method, Func<PythonRuntime, int, PyValue[]>? arguments = null) => new(name, (runtime, size) =>
    {
        var (value, given) = (self(runtime, size), arguments?.Invoke(runtime, size) ?? []);
        return () => Operators.Call(runtime, Attributes.Get(runtime, value, method), given);
    });

    private static PyValue I(long number) => PyValue.FromInt(number);

    private static PyValue Odd(int bits, int seed)
    {
        var bytes = new byte[(bits / 8) + 1];
        new Random(seed).NextBytes(bytes);
        (bytes[0], bytes[^1]) = ((byte)(bytes[0] | 1), 1);
        return Integers.Make(new BigInteger(bytes));
    }

    private static PyValue Numbers(int count, Func<long, long> number) => new PyList([.. Enumerable.Range(0, count).Select(i => PyValue.FromInt(number(i)))]);

    private static PyValue Text(int length) => PyValue.FromText(new string('a', length));

    private static PyValue Set(PythonRuntime runtime, int count, int first)
    {
        var set = new PySet();
        for (var i = 0; i < count; i++)
            set.Add(runtime, I(first + i));
        return set;
    }

    private static PyValue Dict(PythonRuntime runtime, int count)
    {
        var dict = new PyDict();
        for (var i = 0; i < count; i++)
            dict.Set(runtime, I(i), I(i));
        return dict;
    }

    private static PyValue Builtin(PythonRuntime runtime, string name, params ReadOnlySpan<PyValue> arguments) =>
        Operators.Call(runtime, runtime.Builtins[name], arguments);

    private static PyValue Math(PythonRuntime runtime, string name, params ReadOnlySpan<PyValue> arguments) =>
        Operators.Call(runtime, Attributes.Get(runtime, MathModule.Make(runtime), name), arguments);

    private static PyValue Itertools(PythonRuntime runtime, string name) => Attributes.Get(runtime, ItertoolsModule.Make(runtime), name);

    private static PyValue Draw(PythonRuntime runtime, PyValue iterator, int count)
    {
        var items = Operators.GetIterator(runtime, iterator);
        PyValue last = PyValue.None;
        while (count-- > 0 && items.TryNext(runtime, out var item))
            last = item;
        return last;
    }
}
