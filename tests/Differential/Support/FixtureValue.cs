using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Differential.Support;

/// <summary>The values of fixtures/expected, as fixtures/generate.py encodes them, and the interpreter's.</summary>
internal static class FixtureValue
{
    /// <summary>C libraries differ so much in transcendental functions: as fixtures/merge.py has it.</summary>
    private const double LibraryTolerance = 4e-15;

    /// <summary>The value that a call passes to a function of that version.</summary>
    public static PyValue Read(JsonElement value, PythonVersion version)
    {
        var (kind, content) = Parts(value);
        return kind switch
        {
            'n' => PyValue.None,
            'b' => PyValue.FromBool(content.GetBoolean()),
            'i' => ReadInteger(ExpectedCall.IntegerOf(value), version),
            'f' => PyValue.FromFloat(FloatOf(content)),
            't' => new PyTuple([.. content.EnumerateArray().Select(item => Read(item, version))]),
            'a' => new PyList([.. content.EnumerateArray().Select(item => Read(item, version))]),
            _ => throw new FormatException($"No value of the fixtures: {value}"),
        };
    }

    /// <summary>Whether a value is the one recorded, its type included; floats by their bits, all nans alike.</summary>
    /// <param name="expected">What was recorded. Python 2's int and long are one type there.</param>
    /// <param name="actual">The interpreter's value.</param>
    /// <param name="isTranscendental">Whether C libraries may differ in the last bits of a float.</param>
    public static bool IsEqual(JsonElement expected, PyValue actual, bool isTranscendental)
    {
        var (kind, content) = Parts(expected);
        return kind switch
        {
            'n' => actual.IsNone,
            'b' => actual.IsBool && actual.Bool == content.GetBoolean(),
            'i' => IntegerOf(actual) == ExpectedCall.IntegerOf(expected),
            'f' => actual.IsFloat && IsEqual(FloatOf(content), actual.Float, isTranscendental),
            't' => actual.As<PyTuple>() is { } tuple && AreEqual(content, tuple.Items, isTranscendental),
            'a' => actual.As<PyList>() is { } list && AreEqual(content, list.OwnItems, isTranscendental),
            _ => false,
        };
    }

    /// <summary>A recorded message, or a text that holds one, as a CPython on this system says it.</summary>
    /// <remarks>
    /// ERANGE has a number and a text of the C library. 3.14 and 3.15 were recorded under Emscripten's; on Linux they say Linux's.
    /// </remarks>
    public static string MessageHere(string message) =>
        message.Replace("(68, 'Result not representable')", "(34, 'Numerical result out of range')", StringComparison.Ordinal);

    /// <summary>The same where indexes have 64 bits.</summary>
    /// <remarks>Under Emscripten an index has 32 bits; all arguments of the fixtures fit the 64 bits it has here.</remarks>
    public static string MessageOn64Bits(string message) =>
        message == "cannot fit 'int' into an index-sized integer" ? "list index out of range" : MessageHere(message);

    /// <summary>A recorded value as Python writes it.</summary>
    public static string Describe(JsonElement value)
    {
        var (kind, content) = Parts(value);
        return kind switch
        {
            'n' => "None",
            'b' => content.GetBoolean() ? "True" : "False",
            'f' => FloatOf(content).ToString("R", CultureInfo.InvariantCulture),
            't' => $"({string.Join(", ", content.EnumerateArray().Select(Describe))})",
            'a' => $"[{string.Join(", ", content.EnumerateArray().Select(Describe))}]",
            _ => content.GetString()!,
        };
    }

    private static PyValue ReadInteger(BigInteger value, PythonVersion version) =>
        Integers.Make(value, isLong: version.Major == 2 && (value < long.MinValue || value > long.MaxValue));

    /// <summary>The letter of a value's kind, as fixtures/generate.py has it, and the value.</summary>
    public static (char Kind, JsonElement Content) Parts(JsonElement value)
    {
        var property = value.EnumerateObject().Single();
        return (property.Name[0], property.Value);
    }

    private static bool AreEqual(JsonElement expected, ReadOnlySpan<PyValue> actual, bool isTranscendental)
    {
        if (expected.GetArrayLength() != actual.Length)
            return false;
        for (var i = 0; i < actual.Length; i++)
        {
            if (!IsEqual(expected[i], actual[i], isTranscendental))
                return false;
        }
        return true;
    }

    /// <summary>Whether a float is the one recorded: the same bits, all nans alike.</summary>
    public static bool IsEqual(double expected, double actual, bool isTranscendental) =>
        (double.IsNaN(expected) && double.IsNaN(actual))
        || BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual)
        || (isTranscendental && Math.Abs(expected - actual) <= LibraryTolerance * Math.Max(Math.Abs(expected), Math.Abs(actual)));

    private static BigInteger? IntegerOf(PyValue value) => value.IsInt ? value.Int : value.As<PyInteger>()?.Value;

    /// <summary>A float as <c>float.hex</c> writes it: <c>-0x1.8p+1</c>, <c>0x0.0000000000001p-1022</c>, <c>inf</c>, <c>nan</c>.</summary>
    public static double FloatOf(JsonElement content)
    {
        var text = content.GetString()!;
        if (text is "nan")
            return double.NaN;
        var sign = text[0] == '-' ? -1.0 : 1.0;
        text = text.TrimStart('-');
        if (text is "inf")
            return sign * double.PositiveInfinity;
        var (point, power) = (text.IndexOf('.', StringComparison.Ordinal), text.IndexOf('p', StringComparison.Ordinal));
        var fraction = point < 0 ? "" : text[(point + 1)..power];
        var digits = text[2..(point < 0 ? power : point)] + fraction;
        var exponent = int.Parse(text[(power + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        // At most 53 bits, and hex has no more than the float: every step is exact.
        return sign * Math.ScaleB(long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture), exponent - 4 * fraction.Length);
    }
}
