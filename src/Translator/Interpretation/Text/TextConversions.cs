namespace Pyc.Translation.Interpretation;

/// <summary>The conversions of a replacement field: <c>!s</c>, <c>!r</c>, <c>!a</c>.</summary>
internal static class TextConversions
{
    /// <summary><c>ascii(value)</c>: its repr with everything beyond ASCII escaped.</summary>
    public static string Ascii(PythonRuntime runtime, PyValue value) => StringRepr.ToAscii(runtime, Operators.Repr(runtime, value));
}
