using System.Collections.Immutable;
using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Support;

/// <summary>Values that functions do not expect: of every class, at the limits of their range, and some that change others while they are asked.</summary>
/// <remarks>All of them have an end, so that no function that walks over them runs forever.</remarks>
internal sealed class RandomValues
{
    private static readonly string[] s_texts =
    [
        "", "a", "abc", "ab cd\nef\r\n", "-12", " 0x1F_f ", "1e400", "nan", "utf-8", "ascii", "hex", "latin-1", "ignore", "rb",
        "%d %s %r", "%(a)s %% %", "%*.*f", "%c%i%x%o%e%g%F", "%-#0 +5.3d", "{}", "{0} {1}", "{a.b[c]!r:{}}", "{", "}", "{0.__class__}", "{:%}",
        ">10", "*^+#010,.3f", "_x", "c", "d", "e", "n", "010", "=5", "__class__", "__name__", "real", "append", "x", "\ud800", "é\u0130ß", "\U0001F600b", "\0",
    ];

    private static readonly string[] s_special =
    [
        "__eq__", "__ne__", "__lt__", "__gt__", "__hash__", "__index__", "__int__", "__float__", "__bool__", "__nonzero__", "__len__", "__iter__",
        "__next__", "next", "__getitem__", "__setitem__", "__contains__", "__call__", "__repr__", "__str__", "__format__", "__add__", "__radd__",
        "__mul__", "__iadd__", "__neg__", "__abs__", "__round__", "__trunc__", "__floor__", "__reversed__", "__length_hint__", "__getattr__",
        "__cmp__", "__coerce__", "__pow__", "__divmod__", "__mod__", "__rmod__", "__long__", "__key__", "keys", "__enter__", "__exit__", "__dir__",
        "__instancecheck__", "__subclasscheck__", "__missing__", "__bytes__", "__complex__", "__sizeof__", "__get__", "__set__", "__delete__",
    ];

    private readonly PythonRuntime _runtime;
    private readonly Random _random;
    private readonly PyType[] _types;
    private readonly List<PyObject> _containers = [];
    private readonly PyValue _odd;
    private int _answers;

    public RandomValues(PythonRuntime runtime, Random random, IEnumerable<PyType> types)
    {
        _runtime = runtime;
        _random = random;
        _types = [.. types];
        var names = new PyDict();
        foreach (var name in s_special)
            names.Set(runtime, PyValue.FromText(name), new BuiltinRow($"{name}(*args, **names)", (_, _) => Answer()).Function);
        _odd = Operators.Call(runtime, PyTypes.Type, PyValue.FromText("Odd"), new PyTuple([PyTypes.Object]), names);
    }

    /// <summary>Forgets the containers of the last call: only those of the present one change.</summary>
    public void Restart()
    {
        _containers.Clear();
        _answers = 0;
    }

    /// <summary>A value.</summary>
    public PyValue Next() => Next(2);

    /// <summary>How many arguments a call has.</summary>
    public int NextCount() => Pick([0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5]);

    /// <summary>Values that this class does not make, such as functions.</summary>
    public List<PyValue> Others { get; } = [];

    private PyValue Next(int depth)
    {
        if (depth > 0 && _random.Next(4) == 0)
            return Container(depth - 1);
        switch (_random.Next(20))
        {
            case 0: return PyValue.None;
            case 1: return PyValue.FromBool(_random.Next(2) == 0);
            case 2 or 3: return PyValue.FromInt(_random.Next(-3, 6));
            case 4: return Pick<long>([int.MaxValue, 1L << 31, int.MinValue, long.MaxValue, long.MinValue, 255, 256, 0x10FFFF, 0x110000, -1]) is var number
                ? PyValue.FromInt(number) : default;
            case 5: return Integers.Make(BigInteger.Pow(2, Pick([63, 64, 100, 1100])) * Pick([1, -1]));
            case 6 or 7: return PyValue.FromFloat(Pick([0.0, -0.0, 1.5, -2.5, 1e300, -1e-320, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 3e9]));
            case 8 or 9 or 10: return new PyStr(Pick(s_texts), isUnicode: !_runtime.Version.IsAtLeast(3, 0) && _random.Next(3) == 0);
            case 11: return _runtime.Version.IsAtLeast(3, 0) ? new PyBytes([.. Pick<byte[]>([[], [97], [97, 98, 0, 255], [0xC3, 0x28], [45, 49]])]) : PyValue.FromText("\xC3(");
            case 12: return Pick(_types);
            case 13: return Operators.Call(_runtime, _odd);
            case 14: return new PySlice(Next(0), Next(0), Pick([PyValue.None, PyValue.FromInt(2), PyValue.FromInt(long.MinValue)]));
            case 15: return new PyRange(_runtime, _random.Next(-3, 3), _random.Next(0, 9), Pick([1, -2, 3]), isXRange: !_runtime.Version.IsAtLeast(3, 0));
            case 16: return new PyException(Pick([ExceptionTypes.ValueError, ExceptionTypes.OSError, ExceptionTypes.StopIteration, ExceptionTypes.UnicodeDecodeError]), [PyValue.FromInt(1)]);
            case 17: return Pick([PySingleton.NotImplemented, PySingleton.Ellipsis]);
            default: return Others.Count > 0 ? Others[_random.Next(Others.Count)] : PyValue.None;
        }
    }

    private PyValue Container(int depth)
    {
        PyValue[] items = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Next(depth))];
        switch (_random.Next(8))
        {
            case 0 or 1:
                var list = new PyList(items);
                if (_random.Next(8) == 0)
                    list.Append(_runtime, list);
                return Kept(list);
            case 2:
                return new PyTuple(items);
            case 3 or 4:
                var dict = new PyDict();
                foreach (var item in items)
                    Try(() => dict.Set(_runtime, item, Next(0)));
                return Kept(dict);
            case 5 or 6:
                var set = new PySet(isFrozen: _random.Next(3) == 0);
                foreach (var item in items)
                    Try(() => set.Add(_runtime, item));
                return set.IsFrozen ? set : Kept(set);
            default:
                PyValue iterator = default;
                Try(() => iterator = Operators.GetIterator(_runtime, Kept(new PyList(items))));
                return iterator.IsUnbound ? PyValue.None : iterator;
        }
    }

    private PyObject Kept(PyObject container)
    {
        _containers.Add(container);
        return container;
    }

    // What a special method of an odd object gives: anything, after it has changed what the call is about.
    private PyValue Answer()
    {
        if (++_answers > 12)
            throw new PythonError(new PyException(_answers > 200 ? ExceptionTypes.RuntimeError : _answers % 2 == 0 ? ExceptionTypes.StopIteration : ExceptionTypes.IndexError, []));
        foreach (var container in _containers.ToArray())
        {
            if (_random.Next(3) == 0)
                Change(container);
        }
        return _random.Next(3) switch
        {
            0 => PyValue.FromInt(_random.Next(-1, 5)),
            1 => Operators.Call(_runtime, _odd),
            _ => Next(1),
        };
    }

    private void Change(PyObject container)
    {
        var grows = _random.Next(2) == 0;
        switch (container)
        {
            case PyList list when grows:
                list.Append(_runtime, PyValue.FromInt(7));
                break;
            case PyList list:
                list.Replace(_runtime, 0, list.Count, []);
                break;
            case PyDict dict when grows:
                for (var i = 0; i < 20; i++)
                    dict.Set(_runtime, PyValue.FromInt(1000 + _random.Next(100)), PyValue.None);
                break;
            case PyDict dict:
                Operators.Call(_runtime, Attributes.Get(_runtime, dict, "clear"));
                break;
            case PySet set when grows:
                for (var i = 0; i < 20; i++)
                    set.Add(_runtime, PyValue.FromInt(1000 + _random.Next(100)));
                break;
            case PySet set:
                set.Clear();
                break;
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is PythonError or PycJitException)
        {
            // An item that has no hash, or none that can be had, is not in the container.
        }
    }

    private T Pick<T>(ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
