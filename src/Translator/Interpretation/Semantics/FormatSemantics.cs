using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in <c>format</c>, <c>str.format</c> and <c>%</c>.</summary>
/// <remarks>CPython: <c>Python/formatter_unicode.c</c>; before 3.3 <c>Objects/stringlib/formatter.h</c>.</remarks>
internal sealed record FormatSemantics
{
    /// <summary>Whether <c>_</c> groups digits.</summary>
    public required bool HasUnderscores { get; init; }

    /// <summary>Whether <c>,,</c> counts as a mixture of <c>,</c> and <c>_</c>.</summary>
    public required bool CommasAreMixture { get; init; }

    /// <summary>Whether <c>z</c> makes a negative zero positive.</summary>
    public required bool HasNegativeZeroOption { get; init; }

    /// <summary>Whether digits behind the point can be grouped.</summary>
    public required bool GroupsFractions { get; init; }

    /// <summary>Whether <c>0</c> pads strings with zeros; before, it was an alignment that strings refuse.</summary>
    public required bool ZeroPadsStrings { get; init; }

    /// <summary>Whether <c>#</c> is refused with <c>c</c>, and allowed with floats.</summary>
    public required bool AlternateIsForNumbers { get; init; }

    /// <summary>Whether an unknown format code is written as a number when it is a space or not ASCII.</summary>
    public required bool EscapesFormatCodes { get; init; }

    /// <summary>Whether the ValueError of a malformed specification quotes it.</summary>
    public required bool QuotesSpecification { get; init; }

    /// <summary>That error where it does not.</summary>
    public required string InvalidSpecification { get; init; }

    /// <summary>Whether a space as the sign of a string has its own error.</summary>
    public required bool NamesSpaceAsSign { get; init; }

    /// <summary>Significant digits of a float whose specification has neither type nor precision; 0 for as many as its repr has.</summary>
    public required int DefaultPrecision { get; init; }

    /// <summary>What <c>%d</c> wants: "a number", "a real number".</summary>
    public required string WhatNumberIsRequired { get; init; }

    /// <summary>The TypeError's message of <c>%f</c>; <c>{0}</c> is the class.</summary>
    public required string FloatRequired { get; init; }

    /// <summary>Whether <c>%x</c> takes a float, by truncating it.</summary>
    public required bool TruncatesForHexadecimal { get; init; }

    /// <summary>Whether <c>%#o</c> puts <c>0</c> before the digits, not <c>0o</c>.</summary>
    public required bool HasOldOctalPrefix { get; init; }

    /// <summary>The ValueError of <c>%.99999999999d</c>.</summary>
    public required string PrecisionTooBig { get; init; }

    /// <summary>Whether the fields of <c>str.format</c> are found by counting braces first.</summary>
    public required bool CountsBracesFirst { get; init; }

    /// <summary>The IndexError of <c>'{1}'.format(0)</c>; <c>{0}</c> is the index.</summary>
    public required string IndexOutOfRange { get; init; }

    /// <summary>Whether fields without a number count by themselves.</summary>
    public required bool NumbersFields { get; init; }

    /// <summary>Whether <c>%5%</c> is a percent sign; later it is an unknown conversion.</summary>
    public required bool PercentSignTakesOptions { get; init; }

    /// <summary>Whether that percent sign is padded.</summary>
    public required bool PadsPercentSign { get; init; }

    /// <summary>Whether <c>%.0d</c> of zero has no digit, as in C.</summary>
    public required bool HasEmptyZero { get; init; }

    /// <summary>Whether errors of <c>%i</c> speak of <c>%d</c>.</summary>
    public required bool CallsDecimalD { get; init; }

    /// <summary>Whether what has nothing but <c>__index__</c> is a number to <c>%d</c>.</summary>
    public required bool IndexIsNumber { get; init; }

    /// <summary>Whether an int beyond 64 bits is out of range for <c>%c</c>, and not of a wrong type.</summary>
    public required bool CharacterTakesAnySize { get; init; }

    /// <summary>Whether the TypeError of <c>%c</c> says what it got.</summary>
    public required bool CharacterErrorNamesType { get; init; }

    /// <summary>The TypeError's message of <c>%c</c>.</summary>
    public string CharacterRequired(PyValue value)
    {
        if (!CharacterErrorNamesType)
            return "%c requires int or char";
        return value.As<PyStr>() is { } text
            ? $"%c requires an int or a unicode character, not a string of length {text.Length}"
            : $"%c requires an int or a unicode character, not {value.Type.Name}";
    }

    /// <summary>The TypeError's message of <c>%c</c> of bytes.</summary>
    public string ByteRequired(PyValue value)
    {
        const string required = "%c requires an integer in range(256) or a single byte";
        return !CharacterErrorNamesType ? required
            : value.As<PyBytes>() is { } bytes ? $"{required}, not a bytes object of length {bytes.Value.Length}"
            : $"{required}, not {value.Type.Name}";
    }

    /// <summary>The TypeError's message where <c>__bytes__</c> gives something else.</summary>
    public string NotBytes(PyValue value, PyValue result) => NamesClassOfBytes
        ? $"{value.Type.Name}.__bytes__() must return a bytes, not {result.Type.Name}"
        : $"__bytes__ returned non-bytes (type {result.Type.Name})";

    /// <summary>The error of <c>b'%\xe9'</c>: a C char below zero is no character, and spoils the message of the ValueError.</summary>
    public PythonError UnsupportedHighByte() =>
        HighByteOverflows ? PyErrors.OverflowError("character argument not in range(0x110000)") : PyErrors.ValueError("");

    /// <summary>Whether that is an OverflowError.</summary>
    public required bool HighByteOverflows { get; init; }

    /// <summary>Whether the message about <c>__bytes__</c> names the class that has <c>__bytes__</c>.</summary>
    public required bool NamesClassOfBytes { get; init; }

    /// <summary>Whether bytes have the operator <c>%</c>.</summary>
    public required bool FormatsBytes { get; init; }

    /// <summary>The semantics of one series.</summary>
    public static FormatSemantics For(PythonVersion version)
    {
        var isPython2 = !version.IsAtLeast(3, 0);
        return new()
        {
            HasUnderscores = version.IsAtLeast(3, 6),
            CommasAreMixture = version.IsAtLeast(3, 6) && !version.IsAtLeast(3, 9),
            HasNegativeZeroOption = version.IsAtLeast(3, 11),
            GroupsFractions = version.IsAtLeast(3, 14),
            ZeroPadsStrings = version.IsAtLeast(3, 10),
            AlternateIsForNumbers = version.IsAtLeast(3, 1),
            EscapesFormatCodes = !isPython2,
            QuotesSpecification = version.IsAtLeast(3, 11),
            InvalidSpecification = version.IsAtLeast(3, 3) ? "Invalid format specifier" : "Invalid conversion specification",
            NamesSpaceAsSign = version.IsAtLeast(3, 9),
            DefaultPrecision = version.IsAtLeast(3, 2) ? 0 : 12,
            WhatNumberIsRequired = version.IsAtLeast(3, 10) ? "a real number" : "a number",
            FloatRequired = isPython2 ? "float argument required, not {0}"
                : version.IsAtLeast(3, 6) ? "must be real number, not {0}" : "a float is required",
            TruncatesForHexadecimal = !version.IsAtLeast(3, 5),
            HasOldOctalPrefix = isPython2,
            PrecisionTooBig = version.IsAtLeast(3, 3) ? "precision too big" : "prec too big",
            CountsBracesFirst = !version.IsAtLeast(3, 4),
            IndexOutOfRange = version.IsAtLeast(3, 8) ? "Replacement index {0} out of range for positional args tuple" : "tuple index out of range",
            PercentSignTakesOptions = !version.IsAtLeast(3, 7),
            PadsPercentSign = isPython2,
            HasEmptyZero = isPython2,
            CallsDecimalD = isPython2,
            IndexIsNumber = version.IsAtLeast(3, 8),
            CharacterTakesAnySize = version.IsAtLeast(3, 10),
            CharacterErrorNamesType = version.IsAtLeast(3, 14),
            HighByteOverflows = version.IsAtLeast(3, 11),
            FormatsBytes = version.IsAtLeast(3, 5),
            NamesClassOfBytes = version.IsAtLeast(3, 15),
            NumbersFields = isPython2 || version.IsAtLeast(3, 1),
        };
    }
}
