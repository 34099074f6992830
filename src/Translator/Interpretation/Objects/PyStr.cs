namespace Pyc.Translation.Interpretation;

/// <summary>A string: <c>str</c> of any version, or <c>unicode</c> of Python 2.</summary>
/// <param name="value">
/// The text as UTF-16; code points beyond U+FFFF are surrogate pairs here and one character to Python. In a <c>str</c> of Python 2 each
/// character is a byte, U+0000 to U+00FF.
/// </param>
/// <param name="isUnicode">Whether it is of Python 2's class <c>unicode</c>.</param>
internal sealed partial class PyStr(string value, bool isUnicode = false) : PyObject
{
    /// <summary>The text as UTF-16.</summary>
    public string Value { get; } = value;

    /// <summary>Whether it is of Python 2's class <c>unicode</c>.</summary>
    public bool IsUnicode { get; } = isUnicode;

    /// <inheritdoc/>
    public override PyType Type => IsUnicode ? PyTypes.Unicode : PyTypes.Str;
}
