using System.Globalization;

namespace Pyc.Translation.Interpretation;

/// <summary>The errors of one <c>%</c>, which tell where they happened in versions that do.</summary>
internal sealed class PercentErrors(PythonRuntime runtime, string template, bool isBytes)
{
    private readonly FormatSemantics _formats = runtime.Semantics.Text.Formats;
    private readonly PercentMessages _messages = runtime.Semantics.Text.Formats.PercentMessages;

    /// <summary>The offset of the conversion's percent sign in the template.</summary>
    public int Offset { get; set; }

    /// <summary>The key of the conversion, if it has one.</summary>
    public PyValue Key { get; set; } = PyValue.Unbound;

    /// <summary>The number of the operand, from 1; 0 where the right operand is the only one.</summary>
    public int Number { get; set; }

    private int Start => CodePoints.Count(template.AsSpan(0, Offset));

    private string Place => !_messages.TellPlace ? ""
        : !Key.IsUnbound ? " " + Operators.Repr(runtime, Key)
        : Number > 0 ? string.Create(CultureInfo.InvariantCulture, $" {Number}") : "";

    /// <summary>Too few operands.</summary>
    public PythonError NotEnough(int given) => PyErrors.TypeError(Fill(_messages.NotEnough, given));

    /// <summary>Too many operands.</summary>
    public PythonError NotAll(int required, int given) =>
        PyErrors.TypeError(Fill(_messages.NotAll, isBytes ? "bytes" : "string", required, given));

    /// <summary>A key where there are no items by key.</summary>
    public PythonError NoMapping(PyValue right) => PyErrors.TypeError(Fill(_messages.NoMapping, ClassOf(right)));

    /// <summary>No bracket ends a key.</summary>
    public PythonError IncompleteKey() => PyErrors.ValueError(Fill(_messages.IncompleteKey, Start));

    /// <summary>The template ends within a conversion.</summary>
    public PythonError Incomplete() => PyErrors.ValueError(Fill(_messages.Incomplete, Start));

    /// <summary>Refuses a conversion without key behind one with a key, where that has its own error.</summary>
    public void CheckKeyed(bool wereKeys)
    {
        if (wereKeys && _messages.KeyRequired is { } message)
            throw PyErrors.ValueError(Fill(message, Start));
    }

    /// <summary>Refuses a <c>*</c> that takes no operand of a tuple, where that has its own error.</summary>
    /// <param name="isTuple">Whether the operands are a tuple.</param>
    public void CheckStar(bool isTuple)
    {
        if (!Key.IsUnbound && _messages.StarWithKey is { } message)
            throw PyErrors.ValueError(Fill(message, Start));
        if (!isTuple && _messages.TellPlace)
            throw NotEnough(1);
    }

    /// <summary>The operand of a <c>*</c> is no int.</summary>
    public PythonError StarRequired(PyValue value) => PyErrors.TypeError(Fill(_messages.StarRequired, Place, ClassOf(value)));

    /// <summary>The operand of a <c>*</c> is too large.</summary>
    public PythonError StarTooLarge(bool isWidth) =>
        PyErrors.OverflowError(Fill(isWidth ? _messages.WidthTooLarge : _messages.PrecisionTooLarge, Place));

    /// <summary>A width or a precision is too large.</summary>
    public PythonError TooBig(bool isWidth) => PyErrors.ValueError(
        Fill(isWidth ? _messages.WidthTooBig : isBytes ? _messages.BytesPrecisionTooBig : _messages.PrecisionTooBig, Start));

    /// <summary><c>%d</c> and <c>%x</c>.</summary>
    public PythonError NumberRequired(char type, bool isIntegerOnly, PyValue value)
    {
        var shown = type == 'i' && (isBytes ? _formats.BytesCallDecimalD : _formats.CallsDecimalD) ? 'd' : type;
        return PyErrors.TypeError(
            Fill(_messages.NumberRequired, Place, shown, isIntegerOnly ? "an integer" : _formats.WhatNumberIsRequired, ClassOf(value)));
    }

    /// <summary><c>%f</c>.</summary>
    public PythonError FloatRequired(char type, PyValue value) => PyErrors.TypeError(
        Fill(isBytes ? _messages.BytesFloatRequired : _messages.FloatRequired, Place, type, ClassOf(value)));

    /// <summary><c>%c</c> of strings.</summary>
    public PythonError CharacterRequired(PyValue value) => PyErrors.TypeError(Fill(
        _messages.CharacterRequired,
        Place,
        value.As<PyStr>() is { } text ? Fill("a string of length {0}", text.Length) : value.Type.FullyQualifiedName));

    /// <summary><c>%c</c> of bytes.</summary>
    public PythonError ByteRequired(PyValue value) => PyErrors.TypeError(Fill(
        _messages.ByteRequired,
        Place,
        value.As<PyBytes>() is { } bytes ? Fill("a bytes object of length {0}", bytes.Value.Length) : value.Type.FullyQualifiedName));

    /// <summary><c>%c</c> of an int that is no character.</summary>
    public PythonError CharacterOutOfRange() =>
        PyErrors.OverflowError(Fill(_messages.CharacterOutOfRange, Place, isBytes ? "256" : "0x110000"));

    /// <summary><c>%b</c>.</summary>
    public PythonError BytesRequired(PyValue value) => PyErrors.TypeError(Fill(_messages.BytesRequired, Place, ClassOf(value)));

    /// <summary>There is no such conversion.</summary>
    /// <param name="type">Its character.</param>
    /// <param name="index">Where that is.</param>
    /// <param name="isByteTemplate">Whether the characters of the template are bytes.</param>
    public PythonError Unsupported(int type, int index, bool isByteTemplate)
    {
        if (_messages.TellPlace)
            return PyErrors.ValueError(Unexpected(type, index));
        if (isBytes && type >= 128)
            return _formats.UnsupportedHighByte();
        var shown = type is >= 31 and < 127 || isByteTemplate ? (char)type : '?';
        return PyErrors.ValueError(Fill("unsupported format character '{0}' (0x{1:x}) at index {2}", shown, type, index));
    }

    private string Unexpected(int type, int index)
    {
        if (type < 128 && char.IsAsciiLetter((char)type))
            return Fill("unsupported format %{0} at position {1}", (char)type, Start);
        var shown = type == '\'' ? "character \"'\""
            : type is >= 32 and < 127 ? Fill("character '{0}'", (char)type)
            : isBytes ? Fill("character with code 0x{0:x2}", type)
            : CodePoints.IsPrintable(type) ? Fill("character '{0}' (U+{1:X4})", CodePoints.ToText(type), type)
            : Fill("character U+{0:X4}", type);
        return Fill("stray % at position {0} or unexpected format {1} at position {2}", Start, shown, index);
    }

    private string ClassOf(PyValue value) => _messages.QualifyClasses ? value.Type.FullyQualifiedName : value.Type.Name;

    private static string Fill(string message, params ReadOnlySpan<object?> parts) =>
        string.Format(CultureInfo.InvariantCulture, message, parts);
}
