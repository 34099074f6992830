using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Python 2's mixture of <c>str</c> and <c>unicode</c>: a <c>str</c> becomes <c>unicode</c> by ASCII.</summary>
internal static class TextCoercion
{
    /// <summary>Both of one class: <c>unicode</c> where one of them is.</summary>
    /// <exception cref="PythonError">The <c>str</c> is not ASCII: UnicodeDecodeError.</exception>
    public static (PyStr Left, PyStr Right) Common(PythonRuntime runtime, PyStr left, PyStr right) =>
        left.IsUnicode == right.IsUnicode ? (left, right) : (ToUnicode(runtime, left), ToUnicode(runtime, right));

    /// <summary>A <c>unicode</c> of that text.</summary>
    public static PyStr ToUnicode(PythonRuntime runtime, PyStr text)
    {
        if (text.IsUnicode)
            return text;
        _ = runtime;
        return new PyStr(TextCodecs.CheckAscii(text.Value), isUnicode: true);
    }

    /// <summary><c>unicode(value)</c>.</summary>
    /// <remarks>CPython 2.7: <c>PyObject_Unicode</c> in <c>Objects/object.c</c>.</remarks>
    /// <exception cref="PythonError">The text is not ASCII: UnicodeDecodeError; or that of a method, which gave no text: TypeError.</exception>
    public static PyStr ToUnicode(PythonRuntime runtime, PyValue value)
    {
        if (value.As<PyStr>() is { } text)
            return ToUnicode(runtime, text);
        if (value.Object is not PyUserObject
            || !(SpecialMethods.TryCall(runtime, value, "__unicode__", out var made) || SpecialMethods.TryCall(runtime, value, "__str__", out made)))
        {
            return ToUnicode(runtime, new PyStr(Operators.Str(runtime, value)));
        }
        return made.As<PyStr>() is { } result ? ToUnicode(runtime, result) : throw PyErrors.TypeError(TextSemantics.CannotCoerce(made));
    }

    /// <summary>Whether a <c>str</c> and a <c>unicode</c> can be compared; where not, they are unequal and have no order.</summary>
    public static bool AreComparable(PythonRuntime runtime, ComparisonOperator op, PyStr left, PyStr right)
    {
        var bytes = left.IsUnicode ? right : left;
        if (Ascii.IsValid(bytes.Value))
            return true;
        if (op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            return false;
        ToUnicode(runtime, bytes);
        return true;
    }
}
