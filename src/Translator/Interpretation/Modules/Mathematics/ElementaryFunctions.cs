using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>The functions of <c>math</c> that take a float and give one.</summary>
internal static class ElementaryFunctions
{
    private const string Unit = "a number in range from -1 up to 1";
    private const string Finite = "a finite input";
    private const string GammaDomain = "a noninteger or positive integer";

    private static readonly PythonVersion s_3 = new(3, 0);
    private static readonly PythonVersion s_32 = new(3, 2);
    private static readonly PythonVersion s_37 = new(3, 7);
    private static readonly PythonVersion s_311 = new(3, 11);

    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        Row("acos", FloatFunction.Acos, expected: Unit),
        Row("acosh", FloatFunction.Acosh, expected: "argument value not less than 1"),
        Row("asin", FloatFunction.Asin, expected: Unit),
        Row("asinh", FloatFunction.Asinh),
        Row("atan", FloatFunction.Atan),
        Row("atanh", FloatFunction.Atanh, expected: "a number between -1 and 1"),
        Row("cbrt", FloatFunction.Cbrt, since: s_311),
        Row("cos", FloatFunction.Cos, expected: Finite),
        Row("cosh", FloatFunction.Cosh, overflows: true),
        Row("exp", FloatFunction.Exp, overflows: true),
        Row("exp2", FloatFunction.Exp2, overflows: true, since: s_311),
        new("fabs(x, /)", static (runtime, a) => PyValue.FromFloat(Math.Abs(NumberConversions.ToFloat(runtime, a[0])))),
        Row("sin", FloatFunction.Sin, expected: Finite),
        Row("sinh", FloatFunction.Sinh, overflows: true),
        new("sqrt(x, /)", static (runtime, a) => Sqrt(runtime, NumberConversions.ToFloat(runtime, a[0]))),
        Row("tan", FloatFunction.Tan, expected: Finite),
        Row("tanh", FloatFunction.Tanh),

        // In 3.0 and 3.1 most of these are missing, though 2.7 has them.
        Row("expm1", FloatFunction.Expm1, overflows: true, until: s_3),
        Row("expm1", FloatFunction.Expm1, overflows: true, since: s_32),
        Row("log1p", FloatFunction.Log1p, overflows: true, until: s_3),
        Row("log1p", FloatFunction.Log1p, since: s_3, expected: "argument value > -1"),
        Row("erf", FloatFunction.ErfSeries, until: s_3),
        Row("erf", FloatFunction.ErfSeries, since: s_32, until: s_37),
        Row("erf", FloatFunction.Erf, since: s_37),
        Row("erfc", FloatFunction.ErfcSeries, until: s_3),
        Row("erfc", FloatFunction.ErfcSeries, since: s_32, until: s_37),
        Row("erfc", FloatFunction.Erfc, since: s_37),
        .. Gamma("gamma", FloatFunction.Gamma),
        .. Gamma("lgamma", FloatFunction.LogGamma),
        new("degrees(x, /)", static (runtime, a) => PyValue.FromFloat(NumberConversions.ToFloat(runtime, a[0]) * (180 / Math.PI))),
        new("radians(x, /)", static (runtime, a) => PyValue.FromFloat(NumberConversions.ToFloat(runtime, a[0]) * (Math.PI / 180))),
    ];

    private static PyValue Sqrt(PythonRuntime runtime, double x) =>
        MathErrors.Checked(runtime, x, Math.Sqrt(x), overflows: false, "a nonnegative input");

    private static BuiltinRow Row(
        string name, FloatFunction function, bool overflows = false, string? expected = null,
        PythonVersion? since = null, PythonVersion? until = null)
    {
        var compute = Computer(function);
        return new BuiltinRow($"{name}(x, /)", (runtime, arguments) =>
        {
            var x = NumberConversions.ToFloat(runtime, arguments[0]);
            return MathErrors.Checked(runtime, x, compute(x), overflows, expected);
        }, since, until, Float: function);
    }

    private static Func<double, double> Computer(FloatFunction function) =>
        FloatFunctionInfo.Of(function).Unary ?? throw new ArgumentException($"{function} does not take one number.", nameof(function));

    /// <summary>The gamma functions have poles at integers and overflow elsewhere.</summary>
    private static BuiltinRow[] Gamma(string name, FloatFunction function)
    {
        var compute = Computer(function);
        BuiltinBody body = (runtime, arguments) =>
        {
            var x = NumberConversions.ToFloat(runtime, arguments[0]);
            var isPole = x <= 0 && x == Math.Floor(x);
            if (name == "gamma" && double.IsNegativeInfinity(x))
                throw MathErrors.Domain(runtime, GammaDomain, x);
            return MathErrors.Checked(runtime, x, compute(x), !isPole, GammaDomain);
        };
        return [new($"{name}(x, /)", body, Until: s_3, Float: function), new($"{name}(x, /)", body, Since: s_32, Float: function)];
    }
}
