using System.Globalization;
using System.Numerics;
using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Built-in functions that make text of values, or values of text.</summary>
internal static class TextFunctions
{
    private const int LargestCodePoint = 0x10FFFF;

    private static readonly PythonVersion s_python3 = new(3, 0);

    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("ascii(obj, /)", (runtime, arguments) => PyValue.FromText(Ascii(Operators.Repr(runtime, arguments[0]))), Since: s_python3),
        new("bin(number, /)", (runtime, arguments) => Digits(runtime, arguments[0], 1, "0b")),
        new("chr(i, /)", ByteCharacter, Until: s_python3),
        new("chr(i, /)", Character, Since: s_python3),
        new("format(value, format_spec=, /)", Format),
        new("hex(number, /)", ClassicHex, Until: s_python3),
        new("hex(number, /)", (runtime, arguments) => Digits(runtime, arguments[0], 4, "0x"), Since: s_python3),
        new("oct(number, /)", ClassicOct, Until: s_python3),
        new("oct(number, /)", (runtime, arguments) => Digits(runtime, arguments[0], 3, "0o"), Since: s_python3),
        new("ord(c, /)", Ordinal),
        new("repr(obj, /)", (runtime, arguments) => PyValue.FromText(Operators.Repr(runtime, arguments[0]))),
        new("unichr(i, /)", UnicodeCharacter, Until: s_python3),
    ];

    /// <summary>A repr with escapes for all that is not ASCII.</summary>
    public static string Ascii(string repr)
    {
        if (repr.All(char.IsAscii))
            return repr;
        var text = new StringBuilder();
        for (var i = 0; i < repr.Length; i++)
        {
            var c = repr[i];
            if (char.IsAscii(c))
                text.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < repr.Length && char.IsLowSurrogate(repr[i + 1]))
                text.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(c, repr[++i]):x8}");
            else if (c <= 0xFF)
                text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        return text.ToString();
    }

    private static PyValue Character(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var code = CodePoint(runtime, arguments[0]);
        if (code < 0 || code > LargestCodePoint)
            throw PyErrors.ValueError("chr() arg not in range(0x110000)");
        return PyValue.FromText(TextOf((int)code));
    }

    private static PyValue ByteCharacter(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var code = CodePoint(runtime, arguments[0]);
        return code >= 0 && code <= 0xFF
            ? PyValue.FromText(((char)code).ToString())
            : throw PyErrors.ValueError("chr() arg not in range(256)");
    }

    private static PyValue UnicodeCharacter(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var code = CodePoint(runtime, arguments[0]);
        return code >= 0 && code <= LargestCodePoint
            ? new PyStr(TextOf((int)code), isUnicode: true)
            : throw PyErrors.ValueError("unichr() arg not in range(0x110000) (wide Python build)");
    }

    // Lone surrogates are characters to Python.
    private static string TextOf(int code) => code <= char.MaxValue ? ((char)code).ToString() : char.ConvertFromUtf32(code);

    private static BigInteger CodePoint(PythonRuntime runtime, PyValue value)
    {
        UnavailableObject.Check(value);
        if (!Numbers.TryGetInteger(value, out var code))
        {
            if (value.IsFloat || !value.Type.TryLookup(runtime, "__index__", out _))
                throw PyErrors.TypeError(runtime.Semantics.Builtins.NotAnIntegerInC(value));
            code = BuiltinArguments.Integer(runtime, value);
        }
        return runtime.Semantics.Builtins.CodePointOverflow(code) is { } message ? throw PyErrors.OverflowError(message) : code;
    }

    private static PyValue Ordinal(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        UnavailableObject.Check(arguments[0]);
        switch (arguments[0].Object)
        {
            case PyStr { Value: [var single] }:
                return PyValue.FromInt(single);
            case PyStr { Value: [var high, var low] } when char.IsSurrogatePair(high, low):
                return PyValue.FromInt(char.ConvertToUtf32(high, low));
            case PyBytes { Value: [var octet] }:
                return PyValue.FromInt(octet);
            case PyStr or PyBytes:
                throw PyErrors.TypeError(
                    $"ord() expected a character, but string of length {Operators.Length(runtime, arguments[0])} found");
            default:
                throw PyErrors.TypeError($"ord() expected string of length 1, but {arguments[0].Type.Name} found");
        }
    }

    private static PyValue Format(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var specification = "";
        if (!arguments[1].IsUnbound)
        {
            UnavailableObject.Check(arguments[1]);
            specification = arguments[1].As<PyStr>()?.Value
                ?? throw PyErrors.TypeError(runtime.Semantics.Builtins.BadFormatSpecification(arguments[1]));
        }
        // Of Python 2, where a unicode as the value or as the specification makes one of the result.
        var isUnicode = arguments[0].As<PyStr>() is { IsUnicode: true } || arguments[1].As<PyStr>() is { IsUnicode: true };
        return new PyStr(Operators.Format(runtime, arguments[0], specification), isUnicode);
    }

    private static PyValue Digits(PythonRuntime runtime, PyValue value, int bitsPerDigit, string prefix) =>
        PyValue.FromText(Digits(runtime, BuiltinArguments.Integer(runtime, value), bitsPerDigit, prefix));

    private static string Digits(PythonRuntime runtime, BigInteger value, int bitsPerDigit, string prefix)
    {
        runtime.Memory.Check((value.GetBitLength() / bitsPerDigit) + 1, 2 * sizeof(char));
        return (value.Sign < 0 ? "-" : "") + prefix + LargeText.ToRadix(runtime, BigInteger.Abs(value), bitsPerDigit, isUpper: false);
    }

    private static PyValue ClassicHex(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        Classic(runtime, "hex", arguments[0], 4, "0x");

    private static PyValue ClassicOct(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        Classic(runtime, "oct", arguments[0], 3, Operators.IsTrue(runtime, arguments[0]) ? "0" : "");

    // Python 2 asks the number itself, which marks a long.
    private static PyValue Classic(PythonRuntime runtime, string function, PyValue value, int bitsPerDigit, string prefix)
    {
        UnavailableObject.Check(value);
        if (Numbers.TryGetInteger(value, out var integer))
            return PyValue.FromText(Digits(runtime, integer, bitsPerDigit, prefix) + (value.Object is PyInteger ? "L" : ""));
        return SpecialMethods.TryCall(runtime, value, $"__{function}__", out var result)
            ? result
            : throw PyErrors.TypeError($"{function}() argument can't be converted to {function}");
    }
}
