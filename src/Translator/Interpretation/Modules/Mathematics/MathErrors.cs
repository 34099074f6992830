namespace Pyc.Translation.Interpretation;

/// <summary>Checks of what a mathematical function gives.</summary>
/// <remarks>CPython: <c>Modules/mathmodule.c</c>, <c>math_1</c> and <c>is_error</c>.</remarks>
internal static class MathErrors
{
    /// <summary>ValueError: the function has no value there.</summary>
    public static PythonError Domain() => PyErrors.ValueError("math domain error");

    /// <summary>OverflowError: the value is too large.</summary>
    public static PythonError Range() => PyErrors.OverflowError("math range error");

    /// <summary>ValueError: the function has no value there; from 3.14 on it may say what it expects.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="expected">What it expects; null where CPython does not say.</param>
    /// <param name="given">What it was given.</param>
    public static PythonError Domain(PythonRuntime runtime, string? expected, double given) =>
        expected is not null && runtime.Semantics.Numbers.MathSaysWhatItExpects
            ? PyErrors.ValueError($"expected {expected}, got {FloatDigits.Repr(given)}")
            : Domain();

    /// <summary>The result of a function of one argument, unless it is nan or infinite where the argument is not.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="result">The result.</param>
    /// <param name="overflows">Whether an infinite result is too large; else it is a pole.</param>
    /// <param name="expected">What the function expects; null where CPython does not say.</param>
    public static PyValue Checked(PythonRuntime runtime, double argument, double result, bool overflows, string? expected)
    {
        if (double.IsNaN(result) && !double.IsNaN(argument))
            throw Domain(runtime, expected, argument);
        if (double.IsInfinity(result) && double.IsFinite(argument))
            throw overflows ? Range() : Domain(runtime, expected, argument);
        return PyValue.FromFloat(result);
    }
}
