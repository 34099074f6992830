using System.Text;

namespace Pyc.Translation.Interpretation;

/// <content><c>str()</c> and <c>repr()</c>.</content>
internal sealed partial class PyException
{
    /// <inheritdoc/>
    public override string DefaultStr(PythonRuntime runtime) => TextOfArguments(runtime);

    /// <inheritdoc/>
    public override string DefaultRepr(PythonRuntime runtime) => ReprOfArguments(runtime);

    /// <summary><c>__str__</c> of Python's own classes.</summary>
    public string TextOfArguments(PythonRuntime runtime)
    {
        runtime.Enter();                    // an argument may be an exception that holds this one
        try
        {
            if (Type.IsSubtypeOf(ExceptionTypes.EnvironmentError) && TextOfOSError(runtime) is { } text)
                return text;
            if (Type.IsSubtypeOf(ExceptionTypes.UnicodeError) && TextOfUnicodeError(runtime) is { } unicodeText)
                return unicodeText;
            if (Type.IsSubtypeOf(ExceptionTypes.ImportError) && Fields?.GetValueOrDefault("msg").As<PyStr>() is { } message
                && runtime.Semantics.Exceptions.HasSuppressContext)
            {
                return message.Value;
            }
            if (Type.IsSubtypeOf(ExceptionTypes.SyntaxError))
                return Operators.Str(runtime, Fields?.GetValueOrDefault("msg") is { IsUnbound: false } message0 ? message0 : PyValue.None);
            return Args.Length switch
            {
                0 => "",
                1 when Type.IsSubtypeOf(ExceptionTypes.KeyError) => Operators.Repr(runtime, Args[0]),
                1 => Operators.Str(runtime, Args[0]),
                _ => Operators.Str(runtime, new PyTuple([.. Args])),
            };
        }
        finally
        {
            runtime.Leave();
        }
    }

    /// <summary><c>__repr__</c> of Python's own classes.</summary>
    public string ReprOfArguments(PythonRuntime runtime)
    {
        runtime.Enter();
        try
        {
            var text = new StringBuilder(Type.Name).Append('(');
            for (var i = 0; i < Args.Length; i++)
                text.Append(i > 0 ? ", " : "").Append(Operators.Repr(runtime, Args[i]));
            if (Args.Length == 1 && runtime.Semantics.Exceptions.ReprHasTrailingComma)
                text.Append(',');
            return text.Append(')').ToString();
        }
        finally
        {
            runtime.Leave();
        }
    }

    private string? TextOfOSError(PythonRuntime runtime)
    {
        if (Fields is null || !Fields.TryGetValue("errno", out var number) || !Fields.TryGetValue("strerror", out var reason))
            return null;
        var text = $"[Errno {Operators.Str(runtime, number)}] {Operators.Str(runtime, reason)}";
        if (!Fields.TryGetValue("filename", out var file))
            return text;
        text += $": {Operators.Repr(runtime, file)}";
        return Fields.TryGetValue("filename2", out var other) ? $"{text} -> {Operators.Repr(runtime, other)}" : text;
    }

    private string? TextOfUnicodeError(PythonRuntime runtime)
    {
        if (Fields is null || !Fields.TryGetValue("encoding", out var encoding) || !Fields.TryGetValue("object", out var source)
            || !Fields.TryGetValue("reason", out var reason) || !Fields.TryGetValue("start", out var start)
            || !Fields.TryGetValue("end", out var end) || !start.IsInt || !end.IsInt)
        {
            return null;
        }
        var isDecoding = Type.IsSubtypeOf(ExceptionTypes.UnicodeDecodeError);
        var what = $"'{Operators.Str(runtime, encoding)}' codec can't {(isDecoding ? "decode" : "encode")}";
        var why = Operators.Str(runtime, reason);
        if (end.Int == start.Int + 1 && CodeAt(source, start.Int) is { } code)
        {
            var which = isDecoding ? $"byte 0x{code:x2}" : $"character '{Escape(code)}'";
            return $"{what} {which} in position {start.Int}: {why}";
        }
        return $"{what} {(isDecoding ? "bytes" : "characters")} in position {start.Int}-{end.Int - 1}: {why}";
    }

    private static string Escape(int code) => code <= 0xFF ? $"\\x{code:x2}" : code <= 0xFFFF ? $"\\u{code:x4}" : $"\\U{code:x8}";

    private static int? CodeAt(PyValue source, long index)
    {
        if (source.As<PyBytes>() is { } bytes)
            return index >= 0 && index < bytes.Value.Length ? bytes.Value[(int)index] : null;
        if (source.As<PyStr>() is not { } text || index < 0)
            return null;
        foreach (var rune in text.Value.EnumerateRunes())
        {
            if (index-- == 0)
                return rune.Value;
        }
        return null;
    }
}
