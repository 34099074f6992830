using System.Globalization;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Numbers read from tables behind the code.</summary>
[TestFixture]
public sealed class TableTests
{
    private const string Constants = """
        function f(v0: i64, v1: i64) -> f64
        b0:
            v2: i64 = table v0, 3, 0, 1, 2
            v3: f64 = table v2, 0.5, -1.5, 1E+300, -0
            v4: bool = table v1, true, false, true
            v5 = int.from_bool v4
            v6 = float.from_int v5
            v7 = float.add v3, v6
            v8 = float.neg v7
            return v8
        """;

    [Test]
    public void A_number_is_read_beside_other_constants([ValueSource(typeof(TestOptions), nameof(TestOptions.Names))] string name)
    {
        using var native = NativeFunction.Compile(Constants, TestOptions.Named(name));
        var function = IrParser.Parse(Constants);
        foreach (var (a, b) in from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 3) select ((long)a, (long)b))
            Assert.That(native.CallForWords([a, b]), Is.EqualTo(WordEvaluator.Run(function, [a, b])), $"{a}, {b}");
    }

    [Test]
    public void Each_number_of_a_long_table_is_where_its_index_says([Values(1, 2, 255, 5000)] int length)
    {
        var words = string.Join(", ", Enumerable.Range(0, length).Select(i => ((long)i * i * 7919).ToString(CultureInfo.InvariantCulture)));
        var text = $"function f(v0: i64) -> i64\nb0:\n    v1: i64 = table v0, {words}\n    return v1\n";
        using var native = NativeFunction.Compile(text, TestOptions.Named(TestOptions.Names.First()));
        for (var i = 0L; i < length; i++)
            Assert.That((long)native.Call([i]).Value, Is.EqualTo(i * i * 7919));
    }
}
