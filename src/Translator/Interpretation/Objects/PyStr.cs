namespace Pyc.Translation.Interpretation;

/// <summary>A string: <c>str</c> of any version, or <c>unicode</c> of Python 2.</summary>
/// <param name="value">
/// The text as UTF-16; code points beyond U+FFFF are surrogate pairs here and one character to Python. In a <c>str</c> of Python 2 each
/// character is a byte, U+0000 to U+00FF.
/// </param>
/// <param name="isUnicode">Whether it is of Python 2's class <c>unicode</c>.</param>
internal sealed partial class PyStr(string value, bool isUnicode = false) : PyObject
{
    private static readonly PyStr[] s_latin1 = [.. Enumerable.Range(0, 256).Select(code => new PyStr(((char)code).ToString()))];

    private int _length = -1;
    private int[]? _codePoints;

    /// <summary>The text as UTF-16.</summary>
    public string Value { get; } = value;

    /// <summary>Whether it is of Python 2's class <c>unicode</c>.</summary>
    public bool IsUnicode { get; } = isUnicode;

    /// <summary>The string without characters.</summary>
    public static PyStr Empty { get; } = new("");

    /// <inheritdoc/>
    public override PyType Type => IsUnicode ? PyTypes.Unicode : PyTypes.Str;

    /// <summary>
    /// Whether a high and a low surrogate stand side by side as two characters, which <see cref="Value"/> shows as one. Such strings
    /// are made and compared, cut and joined exactly; what works on <see cref="Value"/> refuses them.
    /// </summary>
    public bool IsSplit { get; private init; }

    /// <summary>The number of code points.</summary>
    public int Length
    {
        get
        {
            if (_length < 0)
                _length = CodePoints.Count(Value);
            return _length;
        }
    }

    /// <summary>Whether a code point takes two UTF-16 units, so that positions in <see cref="Value"/> are not Python's.</summary>
    public bool HasPairs => Length != Value.Length;

    /// <summary>The string of those code points.</summary>
    /// <param name="codes">The code points.</param>
    /// <param name="isUnicode">Whether it is of Python 2's class <c>unicode</c>.</param>
    /// <param name="runtime">What is charged; null for a few code points, or those of a file.</param>
    public static PyStr OfCodePoints(int[] codes, bool isUnicode, PythonRuntime? runtime = null)
    {
        var text = new System.Text.StringBuilder(codes.Length);
        for (var i = 0; i < codes.Length; i++)
        {
            runtime?.ChargeStretch(i);
            CodePoints.AppendTo(text, codes[i]);
        }
        var value = text.ToString();
        return CodePoints.Count(value) == codes.Length
            ? new PyStr(value, isUnicode)
            : new PyStr(value, isUnicode) { IsSplit = true, _codePoints = codes, _length = codes.Length };
    }

    /// <summary>The text, for what knows UTF-16 alone.</summary>
    /// <exception cref="UnsupportedValueException">It is not what UTF-16 says.</exception>
    public string CheckedValue() => IsSplit
        ? throw new UnsupportedValueException(
            DiagnosticDescriptors.SplitSurrogates, "strings where two lone surrogates stand side by side have no text here", "Write the character beyond U+FFFF itself.")
        : Value;

    /// <summary>A string of one character; those of Latin-1 are shared, as in CPython.</summary>
    public static PyStr OfCharacter(char character, bool isUnicode) =>
        character < 256 && !isUnicode ? s_latin1[character] : new PyStr(character.ToString(), isUnicode);

    /// <summary>The character at a position within the string.</summary>
    public PyStr CharacterAt(int index)
    {
        if (!HasPairs)
            return OfCharacter(Value[index], IsUnicode);
        return new PyStr(CodePoints.ToText(CodePointsOfValue()[index]), IsUnicode);
    }

    /// <summary>The characters from a position to another, both within the string.</summary>
    public PyStr Substring(int start, int end)
    {
        if (start >= end)
            return IsUnicode ? new PyStr("", true) : Empty;
        if (start == 0 && end == Length)
            return this;
        if (IsSplit)
            return OfCodePoints(CodePointsOfValue()[start..end], IsUnicode);
        return new PyStr(HasPairs ? Value[UnitOffset(start)..UnitOffset(end)] : Value[start..end], IsUnicode);
    }

    /// <summary>Where the code point with that index begins in <see cref="Value"/>.</summary>
    public int UnitOffset(int index) => HasPairs ? CodePoints.UnitOffset(CheckedValue(), index) : index;

    /// <summary>The index of the code point that begins at that offset of <see cref="Value"/>.</summary>
    public int IndexOfUnit(int offset) => HasPairs ? CodePoints.Count(CheckedValue().AsSpan(0, offset)) : offset;

    /// <summary>All code points.</summary>
    // Kept, so that walking through a string by index takes linear time.
    public int[] CodePointsOfValue() => _codePoints ??= CodePoints.Of(Value);
}
