using System.Globalization;
using System.Reflection;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Tests.Support;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>Whatever Python code does with Python's own functions, nothing but a Python exception or PycJit's own leaves them.</summary>
/// <remarks>
/// The seed is fixed, so that a run can be repeated; <c>FUZZ_SEED</c> takes another one, <c>FUZZ_ROUNDS</c> more of them, and
/// <c>FUZZ_LOG</c> names a file that gets every call before it is made, for one that does not come back.
/// </remarks>
public sealed class BuiltinFuzzTests
{
    private const int Shown = 40;

    // Enough for all that ends soon: a power, a shift or its decimal digits may fit the memory and still take minutes, as CPython's do.
    private const long Budget = 1_000_000;

    private static readonly int s_seed = Setting("FUZZ_SEED", 20261120);
    private static readonly int s_rounds = Setting("FUZZ_ROUNDS", 1);

    private static readonly string[] s_modules =
        ["math", "functools", "itertools", "operator", "sys", "typing", "string", "builtins", "__builtin__", "os", "collections"];

    private static readonly PyType[] s_types = [.. FindTypes()];

    private static IEnumerable<string> Versions =>
        Directory.GetDirectories(Repository.PathTo("fixtures", "bytecode")).Select(Path.GetFileName).OfType<string>().OrderBy(Version.Parse);

    private readonly SortedDictionary<string, string> _failures = new(StringComparer.Ordinal);
    private StreamWriter? _log;

    [SetUp]
    public void Start()
    {
        _failures.Clear();
        if (Environment.GetEnvironmentVariable("FUZZ_LOG") is { Length: > 0 } path)
            _log = new StreamWriter(path) { AutoFlush = true };
    }

    [TearDown]
    public void Stop() => _log?.Dispose();

    [Test]
    public void Classes_are_found_by_reflection() =>
        Assert.That(s_types, Is.SupersetOf((PyType[])[PyTypes.List, ContainerTypes.DictItems, BuiltinIteratorTypes.Map, ExceptionTypes.KeyError]));

    [TestCaseSource(nameof(Versions))]
    public void Methods_read_through_their_class_raise_Python_exceptions_alone(string version) => Fuzz(version, (runtime, values, random) =>
    {
        foreach (var type in s_types)
        {
            foreach (var name in type.OwnNames)
            {
                for (var i = 0; i < 8; i++)
                    Try(runtime, values, $"{type.Name}.{name}", given => CallRandomly(runtime, random, () => Attributes.Get(runtime, type, name), given));
                Try(runtime, values, $"{type.Name}.{name} in another class", given =>
                {
                    var names = new PyDict();
                    names.Set(runtime, PyValue.FromText("moved"), Attributes.Get(runtime, type, name));
                    var other = Operators.Call(runtime, PyTypes.Type, PyValue.FromText("Other"), new PyTuple([PyTypes.Object]), names);
                    return CallRandomly(runtime, random, () => Attributes.Get(runtime, Operators.Call(runtime, other), "moved"), given);
                });
            }
            for (var i = 0; i < 8; i++)
                Try(runtime, values, type.Name, given => CallRandomly(runtime, random, () => type, given));
        }
    });

    [TestCaseSource(nameof(Versions))]
    public void Methods_of_objects_raise_Python_exceptions_alone(string version) => Fuzz(version, (runtime, values, random) =>
    {
        for (var i = 0; i < 250; i++)
        {
            values.Restart();
            var type = values.Next().Type;
            foreach (var name in type.Mro.SelectMany(parent => parent.OwnNames).Distinct())
            {
                Try(runtime, values, $"{type.Name}().{name}", given =>
                {
                    var self = values.Next();
                    for (var tries = 0; tries < 30 && !ReferenceEquals(self.Type, type); tries++)
                        self = values.Next();
                    return CallRandomly(runtime, random, () => Attributes.Get(runtime, self, name), given);
                });
            }
        }
    });

    [TestCaseSource(nameof(Versions))]
    public void Functions_of_modules_raise_Python_exceptions_alone(string version) => Fuzz(version, (runtime, values, random) =>
    {
        foreach (var (name, value) in NamesOfModules(runtime))
        {
            for (var i = 0; i < 25; i++)
                Try(runtime, values, name, given => CallRandomly(runtime, random, () => value, given));
        }
    });

    [TestCaseSource(nameof(Versions))]
    public void Operators_raise_Python_exceptions_alone(string version) => Fuzz(version, (runtime, values, random) =>
    {
        for (var i = 0; i < 6000; i++)
        {
            Try(runtime, values, "operator", _ =>
            {
                var (left, right) = (values.Next(), values.Next());
                switch (random.Next(12))
                {
                    case 0 or 1 or 2: return Operators.Binary(runtime, Any<BinaryOperator>(random), left, right);
                    case 3: return Operators.BinaryInPlace(runtime, Any<BinaryOperator>(random), left, right);
                    case 4 or 5: return Operators.Compare(runtime, Any<ComparisonOperator>(random), left, right);
                    case 6: return Operators.Unary(runtime, Any<UnaryOperator>(random), left);
                    case 7: return Operators.GetItem(runtime, left, right);
                    case 8: Operators.SetItem(runtime, left, right, values.Next()); break;
                    case 9: Operators.DeleteItem(runtime, left, right); break;
                    case 10: return PyValue.FromBool(Operators.Contains(runtime, left, right));
                    default: return Operators.Call(runtime, left, right);
                }
                return PyValue.None;
            });
        }
    });

    private static T Any<T>(Random random)
        where T : struct, Enum => Enum.GetValues<T>() is var all ? all[random.Next(all.Length)] : default;

    private static PyValue CallRandomly(PythonRuntime runtime, Random random, Func<PyValue> target, List<PyValue> given)
    {
        var function = target();
        if (random.Next(8) != 0 || given.Count == 0)
            return Operators.Call(runtime, function, given.ToArray());
        string[] names = ["key", "default", "start", "x", "sep", "iterable", "end", "maxsplit", "strict", "repeat", "name", "byteorder", "signed", "encoding"];
        return Operators.Call(runtime, function, new CallArguments(given.ToArray(), [names[random.Next(names.Length)]]));
    }

    private static IEnumerable<(string Name, PyValue Value)> NamesOfModules(PythonRuntime runtime)
    {
        foreach (var module in s_modules)
        {
            if (runtime.Modules!.Find(runtime, module) is { } found)
            {
                foreach (var (name, value) in found.Names.Items.ToArray())
                    yield return ($"{module}.{name}", value);
            }
        }
    }

    private static IEnumerable<PyType> FindTypes() =>
        from holder in typeof(PyType).Assembly.GetTypes()
        where !holder.ContainsGenericParameters
        from field in holder.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        from type in field.FieldType == typeof(PyType) ? [(PyType)field.GetValue(null)!]
            : field.FieldType == typeof(PyType[]) ? (PyType[])field.GetValue(null)! : []
        group type by type into same
        orderby same.Key.Name
        select same.Key;

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private void Fuzz(string version, Action<PythonRuntime, RandomValues, Random> test)
    {
        for (var seed = s_seed; seed < s_seed + s_rounds; seed++)
        {
            TestContext.Out.WriteLine($"seed {seed}");
            var module = new InterpretedModule(Repository.PathTo("fixtures", "bytecode", version, "examples.pyc"));
            var random = new Random(seed);
            var values = new RandomValues(module.Runtime, random, s_types);
            values.Others.AddRange(NamesOfModules(module.Runtime).Select(item => item.Value).Where(value => value.Object is not UnavailableObject));
            values.Others.Add(module.Runtime.Modules!.Find(module.Runtime, "math")!);
            values.Others.Add(module.Runtime.Modules!.Find(module.Runtime, "os")!);
            foreach (var name in (string[])["arith", "generator"])
                values.Others.Add(module.Global(name));
            test(module.Runtime, values, random);
            if (_failures.Count > 0)
                Assert.Fail($"seed {seed}: {_failures.Count} kinds\n" + string.Join('\n', _failures.Take(Shown).Select(item => $"{item.Value}: {item.Key}")));
        }
    }

    private void Try(PythonRuntime runtime, RandomValues values, string what, Func<List<PyValue>, PyValue> call)
    {
        values.Restart();
        var given = new List<PyValue>();
        runtime.Budget = Budget;
        try
        {
            for (var count = values.NextCount(); count > 0; count--)
                given.Add(values.Next());
            _log?.WriteLine($"{what} {string.Join(", ", given.Select(value => value.Type.Name))}");
            var result = call(given);
            if (result.IsUnbound)
                _failures.TryAdd("gives nothing", what);
            else
                Use(runtime, result);
        }
        catch (Exception exception) when (exception is PythonError or PycJitException)
        {
            // As it should be.
        }
#pragma warning disable CA1031 // Everything else is what the test looks for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var frames = (exception.StackTrace ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Contains("Pyc.", StringComparison.Ordinal)).Take(3)
                .Select(line => line[3..(line.IndexOf('(', StringComparison.Ordinal) is > 0 and var end ? end : line.Length)].Replace("Pyc.Translation.Interpretation.", "", StringComparison.Ordinal)
                    + line[(line.LastIndexOf(':') is > 0 and var colon ? colon : line.Length)..]);
            _failures.TryAdd($"{exception.GetType().Name} {string.Join(" < ", frames)}", $"{what}({string.Join(", ", given.Select(value => value.Type.Name))})");
        }
    }

    private static void Use(PythonRuntime runtime, PyValue result)
    {
        if (result.Object is PyIterator iterator)
        {
            for (var i = 0; i < 4 && iterator.TryNext(runtime, out var item); i++)
                Operators.Repr(runtime, item);
        }
        if (result.Object is not PyRange)
            Operators.Repr(runtime, result);
    }
}
