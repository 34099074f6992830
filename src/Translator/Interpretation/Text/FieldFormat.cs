using System.Globalization;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary><c>str.format</c> and <c>str.format_map</c>.</summary>
/// <remarks>CPython: <c>Objects/stringlib/unicode_format.h</c>; before 3.3 <c>string_format.h</c>.</remarks>
internal sealed class FieldFormat
{
    private const int MaximumNesting = 2;

    private readonly PythonRuntime _runtime;
    private readonly FormatSemantics _formats;
    private readonly PyValue[]? _positional;        // null for format_map
    private readonly Func<PyStr, PyValue> _named;
    private int _nextField;
    private bool? _isAutomatic;
    private readonly bool _isUnicode;

    private FieldFormat(PythonRuntime runtime, PyValue[]? positional, Func<PyStr, PyValue> named, bool isUnicode)
    {
        _runtime = runtime;
        _formats = runtime.Semantics.Text.Formats;
        _positional = positional;
        _named = named;
        _isUnicode = isUnicode;
    }

    /// <summary><c>text.format(*positional, **named)</c>.</summary>
    public static PyStr Format(PythonRuntime runtime, PyStr text, ReadOnlySpan<PyValue> positional, PyDict named) =>
        Run(runtime, text, positional.ToArray(), name => named.TryGet(runtime, name, out var value) ? value : throw PyErrors.KeyError(name));

    /// <summary><c>text.format_map(mapping)</c>.</summary>
    public static PyStr FormatMap(PythonRuntime runtime, PyStr text, PyValue mapping) =>
        Run(runtime, text, null, name => Operators.GetItem(runtime, mapping, name));

    private static PyStr Run(PythonRuntime runtime, PyStr text, PyValue[]? positional, Func<PyStr, PyValue> named)
    {
        runtime.Enter();
        try
        {
            var format = new FieldFormat(runtime, positional, named, text.IsUnicode);
            return new PyStr(format.Expand(text.Value, MaximumNesting), text.IsUnicode);
        }
        finally
        {
            runtime.Leave();
        }
    }

    private string Expand(string text, int depth)
    {
        if (depth == 0)
            throw PyErrors.ValueError("Max string recursion exceeded");
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            _runtime.Charge();
            var brace = text.AsSpan(at).IndexOfAny('{', '}');
            if (brace < 0)
            {
                result.Append(text.AsSpan(at));
                break;
            }
            result.Append(text.AsSpan(at, brace));
            at += brace + 1;
            var (kind, follows) = (text[at - 1], at < text.Length ? text[at] : '\0');
            if (kind == follows)
            {
                result.Append(kind);
                at++;
                continue;
            }
            if (kind == '}')
                throw PyErrors.ValueError("Single '}' encountered in format string");
            if (at == text.Length)
                throw PyErrors.ValueError("Single '{' encountered in format string");
            var field = ReplacementField.Parse(_formats, text, ref at);
            var rendered = Render(field, depth);
            _runtime.Memory.Check((long)result.Length + rendered.Length, 2 * sizeof(char));
            result.Append(rendered);
        }
        return result.ToString();
    }

    private string Render(ReplacementField field, int depth)
    {
        var value = Convert(Find(field.Name), field.Conversion);
        var specification = field.NeedsExpansion ? Expand(field.Specification, depth - 1) : field.Specification;
        if (_runtime.Semantics.Text.StrIsBytes && !_isUnicode && value.As<PyStr>() is { IsUnicode: true } unicode)
            return TextCodecs.Encode(_runtime, Operators.Format(_runtime, unicode, specification), "ascii", "strict");
        var text = Operators.Format(_runtime, value, specification);
        return _isUnicode && value.As<PyStr>() is { IsUnicode: false } ? TextCodecs.CheckAscii(text) : text;
    }

    private PyValue Convert(PyValue value, int conversion) => conversion switch
    {
        0 => value,
        'r' => new PyStr(Operators.Repr(_runtime, value), _isUnicode),
        's' => value.As<PyStr>() ?? new PyStr(Operators.Str(_runtime, value), _isUnicode),
        'a' when !_runtime.Semantics.Text.StrIsBytes => new PyStr(TextConversions.Ascii(_runtime, value)),
        > 32 and < 127 => throw PyErrors.ValueError($"Unknown conversion specifier {(char)conversion}"),
        _ => throw PyErrors.ValueError(string.Create(CultureInfo.InvariantCulture, $"Unknown conversion specifier \\x{conversion:x}")),
    };

    private PyValue Find(string name)
    {
        var end = name.AsSpan().IndexOfAny('.', '[') is >= 0 and var found ? found : name.Length;
        var value = First(name[..end]);
        while (end < name.Length)
        {
            var start = end + 1;
            switch (name[end])
            {
                case '.':
                    end = name.AsSpan(start).IndexOfAny('.', '[') is >= 0 and var next ? start + next : name.Length;
                    CheckNotEmpty(start, end);
                    value = Attributes.Get(_runtime, value, name[start..end]);
                    break;
                case '[':
                    end = name.IndexOf(']', start);
                    if (end < 0)
                        throw PyErrors.ValueError("Missing ']' in format string");
                    CheckNotEmpty(start, end);
                    var index = Index(name.AsSpan(start, end - start));
                    value = Operators.GetItem(
                        _runtime, value, index >= 0 ? PyValue.FromInt(index) : new PyStr(name[start..end], _isUnicode));
                    end++;
                    break;
                default:
                    throw PyErrors.ValueError("Only '.' or '[' may follow ']' in format field specifier");
            }
        }
        return value;
    }

    private PyValue First(string name)
    {
        var index = Index(name);
        if (name.Length == 0 && _formats.NumbersFields || index >= 0)
        {
            var isAutomatic = name.Length == 0;
            if (_positional is not null || !isAutomatic || _isAutomatic is not null)
                _isAutomatic ??= isAutomatic;
            if (_isAutomatic is { } earlier && earlier != isAutomatic)
            {
                throw PyErrors.ValueError(earlier
                    ? "cannot switch from automatic field numbering to manual field specification"
                    : "cannot switch from manual field specification to automatic field numbering");
            }
            if (isAutomatic)
                index = _nextField++;
        }
        if (index < 0)
            return _named(new PyStr(name, _isUnicode));
        if (_positional is null)
            throw PyErrors.ValueError("Format string contains positional fields");
        return index < _positional.Length
            ? _positional[index]
            : throw PyErrors.IndexError(string.Format(CultureInfo.InvariantCulture, _formats.IndexOutOfRange, index));
    }

    private static void CheckNotEmpty(int start, int end)
    {
        if (start == end)
            throw PyErrors.ValueError("Empty attribute in format string");
    }

    // -1 for what is no number.
    private static long Index(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return -1;
        var number = 0L;
        foreach (var one in text)
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(one);
            if (digit < 0)
                return -1;
            if (number > (long.MaxValue - digit) / 10)
                throw PyErrors.ValueError("Too many decimal digits in format string");
            number = (number * 10) + digit;
        }
        return number;
    }
}
