
namespace Pyc.Translation.Interpretation;

/// <summary>Conversions that ask objects for a number: <c>__float__</c>, <c>__index__</c>.</summary>
internal static class NumberConversions
{
    /// <summary>The float that a C function takes for an argument: CPython's <c>PyFloat_AsDouble</c>.</summary>
    /// <exception cref="PythonError">It is no number: TypeError. It is too large: OverflowError.</exception>
    public static double ToFloat(PythonRuntime runtime, PyValue value) =>
        TryToFloat(runtime, value, out var number) ? number
        : throw PyErrors.TypeError(runtime.Semantics.Numbers.NotReal(value));

    /// <summary>The floats that a function of <c>math</c> takes for two arguments.</summary>
    public static (double First, double Second) ToFloats(PythonRuntime runtime, PyValue first, PyValue second)
    {
        var (one, error) = (0.0, default(PythonError));
        try
        {
            one = ToFloat(runtime, first);
        }
        catch (PythonError raised) when (runtime.Semantics.Numbers.MathConvertsBoth)
        {
            error = raised;                                  // which an error of the second conversion replaces
        }
        var two = ToFloat(runtime, second);
        return error is null ? (one, two) : throw error;
    }

    /// <summary>The float of a number, or of what <c>__float__</c> or, from 3.8 on, <c>__index__</c> gives.</summary>
    public static bool TryToFloat(PythonRuntime runtime, PyValue value, out double number)
    {
        if (Numbers.TryGetFloat(runtime, value, out number))
            return true;
        if (value.Object is null)
            return false;
        if (value.As<PyStr>() is null && SpecialMethods.TryCall(runtime, value, "__float__", out var result))
        {
            number = result.IsFloat ? result.Float : throw NotAFloat(runtime, value, result);
            return true;
        }
        return runtime.Semantics.Numbers.ConversionsAskIndex
            && Numbers.TryGetIndex(runtime, value, out var index)
            && Numbers.TryGetFloat(runtime, Numbers.Integer(runtime, index), out number);
    }

    /// <summary><c>int(value)</c>, without a base.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">Any value.</param>
    /// <param name="name">The class that is made, for the TypeError: <c>int</c> or Python 2's <c>long</c>.</param>
    public static PyValue ToInt(PythonRuntime runtime, PyValue value, string name = "int")
    {
        if (value.IsFloat)
            return Numbers.Integer(runtime, Numbers.WholePart(Math.Truncate(value.Float)));
        if (Numbers.TryGetInteger(value, out var integer))
            return Numbers.Integer(runtime, integer);
        if (NumberText.TryParseInteger(runtime, value, 10, name, false, out integer))
            return Numbers.Integer(runtime, integer);
        if (value.Object is not null)
        {
            if (SpecialMethods.TryCall(runtime, value, "__int__", out var result))
            {
                return Numbers.TryGetInteger(result, out integer)
                    ? Numbers.Integer(runtime, integer)
                    : throw runtime.Semantics.Numbers.WrongConversion(value, "__int__", "an int", result, "__int__ returned non-int");
            }
            if (runtime.Semantics.Numbers.ConversionsAskIndex && Numbers.TryGetIndex(runtime, value, out integer))
                return Numbers.Integer(runtime, integer);
            if (runtime.Semantics.Numbers.IntAsksTrunc && SpecialMethods.TryCall(runtime, value, "__trunc__", out result))
            {
                return Numbers.TryGetInteger(result, out integer) ? Numbers.Integer(runtime, integer)
                    : runtime.Semantics.Numbers.TruncMayGiveFloat && result.IsFloat ? ToInt(runtime, result)
                    : throw PyErrors.TypeError($"__trunc__ returned non-Integral (type {result.Type.Name})");
            }
        }
        throw PyErrors.TypeError($"{name}() argument must be {runtime.Semantics.Numbers.WhatIntTakes}, not '{value.Type.Name}'");
    }

    /// <summary>The class that a constructor is to make an instance of: one of Python's own.</summary>
    /// <exception cref="UnsupportedValueException">It is derived from one.</exception>
    public static PyType CheckClass(PyValue type, params ReadOnlySpan<PyType> own)
    {
        var given = type.As<PyType>() ?? throw PyErrors.TypeError($"{own[0].Name}.__new__(X): X is not a type object ({type.Type.Name})");
        foreach (var candidate in own)
        {
            if (ReferenceEquals(given, candidate))
                return given;
        }
        if (!given.IsSubtypeOf(own[0]))
            throw PyErrors.TypeError($"{own[0].Name}.__new__({given.Name}): {given.Name} is not a subtype of {own[0].Name}");
        if (given.IsBuiltin)
            throw PyErrors.TypeError($"{own[0].Name}.__new__({given.Name}) is not safe, use {given.Name}.__new__()");
        throw new UnsupportedValueException(
            DiagnosticDescriptors.ClassFeature, $"instances of '{given.Name}', which is derived from {own[0].Name}, are not supported", "Keep the number in an attribute.");
    }

    private static PythonError NotAFloat(PythonRuntime runtime, PyValue value, PyValue result) =>
        runtime.Semantics.Numbers.WrongConversion(
            value, "__float__", "a float", result,
            runtime.Semantics.Numbers.NamesClassBeforeFloat ? $"{value.Type.Name}.__float__ returned non-float" : "__float__ returned non-float");
}
