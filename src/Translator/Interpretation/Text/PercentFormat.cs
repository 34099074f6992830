using System.Numerics;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>The operator <c>%</c> of strings and bytes.</summary>
/// <remarks>
/// CPython: <c>Objects/unicodeobject.c</c>, <c>PyUnicode_Format</c>; <c>Objects/bytesobject.c</c>, <c>_PyBytes_FormatEx</c>; for 2.7
/// <c>Objects/stringobject.c</c>.
/// </remarks>
internal sealed class PercentFormat
{
    private readonly PythonRuntime _runtime;
    private readonly FormatSemantics _formats;
    private readonly string _text;
    private readonly PyValue _mapping;          // nothing where the right operand has no items by key
    private readonly StringBuilder _result = new();

    private PyTuple? _arguments;                // null for the one argument below
    private PyValue _argument;
    private int _used;
    private readonly PyValue _right;
    private readonly PercentErrors _errors;
    private readonly bool _isBytes;
    private bool _isUnicode;
    private int _at;

    private PercentFormat(PythonRuntime runtime, PyStr format, PyValue right, bool isBytes)
    {
        _runtime = runtime;
        _formats = runtime.Semantics.Text.Formats;
        _text = format.Value;
        _isBytes = isBytes;
        _isUnicode = format.IsUnicode;
        _arguments = right.As<PyTuple>();
        _argument = right;
        _right = right;
        _errors = new PercentErrors(runtime, _text, isBytes);
        _mapping = IsMapping(runtime, right, isBytes) ? right : PyValue.Unbound;
    }

    /// <summary><c>format % right</c>.</summary>
    public static PyStr Format(PythonRuntime runtime, PyStr format, PyValue right) => Run(runtime, format, right, isBytes: false);

    /// <summary><c>format % right</c>.</summary>
    public static PyBytes Format(PythonRuntime runtime, PyBytes format, PyValue right) => new(
        TextCodecs.ToBytes(Run(runtime, new PyStr(TextCodecs.ToText(format.Value.AsSpan())), right, isBytes: true).Value));

    private static PyStr Run(PythonRuntime runtime, PyStr format, PyValue right, bool isBytes)
    {
        runtime.Enter();
        try
        {
            return new PercentFormat(runtime, format, right, isBytes).Run();
        }
        finally
        {
            runtime.Leave();
        }
    }

    private PyStr Run()
    {
        while (_at < _text.Length)
        {
            var next = _text.IndexOf('%', _at);
            var end = next < 0 ? _text.Length : next;
            Append(_text[_at..end]);
            _at = end + 1;
            if (next >= 0)
                Convert();
        }
        var given = _arguments?.Count ?? 1;
        if (_used < given && _mapping.IsUnbound)
            throw _errors.NotAll(_used, given);
        return new PyStr(_result.ToString(), _isUnicode);
    }

    private void Convert()
    {
        _runtime.Charge();
        if (Peek() == '%')
        {
            _at++;
            Append("%");
            return;
        }
        _errors.Offset = _at - 1;
        if (Peek() == '(')
            TakeKey();
        else
            _errors.CheckKeyed(!_errors.Key.IsUnbound);
        var spec = new Conversion();
        for (; Peek() is '-' or '+' or ' ' or '#' or '0'; _at++)
            spec.SetFlag(_text[_at]);
        if (Peek() == '*')
        {
            _at++;
            spec.SetWidth(Star(long.MaxValue, isWidth: true));
        }
        else
        {
            spec.Width = Number(long.MaxValue, isWidth: true);
        }
        if (Peek() == '.')
        {
            _at++;
            if (Peek() == '*')
            {
                _at++;
                spec.Precision = Math.Max(0, Star(int.MaxValue, isWidth: false));
            }
            else
            {
                spec.Precision = Math.Max(0, Number(int.MaxValue, isWidth: false));
            }
        }
        if (Peek() is 'h' or 'l' or 'L')
            _at++;
        if (_at >= _text.Length)
            throw _errors.Incomplete();
        spec.Type = CodePoints.At(_text, _at, out var units);
        _at += units;
        if (spec.Type == '%' && _formats.PercentSignTakesOptions)
            AppendText(_formats.PadsPercentSign ? new Conversion { Width = spec.Width, IsLeft = spec.IsLeft } : new Conversion(), "%");
        else
            AppendConverted(spec);
    }

    private void AppendConverted(Conversion spec)
    {
        var value = NextArgument();
        switch (spec.Type)
        {
            case 's' or 'b' when _isBytes:
                AppendText(spec, PercentOperands.Bytes(_runtime, value, _errors));
                break;
            case 's':
                AppendText(spec, Text(value));
                break;
            case 'r' when !_isBytes:
                AppendText(spec, Operators.Repr(_runtime, value));
                break;
            case 'r' or 'a' when !_runtime.Semantics.Text.StrIsBytes:
                AppendText(spec, TextConversions.Ascii(_runtime, value));
                break;
            case 'd' or 'i' or 'u' or 'o' or 'x' or 'X':
                AppendInteger(spec, value);
                break;
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                AppendFloat(spec, value);
                break;
            case 'c':
                spec.Precision = -1;
                AppendText(spec, _isBytes
                    ? PercentOperands.Byte(_runtime, value, _errors)
                    : PercentOperands.Character(_runtime, value, _isUnicode, _errors) ?? Text(value));
                break;
            default:
                throw _errors.Unsupported(spec.Type, CodePoints.Count(_text.AsSpan(0, _at)) - 1, _isBytes || (_runtime.Semantics.Text.StrIsBytes && !_isUnicode));
        }
    }

    private void AppendText(Conversion spec, string text)
    {
        var length = CodePoints.Count(text);
        if (spec.Precision >= 0 && spec.Precision < length)
        {
            length = (int)spec.Precision;
            text = text[..CodePoints.UnitOffset(text, length)];
        }
        var padding = Padding(spec, length);
        if (!spec.IsLeft)
            _result.Append(' ', padding);
        Append(text);
        if (spec.IsLeft)
            _result.Append(' ', padding);
    }

    private void AppendInteger(Conversion spec, PyValue value)
    {
        var integer = PercentOperands.Integer(_runtime, value, (char)spec.Type, _errors);
        if (spec.Precision > int.MaxValue - 3)
            throw PyErrors.OverflowError("precision too large");
        var digits = NumberFormat.Digits(_runtime, BigInteger.Abs(integer), spec.Type);
        if (spec.Precision == 0 && integer.IsZero && _formats.HasEmptyZero && value.As<PyInteger>() is not { IsLong: true })
            digits = "";
        if (spec.Precision > digits.Length)
        {
            _runtime.Memory.Check(spec.Precision, 2 * sizeof(char));
            _runtime.ChargeScan(spec.Precision);
            digits = digits.PadLeft((int)spec.Precision, '0');
        }
        var prefix = spec is { IsAlternate: true, Type: 'x' or 'X' or 'o' } ? $"0{(char)spec.Type}" : "";
        if (prefix == "0o" && _formats.HasOldOctalPrefix)
        {
            prefix = "";
            if (digits is "" or [not '0', ..])
                digits = "0" + digits;
        }
        AppendNumber(spec, integer.Sign < 0, prefix, digits);
    }

    private void AppendFloat(Conversion spec, PyValue value)
    {
        var number = PercentOperands.Float(_runtime, value, (char)spec.Type, _isBytes, _errors);
        var precision = spec.Precision < 0 ? 6 : (int)spec.Precision;
        var text = FloatFormat.Format(_runtime, number, (char)spec.Type, precision, spec.IsAlternate);
        var isNegative = text[0] == '-';
        AppendNumber(spec, isNegative, "", isNegative ? text[1..] : text);
    }

    private void AppendNumber(Conversion spec, bool isNegative, string prefix, string digits)
    {
        var sign = isNegative ? "-" : spec.HasSign ? "+" : spec.HasBlank ? " " : "";
        var padding = Padding(spec, sign.Length + prefix.Length + digits.Length);
        if (!spec.IsLeft && !spec.HasZeros)
            _result.Append(' ', padding);
        _result.Append(sign).Append(prefix);
        if (!spec.IsLeft && spec.HasZeros)
            _result.Append('0', padding);
        _result.Append(digits);
        if (spec.IsLeft)
            _result.Append(' ', padding);
    }

    private int Padding(Conversion spec, int length)
    {
        if (spec.Width <= length)
            return 0;
        _runtime.Memory.Check(spec.Width, 2 * sizeof(char));
        _runtime.ChargeScan(spec.Width);
        _runtime.Memory.Check(_result.Length + spec.Width, 2 * sizeof(char));
        return (int)spec.Width - length;
    }

    private void Append(string text)
    {
        _runtime.Memory.Check((long)_result.Length + text.Length, 2 * sizeof(char));
        _runtime.ChargeScan(text.Length);
        _result.Append(text);
    }

    // A unicode argument turns the result into unicode, in Python 2.
    private string Text(PyValue value)
    {
        if (value.As<PyStr>() is not { } text)
            return Operators.Str(_runtime, value);
        if (text.IsUnicode && !_isUnicode)
        {
            TextCodecs.CheckAscii(_text);
            TextCodecs.CheckAscii(_result.ToString());
            _isUnicode = true;
        }
        return _isUnicode && !text.IsUnicode ? TextCodecs.CheckAscii(text.Value) : text.CheckedValue();
    }

    private void TakeKey()
    {
        if (_mapping.IsUnbound)
            throw _errors.NoMapping(_right);
        var start = ++_at;
        for (var open = 1; ; _at++)
        {
            if (_at >= _text.Length)
                throw _errors.IncompleteKey();
            _runtime.ChargeStretch(_at);
            if (_text[_at] == '(')
                open++;
            else if (_text[_at] == ')' && --open == 0)
                break;
        }
        PyValue key = _isBytes ? new PyBytes(TextCodecs.ToBytes(_text[start.._at])) : new PyStr(_text[start.._at], _isUnicode);
        _at++;
        _errors.Key = key;
        _argument = Operators.GetItem(_runtime, _mapping, key);
        _arguments = null;
        _used = 0;
    }

    private long Star(long limit, bool isWidth)
    {
        _errors.CheckStar(_arguments is not null);
        var value = NextArgument();
        if (value.IsFloat || !Numbers.TryGetInteger(value, out var integer) || value.As<PyInteger>() is { IsLong: true })
            throw _errors.StarRequired(value);
        return integer <= limit && integer >= -limit ? (long)integer : throw _errors.StarTooLarge(isWidth);
    }

    private long Number(long limit, bool isWidth)
    {
        var number = -1L;
        for (; Peek() is >= '0' and <= '9' and var digit; _at++)
        {
            number = Math.Max(number, 0);
            if (number > (limit - (digit - '0')) / 10)
                throw _errors.TooBig(isWidth);
            number = (number * 10) + digit - '0';
        }
        return number;
    }

    private PyValue NextArgument()
    {
        if (_used >= (_arguments?.Count ?? 1))
            throw _errors.NotEnough(_arguments?.Count ?? 1);
        if (_arguments is null)
            return NextSingle();
        _errors.Number = _used + 1;
        return _arguments[_used++];
    }

    private PyValue NextSingle()
    {
        _used++;
        return _argument;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    // CPython: PyMapping_Check, whatever can be asked for an item by key.
    private static bool IsMapping(PythonRuntime runtime, PyValue value, bool isBytes) => value.Object switch
    {
        null or PyTuple or PyStr or PyInteger => false,
        PyBytes => !isBytes,
        PyDict or PyList or PyRange => true,
        var target => target.Type.TryLookup(runtime, "__getitem__", out _),
    };

    /// <summary>What stands between <c>%</c> and the type.</summary>
    private struct Conversion
    {
        public Conversion()
        {
        }

        public int Type { get; set; }

        public long Width { get; set; } = -1;

        public long Precision { get; set; } = -1;

        public bool IsLeft { get; set; }

        public bool HasSign { get; private set; }

        public bool HasBlank { get; private set; }

        public bool IsAlternate { get; private set; }

        public bool HasZeros { get; private set; }

        public void SetFlag(char flag)
        {
            switch (flag)
            {
                case '-': IsLeft = true; break;
                case '+': HasSign = true; break;
                case ' ': HasBlank = true; break;
                case '#': IsAlternate = true; break;
                default: HasZeros = true; break;
            }
        }

        public void SetWidth(long width)
        {
            IsLeft |= width < 0;
            Width = Math.Abs(width);
        }
    }
}
