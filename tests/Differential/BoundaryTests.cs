using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Pyc.Differential.Support;
using Pyc.Loader;

namespace Pyc.Differential;

/// <summary>Functions of one call each give natively what they give interpreted, for all combinations of boundary values.</summary>
/// <remarks>What the interpreter gives for such values is CPython's: probes see to that.</remarks>
public sealed class BoundaryTests
{
    private static readonly MethodInfo s_get = typeof(PycModule).GetMethod(nameof(PycModule.Get), 1, [typeof(string)])!;

    private static readonly double[] s_floats =
    [
        0.0, -0.0, 0.5, -0.5, 1, -1, 1.5, 2, 2.5, -2.5, 3, 0.49999999999999994, 0.9999999999999999, 2.675, 1e-10, 20.5, 170.5, 171.7, 709.8, -745.2,
        4503599627370495.5, 4503599627370497.5, 9007199254740993, 9223372036854774784, 9223372036854775808.0, -9223372036854775808.0,
        -9223372036854777856.0, 1e22, 1e300, -1e300, 2.2250738585072014e-308, double.Epsilon, -double.Epsilon, double.MaxValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    private static readonly long[] s_ints =
    [
        0, 1, -1, 2, -2, 3, 4, 6, 7, 12, 15, -15, 20, 21, 25, 33, 64, 66, 67, 68, 100, -100, 255, 325, 1000003, 999999999999, 3037000499, 9007199254740993,
        -9007199254740993, 9223372030926249001, 9223372030926249000, 9223372030926249002, 9223372036854775806, long.MaxValue, long.MinValue,
        long.MinValue + 1,
    ];

    private static readonly long[] s_smallInts =
        [0, 1, 2, 3, 5, 10, 19, 20, 21, 25, 30, 33, 34, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 100, 300, -1, -5, long.MinValue];

    // More combinations show nothing new, and exceptions take their time.
    private const int MostCalls = 600;

    // Python 2 does not tell an int from a long; these ask for it.
    private static readonly string[] s_notNative = ["kinds"];

    private static IEnumerable<string> Versions =>
        Directory.GetDirectories(Repository.PathTo("fixtures", "boundaries", "pyc")).Select(path => Path.GetFileName(path)).Order();

    [TestCaseSource(nameof(Versions))]
    public void Native_code_gives_what_the_interpreter_gives(string version)
    {
        var path = Repository.PathTo("fixtures", "boundaries", "pyc", version, "functions.pyc");
        using var native = PycJit.Load(path, PycOptions.Default);
        using var interpreted = PycJit.Load(path, ScalarMode.Interpreter.Options);
        var (functions, calls, differences) = (0, 0, new List<string>());
        foreach (var code in PycFile.Read(path).CodeObjects().Where(code => code.Name != "<module>"))
        {
            string[] parameters = [.. code.LocalNames.Take(code.ParameterCount)];
            var types = Array.ConvertAll(parameters, TypeOf);
            if (version == "2.7" && s_notNative.Contains(code.Name))
                continue;
            functions++;
            native[code.Name].Compile(types);
            var (first, second) = (Bind(native, code.Name, types), Bind(interpreted, code.Name, types));
            foreach (var values in Combinations(Array.ConvertAll(parameters, ValuesOf)))
            {
                calls++;
                var (actual, expected) = (ScalarCall.Outcome(first, values), ScalarCall.Outcome(second, values));
                if (actual != expected)
                    differences.Add(string.Create(CultureInfo.InvariantCulture, $"{code.Name}({string.Join(", ", values)}): {actual}, interpreted {expected}"));
            }
        }
        TestContext.Out.WriteLine($"CPython {version}: {functions} functions, {calls} calls, {differences.Count} differences");
        Assert.That(differences.Take(30), Is.Empty);
        Assert.That(functions, Is.GreaterThan(100));
    }

    private static object[] ValuesOf(string parameter) => parameter[0] switch
    {
        'x' or 'y' or 'z' => Array.ConvertAll(s_floats, number => (object)number),
        'n' or 'k' => Array.ConvertAll(s_smallInts, number => (object)number),
        'p' => [true, false],
        _ => Array.ConvertAll(s_ints, number => (object)number),
    };

    private static IEnumerable<object[]> Combinations(object[][] values)
    {
        var count = values.Aggregate(1, (product, list) => product * list.Length);
        // A step that has no factor in common with the counts comes to all values of each.
        var step = count <= MostCalls ? 1 : (count / MostCalls) | 1;
        for (var number = 0; number < count; number += step)
        {
            var rest = number;
            var arguments = new object[values.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = values[i][rest % values[i].Length];
                rest /= values[i].Length;
            }
            yield return arguments;
        }
    }

    private static Type TypeOf(string parameter) => parameter[0] switch
    {
        'x' or 'y' or 'z' => typeof(double),
        'p' => typeof(bool),
        _ => typeof(long),
    };

    private static Delegate Bind(PycModule module, string name, Type[] types) =>
        (Delegate)s_get.MakeGenericMethod(Expression.GetDelegateType([.. types, typeof(object)]))
            .Invoke(module, BindingFlags.DoNotWrapExceptions, null, [name], null)!;                  // Get returns its delegate
}
