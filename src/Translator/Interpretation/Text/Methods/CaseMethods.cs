using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Methods that change letters or ask what characters are.</summary>
/// <remarks>CPython: <c>Objects/unicodeobject.c</c>, <c>Objects/bytes_methods.c</c>.</remarks>
internal static class CaseMethods
{
    private delegate bool Test(int code, bool isAscii);

    /// <summary>The rows of a class.</summary>
    public static IEnumerable<BuiltinRow> Rows(TextKind kind) =>
    [
        new("upper(self, /)", (runtime, a) => Change(kind, runtime, a, "upper", CaseMapping.Upper)),
        new("lower(self, /)", (runtime, a) => Change(kind, runtime, a, "lower", CaseMapping.Lower)),
        new("swapcase(self, /)", (runtime, a) => Change(kind, runtime, a, "swapcase", CaseMapping.Swap)),
        new("capitalize(self, /)", (runtime, a) => Change(kind, runtime, a, "capitalize", CaseMapping.Capitalise)),
        new("title(self, /)", (runtime, a) => Change(kind, runtime, a, "title", CaseMapping.Title)),
        new("isalpha(self, /)", (runtime, a) => All(kind, runtime, a, "isalpha", IsLetter)),
        new("isdigit(self, /)", (runtime, a) => All(kind, runtime, a, "isdigit", IsDigit)),
        new("isalnum(self, /)", (runtime, a) => All(kind, runtime, a, "isalnum", IsAlphanumeric)),
        new("isspace(self, /)", (runtime, a) => All(kind, runtime, a, "isspace", IsSpace)),
        new("islower(self, /)", (runtime, a) => HasCase(kind, runtime, a, "islower", IsLower, IsUpper)),
        new("isupper(self, /)", (runtime, a) => HasCase(kind, runtime, a, "isupper", IsUpper, IsLower)),
        new("istitle(self, /)", (runtime, a) => IsTitle(kind, runtime, a)),
        new("isascii(self, /)", (runtime, a) => PyValue.FromBool(Ascii.IsValid(kind.Self(runtime, a[0], "isascii").Value)), new PythonVersion(3, 7)),
    ];

    /// <summary>The rows that <c>bytes</c> has not.</summary>
    public static IEnumerable<BuiltinRow> TextRows()
    {
        var kind = TextKind.Str;
        var since30 = new PythonVersion(3, 0);
        return
        [
            .. NumericRows(since30),
            new("casefold(self, /)", (runtime, a) => Change(kind, runtime, a, "casefold", CaseMapping.Fold), new PythonVersion(3, 3)),
            new("isprintable(self, /)", (runtime, a) => PyValue.FromBool(AreAll(runtime, kind.Self(runtime, a[0], "isprintable").Value, CodePoints.IsPrintable)), since30),
            new("isidentifier(self, /)", (runtime, a) => PyValue.FromBool(IsIdentifier(runtime, kind.Self(runtime, a[0], "isidentifier").Value)), since30),
        ];
    }

    /// <summary>Those of them that Python 2's <c>unicode</c> has, its <c>str</c> not.</summary>
    public static IEnumerable<BuiltinRow> NumericRows(PythonVersion? since = null) =>
    [
        new("isdecimal(self, /)", (runtime, a) => All(TextKind.Str, runtime, a, "isdecimal", (code, _) => CharacterClass.IsDecimal(code)), since),
        new("isnumeric(self, /)", (runtime, a) => All(TextKind.Str, runtime, a, "isnumeric", (code, _) => CharacterClass.IsNumeric(code)), since),
    ];

    private static PyValue Change(
        TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a, string name, Func<PythonRuntime, string, CaseRules, string> change)
    {
        var self = kind.Self(runtime, a[0], name);
        runtime.Memory.Check(self.Value.Length, 3 * 2 * sizeof(char));
        return kind.Make(change(runtime, self.Value, CaseRules.Of(runtime, kind.IsAscii(runtime, self))), self);
    }

    private static PyValue All(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a, string name, Test test)
    {
        var self = kind.Self(runtime, a[0], name);
        var isAscii = kind.IsAscii(runtime, self);
        return PyValue.FromBool(self.Value.Length > 0 && AreAll(runtime, self.Value, code => test(code, isAscii)));
    }

    private static bool AreAll(PythonRuntime runtime, string text, Func<int, bool> test)
    {
        for (var i = 0; i < text.Length;)
        {
            runtime.ChargeStretch(i);
            if (!test(CodePoints.At(text, i, out var units)))
                return false;
            i += units;
        }
        return true;
    }

    private static PyValue HasCase(
        TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a, string name, Test wanted, Test unwanted)
    {
        var self = kind.Self(runtime, a[0], name);
        var isAscii = kind.IsAscii(runtime, self);
        var found = false;
        var all = AreAll(runtime, self.Value, code =>
        {
            found |= wanted(code, isAscii);
            return !unwanted(code, isAscii) && (isAscii || !CharacterClass.IsTitle(code));
        });
        return PyValue.FromBool(all && found);
    }

    private static PyValue IsTitle(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = kind.Self(runtime, a[0], "istitle");
        var isAscii = kind.IsAscii(runtime, self);
        var (found, behindLetter) = (false, false);
        var all = AreAll(runtime, self.Value, code =>
        {
            var isUpper = IsUpper(code, isAscii) || (!isAscii && CharacterClass.IsTitle(code));
            var isLower = IsLower(code, isAscii);
            if (isUpper ? behindLetter : isLower && !behindLetter)
                return false;
            behindLetter = isUpper || isLower;
            found |= behindLetter;
            return true;
        });
        return PyValue.FromBool(all && found);
    }

    private static bool IsIdentifier(PythonRuntime runtime, string text)
    {
        if (text.Length == 0)
            return false;
        var first = CodePoints.At(text, 0, out var units);
        return (first == '_' || CharacterClass.IsLetter(first) || CharacterClass.IsLetterNumber(first))
            && AreAll(runtime, text[units..], code => code == '_' || CharacterClass.IsLetter(code) || CharacterClass.ContinuesName(code));
    }

    private static bool IsLetter(int code, bool isAscii) =>
        code < 128 || isAscii ? char.IsAsciiLetter((char)code) : CharacterClass.IsLetter(code);

    private static bool IsDigit(int code, bool isAscii) =>
        code < 128 || isAscii ? char.IsAsciiDigit((char)code) : CharacterClass.IsDigit(code);

    private static bool IsAlphanumeric(int code, bool isAscii) =>
        IsLetter(code, isAscii) || IsDigit(code, isAscii) || (!isAscii && CharacterClass.IsNumeric(code));

    private static bool IsSpace(int code, bool isAscii) =>
        code < 0x10000 && (isAscii ? CharacterClass.IsAsciiSpace((char)code) : CharacterClass.IsSpace((char)code));

    private static bool IsLower(int code, bool isAscii) =>
        code < 128 || isAscii ? char.IsAsciiLetterLower((char)code) : CharacterClass.IsLower(code);

    private static bool IsUpper(int code, bool isAscii) =>
        code < 128 || isAscii ? char.IsAsciiLetterUpper((char)code) : CharacterClass.IsUpper(code);
}
