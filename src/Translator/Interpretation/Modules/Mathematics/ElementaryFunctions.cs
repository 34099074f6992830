using Pyc.Loader;

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
        Row("acos", Math.Acos, expected: Unit),
        Row("acosh", Math.Acosh, expected: "argument value not less than 1"),
        Row("asin", Math.Asin, expected: Unit),
        Row("asinh", Math.Asinh),
        Row("atan", Math.Atan),
        Row("atanh", Math.Atanh, expected: "a number between -1 and 1"),
        Row("cbrt", Math.Cbrt, since: s_311),
        Row("cos", Math.Cos, expected: Finite),
        Row("cosh", Math.Cosh, overflows: true),
        Row("exp", Math.Exp, overflows: true),
        Row("exp2", CLibrary.Exp2, overflows: true, since: s_311),
        Row("fabs", Math.Abs),
        Row("sin", Math.Sin, expected: Finite),
        Row("sinh", Math.Sinh, overflows: true),
        Row("sqrt", Math.Sqrt, expected: "a nonnegative input"),
        Row("tan", Math.Tan, expected: Finite),
        Row("tanh", Math.Tanh),

        // In 3.0 and 3.1 most of these are missing, though 2.7 has them.
        Row("expm1", CLibrary.Expm1, overflows: true, until: s_3),
        Row("expm1", CLibrary.Expm1, overflows: true, since: s_32),
        Row("log1p", Log1p, overflows: true, until: s_3),
        Row("log1p", Log1p, since: s_3, expected: "argument value > -1"),
        Row("erf", ErrorFunctions.Erf, until: s_3),
        Row("erf", ErrorFunctions.Erf, since: s_32, until: s_37),
        Row("erf", CLibrary.Erf, since: s_37),
        Row("erfc", ErrorFunctions.Erfc, until: s_3),
        Row("erfc", ErrorFunctions.Erfc, since: s_32, until: s_37),
        Row("erfc", CLibrary.Erfc, since: s_37),
        .. Gamma("gamma", GammaFunctions.Gamma),
        .. Gamma("lgamma", GammaFunctions.LogGamma),
        new("degrees(x, /)", static (runtime, a) => PyValue.FromFloat(NumberConversions.ToFloat(runtime, a[0]) * (180 / Math.PI))),
        new("radians(x, /)", static (runtime, a) => PyValue.FromFloat(NumberConversions.ToFloat(runtime, a[0]) * (Math.PI / 180))),
    ];

    // Some C libraries lose the sign of zero.
    private static double Log1p(double x) => x == 0 ? x : CLibrary.Log1p(x);

    private static BuiltinRow Row(
        string name, Func<double, double> function, bool overflows = false, string? expected = null,
        PythonVersion? since = null, PythonVersion? until = null) =>
        new($"{name}(x, /)", (runtime, arguments) =>
        {
            var x = NumberConversions.ToFloat(runtime, arguments[0]);
            return MathErrors.Checked(runtime, x, function(x), overflows, expected);
        }, since, until);

    /// <summary>The gamma functions have poles at integers and overflow elsewhere.</summary>
    private static BuiltinRow[] Gamma(string name, Func<double, double> function)
    {
        BuiltinBody body = (runtime, arguments) =>
        {
            var x = NumberConversions.ToFloat(runtime, arguments[0]);
            var isPole = x <= 0 && x == Math.Floor(x);
            if (name == "gamma" && double.IsNegativeInfinity(x))
                throw MathErrors.Domain(runtime, GammaDomain, x);
            return MathErrors.Checked(runtime, x, function(x), !isPole, GammaDomain);
        };
        return [new($"{name}(x, /)", body, Until: s_3), new($"{name}(x, /)", body, Since: s_32)];
    }
}
