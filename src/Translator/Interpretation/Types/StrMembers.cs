using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>str</c>, and of <c>unicode</c> in Python 2.</summary>
/// <remarks>CPython: <c>Objects/unicodeobject.c</c>; for 2.7 <c>Objects/stringobject.c</c> too.</remarks>
internal static class StrMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, object=, /)", NewOfBytes, Until: new PythonVersion(3, 0)),
        new("__new__(cls, /, object=, encoding=, errors=)", New, new PythonVersion(3, 0)),
        .. SearchMethods.Rows(TextKind.Str),
        .. SplitMethods.Rows(TextKind.Str),
        .. CaseMethods.Rows(TextKind.Str),
        .. CaseMethods.TextRows(),
        .. PadMethods.Rows(TextKind.Str),
        .. CodingMethods.Rows,
        .. TranslationTables.Rows,
    ];

    /// <summary>The rows of Python 2's <c>unicode</c>: those of <c>str</c>, and its own constructor.</summary>
    public static IEnumerable<BuiltinRow> UnicodeRows { get; } =
        [new("__new__(cls, /, string=, encoding=, errors=)", NewUnicode), .. CaseMethods.NumericRows(), .. Rows.Where(row => row.Name is not ("__new__" or "isdecimal" or "isnumeric"))];

    /// <summary>Python 2's <c>str(object)</c>.</summary>
    private static PyValue NewOfBytes(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        if (a[1].IsUnbound)
            return PyStr.Empty;
        if (a[1].As<PyStr>() is { IsUnicode: true } text)
            return PyValue.FromText(TextCodecs.Encode(runtime, text.Value, "ascii", "strict"));
        return a[1].As<PyStr>() ?? PyValue.FromText(Operators.Str(runtime, a[1]));
    }

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        if (a[1].IsUnbound)
            return PyStr.Empty;
        if (a[2].IsUnbound && a[3].IsUnbound)
            return a[1].As<PyStr>() ?? PyValue.FromText(Operators.Str(runtime, a[1]));
        var encoding = CodingMethods.Name(runtime, a[2], "utf-8", "str", 2);
        var errors = CodingMethods.Name(runtime, a[3], "strict", "str", 3);
        if (a[1].As<PyStr>() is not null)
            throw PyErrors.TypeError("decoding str is not supported");
        return TextKind.Bytes.TryText(a[1]) is { } bytes
            ? PyValue.FromText(TextCodecs.Decode(runtime, bytes.Value, encoding, errors))
            : throw PyErrors.TypeError(runtime.Semantics.Text.CannotDecode(a[1]));
    }

    private static PyValue NewUnicode(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        if (a[1].IsUnbound)
            return new PyStr("", isUnicode: true);
        var isDecoding = !a[2].IsUnbound || !a[3].IsUnbound;
        if (a[1].As<PyStr>() is not { } text)
        {
            if (isDecoding)
                throw PyErrors.TypeError($"coercing to Unicode: need string or buffer, {a[1].Type.Name} found");
            return TextCoercion.ToUnicode(runtime, new PyStr(Operators.Str(runtime, a[1])));
        }
        if (text.IsUnicode)
            return isDecoding ? throw PyErrors.TypeError("decoding Unicode is not supported") : text;
        var (encoding, errors) = (CodingMethods.Name(runtime, a[2], "ascii", "unicode", 2), CodingMethods.Name(runtime, a[3], "strict", "unicode", 3));
        return new PyStr(TextCodecs.Decode(runtime, text.Value, encoding, errors), isUnicode: true);
    }
}
