using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>Upper and lower case of text.</summary>
/// <remarks>
/// Unicode: <c>UnicodeData.txt</c> as .NET has it, and of <c>SpecialCasing.txt</c> the letters that become several. The second parameter
/// of each says which letters there are and what becomes of them.
/// </remarks>
internal static class CaseMapping
{
    public static string Upper(PythonRuntime runtime, string text, CaseRules rules) => Map(runtime, text, rules, static (code, context) => ToUpper(code, context));

    public static string Lower(PythonRuntime runtime, string text, CaseRules rules) => Map(runtime, text, rules, static (code, context) => ToLower(code, context));

    public static string Fold(PythonRuntime runtime, string text, CaseRules rules) => Map(runtime, text, rules, static (code, _) => ToFolded(code));

    public static string Swap(PythonRuntime runtime, string text, CaseRules rules) => Map(runtime, text, rules, static (code, context) =>
        CharacterClass.IsUpper(code) ? ToLower(code, context) : CharacterClass.IsLower(code) ? ToUpper(code, context) : CodePoints.ToText(code));

    public static string Capitalise(PythonRuntime runtime, string text, CaseRules rules) => Map(runtime, text, rules, static (code, context) =>
        context.Offset > 0 ? ToLower(code, context) : context.Rules.CapitalisesToTitle ? ToTitle(code, context) : ToUpper(code, context));

    public static string Title(PythonRuntime runtime, string text, CaseRules rules) => Map(runtime, text, rules, static (code, context) =>
        context.IsBehindLetter ? ToLower(code, context) : ToTitle(code, context));

    private static string Map(PythonRuntime runtime, string text, CaseRules rules, Func<int, Context, string> map)
    {
        var result = new StringBuilder(text.Length);
        var isBehindLetter = false;
        for (var i = 0; i < text.Length;)
        {
            runtime.ChargeStretch(i);
            var code = CodePoints.At(text, i, out var units);
            if (rules.IsAscii && code >= 128)
                result.Append((char)code);
            else
                result.Append(map(code, new Context(text, i, isBehindLetter, rules)));
            isBehindLetter = rules.IsAscii ? code < 128 && char.IsAsciiLetter((char)code) : IsCased(code);
            i += units;
        }
        return result.ToString();
    }

    private static bool IsCased(int code) => CharacterClass.IsLower(code) || CharacterClass.IsUpper(code) || CharacterClass.IsTitle(code);

    private static string ToUpper(int code, Context context)
    {
        if (code < 128)
            return CodePoints.ToText(char.ToUpperInvariant((char)code));
        if (code == 'ı')
            return "I";                                 // .NET leaves it to the Turkish culture
        return context.Rules.IsFull && SpecialCasing.Upper.TryGetValue(code, out var several) ? several : Simple(code, Rune.ToUpperInvariant);
    }

    private static string ToTitle(int code, Context context)
    {
        if (code < 128)
            return CodePoints.ToText(char.ToUpperInvariant((char)code));
        if (code == 'ı')
            return "I";
        if (SpecialCasing.Title.TryGetValue(code, out var special) && (context.Rules.IsFull || special.Length == 1))
            return special;
        return Simple(code, Rune.ToUpperInvariant);
    }

    private static string ToLower(int code, Context context)
    {
        if (code < 128)
            return CodePoints.ToText(char.ToLowerInvariant((char)code));
        if (code == 'İ')
            return context.Rules.IsFull ? "i\u0307" : "i";
        if (code == 'Σ')
            return context.Rules.IsFull && context.IsFinal ? "ς" : "σ";
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
    private readonly record struct Context(string Text, int Offset, bool IsBehindLetter, CaseRules Rules)
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
