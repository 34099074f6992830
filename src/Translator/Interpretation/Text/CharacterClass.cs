using System.Globalization;

namespace Pyc.Translation.Interpretation;

/// <summary>What a character is to Python: a space, a digit, a letter.</summary>
/// <remarks>CPython: <c>Objects/unicodectype.c</c>, by the Unicode version of .NET; <c>Python/pyctype.c</c> for bytes.</remarks>
internal static class CharacterClass
{
    public static bool IsAsciiSpace(char code) => code is ' ' or (>= '\t' and <= '\r');

    public static bool IsSpace(char code) => code is ' ' or (>= '\t' and <= '\r') or (>= '\x1c' and <= '\x1f') or '\x85' or '\xa0'
        or '\u1680' or (>= '\u2000' and <= '\u200a') or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000';

    public static bool IsLineBreak(char code) =>
        code is (>= '\n' and <= '\r') or (>= '\x1c' and <= '\x1e') or '\x85' or '\u2028' or '\u2029';

    public static bool IsDecimal(int code) => CharUnicodeInfo.GetUnicodeCategory(code) == UnicodeCategory.DecimalDigitNumber;

    public static bool IsDigit(int code) => CharUnicodeInfo.GetDigitValue(CodePoints.ToText(code), 0) >= 0;

    public static bool IsNumeric(int code) => CharUnicodeInfo.GetNumericValue(CodePoints.ToText(code), 0) != -1;

    public static bool IsLetter(int code) => CharUnicodeInfo.GetUnicodeCategory(code) <= UnicodeCategory.OtherLetter;

    public static bool IsLower(int code) => code is 0xAA or 0xBA or (>= 0x2170 and <= 0x217F) or (>= 0x24D0 and <= 0x24E9) || CharUnicodeInfo.GetUnicodeCategory(code) == UnicodeCategory.LowercaseLetter;

    public static bool IsUpper(int code) => code is (>= 0x2160 and <= 0x216F) or (>= 0x24B6 and <= 0x24CF) || CharUnicodeInfo.GetUnicodeCategory(code) == UnicodeCategory.UppercaseLetter;

    public static bool IsTitle(int code) => CharUnicodeInfo.GetUnicodeCategory(code) == UnicodeCategory.TitlecaseLetter;

    public static bool IsLetterNumber(int code) => CharUnicodeInfo.GetUnicodeCategory(code) == UnicodeCategory.LetterNumber;

    public static bool ContinuesName(int code) => CharUnicodeInfo.GetUnicodeCategory(code) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.ConnectorPunctuation;

    public static bool IsCaseIgnorable(int code) => code is '\'' or '.' or ':' or '^' or '`' or 0xB7 or 0x2019
        || CharUnicodeInfo.GetUnicodeCategory(code) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
