using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Methods that take text apart or join it: split, splitlines, strip, join.</summary>
/// <remarks>CPython: <c>Objects/stringlib/split.h</c>, <c>_PyUnicode_JoinArray</c>.</remarks>
internal static class SplitMethods
{
    /// <summary>The rows of a class.</summary>
    public static IEnumerable<BuiltinRow> Rows(TextKind kind)
    {
        var since33 = new PythonVersion(3, 3);
        return
        [
            new("split(self, sep=, maxsplit=, /)", (runtime, a) => Split(kind, runtime, a, "split"), Until: since33),
            new("split(self, /, sep=, maxsplit=)", (runtime, a) => Split(kind, runtime, a, "split"), since33),
            new("rsplit(self, sep=, maxsplit=, /)", (runtime, a) => Split(kind, runtime, a, "rsplit"), Until: since33),
            new("rsplit(self, /, sep=, maxsplit=)", (runtime, a) => Split(kind, runtime, a, "rsplit"), since33),
            new("splitlines(self, keepends=, /)", (runtime, a) => SplitLines(kind, runtime, a), Until: since33),
            new("splitlines(self, /, keepends=)", (runtime, a) => SplitLines(kind, runtime, a), since33),
            new("strip(self, chars=, /)", (runtime, a) => Strip(kind, runtime, a, "strip")),
            new("lstrip(self, chars=, /)", (runtime, a) => Strip(kind, runtime, a, "lstrip")),
            new("rstrip(self, chars=, /)", (runtime, a) => Strip(kind, runtime, a, "rstrip")),
            new("join(self, iterable, /)", (runtime, a) => Join(kind, runtime, a)),
        ];
    }

    private static PyList Split(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a, string name)
    {
        var self = kind.Self(runtime, a[0], name);
        var separator = a[1].IsUnbound || a[1].IsNone ? null
            : kind.TryText(a[1]) ?? throw runtime.Semantics.Text.NoSeparator(kind, a[1]);
        var limit = a[2].IsUnbound ? -1 : TextArguments.Integer(runtime, a[2]);
        if (limit < 0)
            limit = long.MaxValue;
        if (separator is not null)
            (self, separator) = TextCoercion.Common(runtime, self, separator);
        if (separator is { Value.Length: 0 })
            throw PyErrors.ValueError("empty separator");

        var parts = new PyList();
        var (text, example) = (self.Value, self);
        void Add(int start, int end)
        {
            runtime.Charge(1 + ((end - start) >> 6));
            parts.Append(runtime, kind.Make(text[start..end], example));
        }

        if (separator is null)
        {
            Func<char, bool> isSpace = kind.IsAscii(runtime, self) ? CharacterClass.IsAsciiSpace : CharacterClass.IsSpace;
            if (name == "split")
                SplitAtSpaces(runtime, text, limit, isSpace, Add);
            else
                SplitAtSpacesFromEnd(runtime, text, limit, isSpace, Add);
        }
        else if (name == "split")
        {
            SplitAt(runtime, text, separator.Value, limit, Add);
        }
        else
        {
            SplitAtFromEnd(runtime, text, separator.Value, limit, Add);
        }
        if (name == "rsplit")
            parts.OwnItems.Reverse();
        return parts;
    }

    private static void SplitAtSpaces(PythonRuntime runtime, string text, long limit, Func<char, bool> isSpace, Action<int, int> add)
    {
        for (var at = 0; ; limit--)
        {
            while (at < text.Length && isSpace(text[at]))
                runtime.ChargeStretch(at++);
            if (at == text.Length)
                return;
            var start = at;
            if (limit == 0)
            {
                add(start, text.Length);
                return;
            }
            while (at < text.Length && !isSpace(text[at]))
                runtime.ChargeStretch(at++);
            add(start, at);
        }
    }

    private static void SplitAtSpacesFromEnd(PythonRuntime runtime, string text, long limit, Func<char, bool> isSpace, Action<int, int> add)
    {
        for (var end = text.Length; ; limit--)
        {
            while (end > 0 && isSpace(text[end - 1]))
                runtime.ChargeStretch(end--);
            if (end == 0)
                return;
            var start = end;
            if (limit == 0)
            {
                add(0, end);
                return;
            }
            while (start > 0 && !isSpace(text[start - 1]))
                runtime.ChargeStretch(start--);
            add(start, end);
            end = start;
        }
    }

    private static void SplitAt(PythonRuntime runtime, string text, string separator, long limit, Action<int, int> add)
    {
        var start = 0;
        for (; limit > 0 && TextSearch.Find(runtime, text, separator, start, text.Length) is >= 0 and var at; limit--)
        {
            add(start, at);
            start = at + separator.Length;
        }
        add(start, text.Length);
    }

    private static void SplitAtFromEnd(PythonRuntime runtime, string text, string separator, long limit, Action<int, int> add)
    {
        var end = text.Length;
        for (; limit > 0 && TextSearch.FindLast(runtime, text, separator, 0, end) is >= 0 and var at; limit--)
        {
            add(at + separator.Length, end);
            end = at;
        }
        add(0, end);
    }

    private static PyList SplitLines(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = kind.Self(runtime, a[0], "splitlines");
        var keepsEnds = !a[1].IsUnbound
            && (runtime.Semantics.Text.KeepsEndsByTruth ? Operators.IsTrue(runtime, a[1]) : TextArguments.SmallInteger(runtime, a[1]) != 0);
        var isAscii = kind.IsAscii(runtime, self);
        var text = self.Value;
        var lines = new PyList();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && !(isAscii ? text[at] is '\n' or '\r' : CharacterClass.IsLineBreak(text[at])))
                runtime.ChargeStretch(at++);
            var end = at;
            if (at < text.Length)
                at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            runtime.Charge();
            lines.Append(runtime, kind.Make(text[start..(keepsEnds ? at : end)], self));
        }
        return lines;
    }

    private static PyValue Strip(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a, string name)
    {
        var self = kind.Self(runtime, a[0], name);
        Func<int, bool> strips;
        if (a[1].IsUnbound || a[1].IsNone)
        {
            var isAscii = kind.IsAscii(runtime, self);
            strips = code => code < 0x10000 && (isAscii ? CharacterClass.IsAsciiSpace((char)code) : CharacterClass.IsSpace((char)code));
        }
        else
        {
            var characters = kind.TryText(a[1]) ?? throw runtime.Semantics.Text.CannotStrip(kind, name, a[1]);
            (self, characters) = TextCoercion.Common(runtime, self, characters);
            var codes = CodePoints.Of(characters.Value);
            strips = code =>
            {
                runtime.ChargeScan(codes.Length);
                return codes.AsSpan().Contains(code);
            };
        }
        var text = self.Value;
        var (start, end) = (0, text.Length);
        if (name != "rstrip")
        {
            while (start < end && strips(CodePoints.At(text, start, out var units)))
                runtime.ChargeStretch(start += units);
        }
        if (name != "lstrip")
        {
            while (end > start && strips(CodePoints.Before(text, end, out var units)))
                runtime.ChargeStretch(end -= units);
        }
        return kind.Make(text[start..end], self);
    }

    // Halves of a pair that come to stand side by side stay two characters to Python: not in UTF-16.
    private static void AppendApart(StringBuilder result, string text)
    {
        if (result.Length > 0 && text.Length > 0 && char.IsSurrogatePair(result[^1], text[0]))
            _ = PyStr.OfCodePoints([result[^1], text[0]], isUnicode: false).CheckedValue();
        result.Append(text);
    }

    private static PyValue Join(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = kind.Self(runtime, a[0], "join");
        if (a[1].Object?.GetIterator(runtime) is not { } iterator)
            throw PyErrors.TypeError("can only join an iterable");
        // All items are drawn before the first is looked at, as in CPython.
        var items = new PyList();
        while (iterator.TryNext(runtime, out var item))
            items.Append(runtime, item);

        var result = new StringBuilder();
        var example = self;
        for (var i = 0; i < items.Count; i++)
        {
            var text = kind.TryText(items.OwnItems[i]) ?? throw runtime.Semantics.Text.CannotJoin(kind, i, items.OwnItems[i], example.IsUnicode);
            if (text.IsUnicode && !example.IsUnicode)
            {
                // From here on the result is unicode, and what came before has to be ASCII.
                TextCodecs.CheckAscii(result.ToString());
                (_, example) = TextCoercion.Common(runtime, text, example);
            }
            runtime.Charge(1 + (text.Value.Length >> 6));
            if (i > 0)
                AppendApart(result, example.Value);
            AppendApart(result, example.IsUnicode && !text.IsUnicode ? TextCodecs.CheckAscii(text.Value) : text.Value);
            runtime.Memory.Check(result.Length, 2 * sizeof(char));
        }
        return kind.Make(result.ToString(), example);
    }
}
