using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Methods that look for text in text: find, count, replace, startswith, partition and their kin.</summary>
/// <remarks>CPython: <c>Objects/unicodeobject.c</c>, <c>Objects/stringlib</c>.</remarks>
internal static class SearchMethods
{
    /// <summary>The rows of a class.</summary>
    public static IEnumerable<BuiltinRow> Rows(TextKind kind)
    {
        var since39 = new PythonVersion(3, 9);
        var since313 = new PythonVersion(3, 13);
        return
        [
            new("find(self, sub, start=, end=, /)", (runtime, a) => PyValue.FromInt(Find(kind, runtime, a, "find", false))),
            new("rfind(self, sub, start=, end=, /)", (runtime, a) => PyValue.FromInt(Find(kind, runtime, a, "rfind", true))),
            new("index(self, sub, start=, end=, /)", (runtime, a) => Index(kind, Find(kind, runtime, a, "index", false))),
            new("rindex(self, sub, start=, end=, /)", (runtime, a) => Index(kind, Find(kind, runtime, a, "rindex", true))),
            new("count(self, sub, start=, end=, /)", (runtime, a) => Count(kind, runtime, a)),
            new("startswith(self, prefix, start=, end=, /)", (runtime, a) => Begins(kind, runtime, a, "startswith")),
            new("endswith(self, suffix, start=, end=, /)", (runtime, a) => Begins(kind, runtime, a, "endswith")),
            new("replace(self, old, new, count=, /)", (runtime, a) => Replace(kind, runtime, a), Until: since313),
            new("replace(self, old, new, /, count=)", (runtime, a) => Replace(kind, runtime, a), since313),
            new("partition(self, sep, /)", (runtime, a) => Partition(kind, runtime, a, fromEnd: false)),
            new("rpartition(self, sep, /)", (runtime, a) => Partition(kind, runtime, a, fromEnd: true)),
            new("removeprefix(self, prefix, /)", (runtime, a) => RemovePrefix(kind, runtime, a), since39),
            new("removesuffix(self, suffix, /)", (runtime, a) => RemoveSuffix(kind, runtime, a), since39),
        ];
    }

    /// <summary>Replaces text, at most so often.</summary>
    public static string Replace(PythonRuntime runtime, string text, string old, string replacement, long limit)
    {
        if (limit == 0 || old == replacement)
            return text;
        var result = new StringBuilder();
        var (at, done) = (0, 0L);
        if (old.Length == 0)
        {
            // Between all characters, and at both ends.
            while (done < limit)
            {
                result.Append(replacement);
                done++;
                if (at >= text.Length)
                    break;
                runtime.Charge();
                CodePoints.At(text, at, out var units);
                result.Append(text, at, units);
                at += units;
                runtime.Memory.Check(result.Length, 2 * sizeof(char));
            }
            return result.Append(text, at, text.Length - at).ToString();
        }
        for (; done < limit; done++)
        {
            var next = TextSearch.Find(runtime, text, old, at, text.Length);
            if (next < 0)
                break;
            runtime.Charge(1 + (replacement.Length >> 6));
            result.Append(text, at, next - at).Append(replacement);
            runtime.Memory.Check(result.Length, 2 * sizeof(char));
            at = next + old.Length;
        }
        return done == 0 ? text : result.Append(text, at, text.Length - at).ToString();
    }

    private static long Find(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a, string name, bool fromEnd)
    {
        var self = kind.Self(runtime, a[0], name);
        var part = Part(kind, runtime, ref self, a[1], name);
        var range = TextRange.Of(runtime, self, a[2], a[3]);
        if (range.IsImpossible)
            return -1;
        var at = fromEnd
            ? TextSearch.FindLast(runtime, self.Value, part.Value, range.Start, range.End)
            : TextSearch.Find(runtime, self.Value, part.Value, range.Start, range.End);
        return at < 0 ? -1 : self.IndexOfUnit(at);
    }

    private static PyValue Index(TextKind kind, long index) => index >= 0
        ? PyValue.FromInt(index)
        : throw PyErrors.ValueError(kind == TextKind.Bytes ? "subsection not found" : "substring not found");

    // A number is a byte to look for.
    private static PyStr Part(TextKind kind, PythonRuntime runtime, ref PyStr self, PyValue value, string name)
    {
        if (kind != TextKind.Bytes || value.As<PyBytes>() is not null)
            return kind.Argument(runtime, ref self, value, name, 1);
        var text = runtime.Semantics.Text;
        if (value.IsFloat || !(text.FindsIndexObjects ? Numbers.TryGetIndex(runtime, value, out var code) : Numbers.TryGetInteger(value, out code)))
            throw text.CannotFind(value);
        return code >= 0 && code < 256
            ? new PyStr(((char)(int)code).ToString())
            : throw PyErrors.ValueError("byte must be in range(0, 256)");
    }

    private static PyValue Count(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = kind.Self(runtime, a[0], "count");
        var part = Part(kind, runtime, ref self, a[1], "count");
        var range = TextRange.Of(runtime, self, a[2], a[3]);
        if (range.IsImpossible)
            return PyValue.FromInt(0);
        if (part.Value.Length == 0)
            return PyValue.FromInt(CodePoints.Count(self.Value.AsSpan(range.Start, range.End - range.Start)) + 1);
        var count = 0L;
        for (var at = range.Start; (at = TextSearch.Find(runtime, self.Value, part.Value, at, range.End)) >= 0; at += part.Value.Length)
        {
            runtime.Charge();
            count++;
        }
        return PyValue.FromInt(count);
    }

    private static PyValue Begins(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a, string name)
    {
        var self = kind.Self(runtime, a[0], name);
        if (a[1].As<PyTuple>() is { } several)
        {
            var range = TextRange.Of(runtime, self, a[2], a[3]);
            foreach (var item in several.Items)
            {
                var one = kind.TryText(item) ?? throw runtime.Semantics.Text.NoPrefixInTuple(kind, name, item);
                (self, one) = TextCoercion.Common(runtime, self, one);
                if (Matches(runtime, self, one, range, name))
                    return PyValue.True;
            }
            return PyValue.False;
        }
        var part = kind.TryText(a[1]) ?? throw runtime.Semantics.Text.NoPrefix(kind, name, a[1]);
        (self, part) = TextCoercion.Common(runtime, self, part);
        return PyValue.FromBool(Matches(runtime, self, part, TextRange.Of(runtime, self, a[2], a[3]), name));
    }

    private static bool Matches(PythonRuntime runtime, PyStr self, PyStr part, TextRange range, string name)
    {
        if (range.IsImpossible || part.Value.Length > range.End - range.Start)
            return false;
        var start = name == "startswith" ? range.Start : range.End - part.Value.Length;
        return TextSearch.IsAt(runtime, self.Value, part.Value, start);
    }

    private static PyValue Replace(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = kind.Self(runtime, a[0], "replace");
        var old = kind.Argument(runtime, ref self, a[1], "replace", 1);
        var replacement = kind.Argument(runtime, ref self, a[2], "replace", 2);
        (self, old) = TextCoercion.Common(runtime, self, old);
        var limit = a[3].IsUnbound ? -1 : TextArguments.Integer(runtime, a[3]);
        return kind.Make(Replace(runtime, self.Value, old.Value, replacement.Value, limit < 0 ? long.MaxValue : limit), self);
    }

    private static PyTuple Partition(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a, bool fromEnd)
    {
        var name = fromEnd ? "rpartition" : "partition";
        var self = kind.Self(runtime, a[0], name);
        var separator = kind.Argument(runtime, ref self, a[1], name, 1);
        if (separator.Value.Length == 0)
            throw PyErrors.ValueError("empty separator");
        var at = fromEnd
            ? TextSearch.FindLast(runtime, self.Value, separator.Value, 0, self.Value.Length)
            : TextSearch.Find(runtime, self, separator, 0);
        var (whole, empty) = (kind.Make(self.Value, self), kind.Make("", self));
        if (at < 0)
            return new PyTuple(fromEnd ? [empty, empty, whole] : [whole, empty, empty]);
        return new PyTuple(
            [kind.Make(self.Value[..at], self), kind.Make(separator.Value, self), kind.Make(self.Value[(at + separator.Value.Length)..], self)]);
    }

    private static PyValue RemovePrefix(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = kind.Self(runtime, a[0], "removeprefix");
        var part = kind.Argument(runtime, ref self, a[1], "removeprefix", 1).Value;
        var found = part.Length <= self.Value.Length && TextSearch.IsAt(runtime, self.Value, part, 0);
        return found ? kind.Make(self.Value[part.Length..], self) : a[0];
    }

    private static PyValue RemoveSuffix(TextKind kind, PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var self = kind.Self(runtime, a[0], "removesuffix");
        var part = kind.Argument(runtime, ref self, a[1], "removesuffix", 1).Value;
        var start = self.Value.Length - part.Length;
        return start >= 0 && TextSearch.IsAt(runtime, self.Value, part, start) ? kind.Make(self.Value[..start], self) : a[0];
    }
}
