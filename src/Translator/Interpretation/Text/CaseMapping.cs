using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>Upper and lower case of text.</summary>
/// <remarks>
/// Unicode: <c>UnicodeData.txt</c> as .NET has it, and of <c>SpecialCasing.txt</c> the letters that become several. The second parameter
/// of each says that only ASCII has letters.
/// </remarks>
internal static class CaseMapping
{
    public static string Upper(string text, bool isAscii) => Map(text, isAscii, static (code, _) => ToUpper(code));

    public static string Lower(string text, bool isAscii) => Map(text, isAscii, static (code, context) => ToLower(code, context));

    public static string Fold(string text, bool isAscii) => Map(text, isAscii, static (code, _) => ToFolded(code));

    public static string Swap(string text, bool isAscii) => Map(text, isAscii, static (code, context) =>
        CharacterClass.IsUpper(code) ? ToLower(code, context) : CharacterClass.IsLower(code) ? ToUpper(code) : CodePoints.ToText(code));

    public static string Capitalise(string text, bool isAscii) => Map(text, isAscii, static (code, context) =>
        context.Offset == 0 ? ToTitle(code) : ToLower(code, context));

    public static string Title(string text, bool isAscii) => Map(text, isAscii, static (code, context) =>
        context.IsBehindLetter ? ToLower(code, context) : ToTitle(code));

    private static string Map(string text, bool isAscii, Func<int, Context, string> map)
    {
        var result = new StringBuilder(text.Length);
        var isBehindLetter = false;
        for (var i = 0; i < text.Length;)
        {
            var code = CodePoints.At(text, i, out var units);
            if (isAscii && code >= 128)
                result.Append((char)code);
            else
                result.Append(map(code, new Context(text, i, isBehindLetter)));
            isBehindLetter = isAscii ? code < 128 && char.IsAsciiLetter((char)code) : IsCased(code);
            i += units;
        }
        return result.ToString();
    }

    private static bool IsCased(int code) => CharacterClass.IsLower(code) || CharacterClass.IsUpper(code) || CharacterClass.IsTitle(code);

    private static string ToUpper(int code)
    {
        if (code < 128)
            return CodePoints.ToText(char.ToUpperInvariant((char)code));
        if (code == 'ı')
            return "I";                                 // .NET leaves it to the Turkish culture
        return SpecialCasing.Upper.TryGetValue(code, out var several) ? several : Simple(code, Rune.ToUpperInvariant);
    }

    private static string ToTitle(int code)
    {
        if (code < 128)
            return CodePoints.ToText(char.ToUpperInvariant((char)code));
        if (code == 'ı')
            return "I";
        if (SpecialCasing.Title.TryGetValue(code, out var special))
            return special;
        return Simple(code, Rune.ToUpperInvariant);
    }

    private static string ToLower(int code, Context context)
    {
        if (code < 128)
            return CodePoints.ToText(char.ToLowerInvariant((char)code));
        if (code == 'İ')
            return "i\u0307";
        if (code == 'Σ')
            return context.IsFinal ? "ς" : "σ";
        return Simple(code, Rune.ToLowerInvariant);
    }

    private static string ToFolded(int code) =>
        code < 128 ? CodePoints.ToText(char.ToLowerInvariant((char)code))
        : code == 'İ' ? "i\u0307"
        : SpecialCasing.Fold.TryGetValue(code, out var several) ? several
        : Simple(code, Rune.ToLowerInvariant);

    private static string Simple(int code, Func<Rune, Rune> map) =>
        Rune.TryCreate(code, out var rune) ? map(rune).ToString() : CodePoints.ToText(code);

    /// <summary>Where a character stands.</summary>
    private readonly record struct Context(string Text, int Offset, bool IsBehindLetter)
    {
        /// <summary>Whether a sigma here ends a word.</summary>
        /// <remarks>CPython: <c>handle_capital_sigma</c>.</remarks>
        public bool IsFinal
        {
            get
            {
                var before = Offset;
                while (before > 0 && CharacterClass.IsCaseIgnorable(CodePoints.Before(Text, before, out var units)))
                    before -= units;
                if (before == 0 || !IsCased(CodePoints.Before(Text, before, out _)))
                    return false;
                var behind = Offset + 1;
                while (behind < Text.Length && CharacterClass.IsCaseIgnorable(CodePoints.At(Text, behind, out var units)))
                    behind += units;
                return behind == Text.Length || !IsCased(CodePoints.At(Text, behind, out _));
            }
        }
    }
}
