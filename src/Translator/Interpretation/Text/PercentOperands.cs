using System.Globalization;
using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>What the conversions of <c>%</c> make of their operands.</summary>
/// <remarks>CPython: <c>mainformatlong</c>, <c>formatchar</c> and <c>formatfloat</c> of <c>Objects/unicodeobject.c</c> and, for 2.7, <c>Objects/stringobject.c</c>.</remarks>
internal static class PercentOperands
{
    /// <summary>The operand of <c>%d</c>, <c>%i</c>, <c>%u</c>, <c>%o</c>, <c>%x</c>, <c>%X</c>.</summary>
    public static BigInteger Integer(PythonRuntime runtime, PyValue value, char type, bool isBytes)
    {
        if (Numbers.TryGetInteger(value, out var integer))
            return integer;
        var formats = runtime.Semantics.Text.Formats;
        var isIntegerOnly = type is 'o' or 'x' or 'X' && !formats.TruncatesForHexadecimal;
        if (value.IsFloat && !isIntegerOnly)
        {
            if (double.IsFinite(value.Float))
                return new BigInteger(value.Float);
            if (!runtime.Semantics.Text.StrIsBytes)
            {
                throw double.IsNaN(value.Float)
                    ? PyErrors.ValueError("cannot convert float NaN to integer")
                    : PyErrors.OverflowError("cannot convert float infinity to integer");
            }
        }
        else if (TryConvert(runtime, value, isIntegerOnly, out integer))
        {
            return integer;
        }
        var required = isIntegerOnly ? "an integer" : formats.WhatNumberIsRequired;
        var shown = type == 'i' && (isBytes || formats.CallsDecimalD) ? 'd' : type;
        throw PyErrors.TypeError($"%{shown} format: {required} is required, not {value.Type.Name}");
    }

    /// <summary>The operand of <c>%e</c>, <c>%f</c>, <c>%g</c>.</summary>
    public static double Float(PythonRuntime runtime, PyValue value, bool isBytes)
    {
        var isReplaced = isBytes || runtime.Semantics.Text.StrIsBytes;
        try
        {
            if (NumberConversions.TryToFloat(runtime, value, out var number))
                return number;
        }
        catch (PythonError) when (isReplaced)
        {
            // Bytes name what they want instead, whatever went wrong.
        }
        var message = isBytes ? "float argument required, not {0}" : runtime.Semantics.Text.Formats.FloatRequired;
        throw PyErrors.TypeError(string.Format(CultureInfo.InvariantCulture, message, value.Type.Name));
    }

    /// <summary>The operand of <c>%b</c>, a character to a byte.</summary>
    public static string Bytes(PythonRuntime runtime, PyValue value)
    {
        if (value.As<PyBytes>() is { } bytes)
            return TextCodecs.ToText(bytes.Value.AsSpan());
        if (!SpecialMethods.TryCall(runtime, value, "__bytes__", out var result))
            throw PyErrors.TypeError($"%b requires a bytes-like object, or an object that implements __bytes__, not '{value.Type.Name}'");
        return result.As<PyBytes>() is { } made
            ? TextCodecs.ToText(made.Value.AsSpan())
            : throw PyErrors.TypeError(runtime.Semantics.Text.Formats.NotBytes(value, result));
    }

    /// <summary>The operand of <c>%c</c> of bytes.</summary>
    public static string Byte(PythonRuntime runtime, PyValue value)
    {
        if (value.As<PyBytes>() is { Value.Length: 1 } one)
            return TextCodecs.ToText(one.Value.AsSpan());
        if (value.As<PyBytes>() is not null || !TryIndex(runtime, value, out var code))
            throw PyErrors.TypeError(runtime.Semantics.Text.Formats.ByteRequired(value));
        return code >= 0 && code < 256 ? ((char)(int)code).ToString() : throw PyErrors.OverflowError("%c arg not in range(256)");
    }

    /// <summary>The operand of <c>%c</c>; null for a string, which is that character.</summary>
    public static string? Character(PythonRuntime runtime, PyValue value, bool isUnicode)
    {
        if (value.As<PyStr>() is { } text)
            return text.Length == 1 ? null : throw NoCharacter(runtime, value);
        if (runtime.Semantics.Text.StrIsBytes)
            return isUnicode ? UnicodeCharacter(runtime, value) : ByteCharacter(runtime, value);
        if (!TryIndex(runtime, value, out var code))
            throw NoCharacter(runtime, value);
        if (!runtime.Semantics.Text.Formats.CharacterTakesAnySize && (code > long.MaxValue || code < long.MinValue))
            throw NoCharacter(runtime, value);
        return OfCode(code) ?? throw PyErrors.OverflowError("%c arg not in range(0x110000)");
    }

    /// <summary>The character of a code point, for <c>format(code, 'c')</c>.</summary>
    public static string Character(PythonRuntime runtime, BigInteger code)
    {
        if (runtime.Semantics.Text.StrIsBytes)
            return code >= 0 && code < 256 ? ((char)(int)code).ToString() : throw PyErrors.OverflowError("%c arg not in range(0x100)");
        return OfCode(code) ?? throw PyErrors.OverflowError("%c arg not in range(0x110000)");
    }

    // A number is what has __int__ or, in later versions, __index__; a TypeError within them is replaced.
    private static bool TryConvert(PythonRuntime runtime, PyValue value, bool isIntegerOnly, out BigInteger integer)
    {
        integer = default;
        if (value.IsFloat || value.Object is not { Type.IsBuiltin: false } target)
            return false;
        var hasIndex = runtime.Semantics.Text.Formats.IndexIsNumber;
        if (!target.Type.TryLookup(runtime, "__int__", out _) && !target.Type.TryLookup(runtime, "__float__", out _)
            && !(hasIndex && target.Type.TryLookup(runtime, "__index__", out _)))
        {
            return false;
        }
        try
        {
            if (isIntegerOnly)
                return Numbers.TryGetIndex(runtime, value, out integer);
            return Numbers.TryGetInteger(NumberConversions.ToInt(runtime, value), out integer);
        }
        catch (PythonError error) when (runtime.Semantics.Text.StrIsBytes || error.Value.Type.IsSubtypeOf(ExceptionTypes.TypeError))
        {
            return false;
        }
    }

    private static bool TryIndex(PythonRuntime runtime, PyValue value, out BigInteger code)
    {
        try
        {
            return Numbers.TryGetIndex(runtime, value, out code);
        }
        catch (PythonError)
        {
            // CPython raises its own error over that of __index__.
            code = default;
            return false;
        }
    }

    private static string ByteCharacter(PythonRuntime runtime, PyValue value)
    {
        if (value.IsFloat)
            throw PyErrors.TypeError("integer argument expected, got float");
        if (!Numbers.TryGetInteger(value, out var code)
            && !(SpecialMethods.TryCall(runtime, value, "__int__", out var converted) && Numbers.TryGetInteger(converted, out code)))
        {
            throw PyErrors.TypeError("an integer is required");
        }
        if (code > long.MaxValue || code < long.MinValue)
            throw PyErrors.OverflowError("Python int too large to convert to C long");
        if (code < 0)
            throw PyErrors.OverflowError("unsigned byte integer is less than minimum");
        return code < 256 ? ((char)(int)code).ToString() : throw PyErrors.OverflowError("unsigned byte integer is greater than maximum");
    }

    private static string UnicodeCharacter(PythonRuntime runtime, PyValue value)
    {
        BigInteger code;
        try
        {
            if (!Numbers.TryGetInteger(NumberConversions.ToInt(runtime, value), out code) || code > long.MaxValue || code < long.MinValue)
                throw NoCharacter(runtime, value);
        }
        catch (PythonError)
        {
            throw NoCharacter(runtime, value);
        }
        return OfCode(code) ?? throw PyErrors.OverflowError("%c arg not in range(0x110000) (wide Python build)");
    }

    private static string? OfCode(BigInteger code) => code >= 0 && code <= CodePoints.Maximum ? CodePoints.ToText((int)code) : null;

    private static PythonError NoCharacter(PythonRuntime runtime, PyValue value) =>
        PyErrors.TypeError(runtime.Semantics.Text.Formats.CharacterRequired(value));
}
