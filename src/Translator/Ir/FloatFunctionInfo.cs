using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Ir;

/// <summary>How a <see cref="FloatFunction"/> is computed: by the interpreter, by passes that fold it, and by native code alike.</summary>
/// <param name="Function">The function.</param>
/// <param name="Name">Its name in IR text.</param>
/// <param name="NameInC">Its name in the C library; <see langword="null"/> where it is computed here.</param>
/// <param name="Unary">What computes it of one number; <see langword="null"/> where it takes more.</param>
/// <param name="Binary">What computes it of two; <see langword="null"/> where it does not take two.</param>
/// <param name="Ternary">What computes it of three; <see langword="null"/> where it does not take three.</param>
public sealed record FloatFunctionInfo(
    FloatFunction Function, string Name, string? NameInC, Func<double, double>? Unary, Func<double, double, double>? Binary = null,
    Func<double, double, double, double>? Ternary = null)
{
    private static readonly FloatFunctionInfo[] s_rows =                   // in the order of FloatFunction; a test checks it
    [
        InC(FloatFunction.Acos, "acos", Math.Acos),
        InC(FloatFunction.Acosh, "acosh", Math.Acosh),
        InC(FloatFunction.Asin, "asin", Math.Asin),
        InC(FloatFunction.Asinh, "asinh", Math.Asinh),
        InC(FloatFunction.Atan, "atan", Math.Atan),
        InC(FloatFunction.Atan2, "atan2", Math.Atan2),
        InC(FloatFunction.Atanh, "atanh", Math.Atanh),
        InC(FloatFunction.Cbrt, "cbrt", Math.Cbrt),
        InC(FloatFunction.Cos, "cos", Math.Cos),
        InC(FloatFunction.Cosh, "cosh", Math.Cosh),
        InC(FloatFunction.Erf, "erf", CLibrary.Erf),
        InC(FloatFunction.Erfc, "erfc", CLibrary.Erfc),
        Own(FloatFunction.ErfSeries, "erf_series", ErrorFunctions.Erf),
        Own(FloatFunction.ErfcSeries, "erfc_series", ErrorFunctions.Erfc),
        InC(FloatFunction.Exp, "exp", Math.Exp),
        InC(FloatFunction.Exp2, "exp2", CLibrary.Exp2),
        InC(FloatFunction.Expm1, "expm1", CLibrary.Expm1),
        Own(FloatFunction.Fraction, "fraction", static x => FloatParts.Split(x).Fraction),
        Own(FloatFunction.Exponent, "exponent", static x => FloatParts.Split(x).Exponent),
        new(FloatFunction.Fma, "fma", "fma", Unary: null, Ternary: Math.FusedMultiplyAdd),
        Own(FloatFunction.Gamma, "gamma", GammaFunctions.Gamma),
        InC(FloatFunction.Hypot, "hypot", CLibrary.Hypot),
        Own(FloatFunction.Ldexp, "ldexp", FloatFunctions.LdExp),
        Own(FloatFunction.LogGamma, "lgamma", GammaFunctions.LogGamma),
        InC(FloatFunction.Log, "log", static x => Math.Log(x)),
        InC(FloatFunction.Log10, "log10", Math.Log10),
        InC(FloatFunction.Log1p, "log1p", CLibrary.Log1p),
        InC(FloatFunction.Log2, "log2", Math.Log2),
        Own(FloatFunction.NextAfter, "nextafter", static (x, y) => FloatFunctions.NextAfter(x, y, 1)),
        Norm(FloatFunction.NormScaled, "norm_scaled", VectorNorm.Scaled),
        Norm(FloatFunction.NormSplit, "norm_split", VectorNorm.Split),
        Norm(FloatFunction.NormExact, "norm_exact", VectorNorm.Exact),
        Own(FloatFunction.Remainder, "remainder", FloatFunctions.Remainder),
        Own(FloatFunction.RoundEven, "round_even", static (x, places) => Numbers.RoundFloat(x, places, tiesToEven: true)),
        Own(FloatFunction.RoundAway, "round_away", static (x, places) => Numbers.RoundFloat(x, places, tiesToEven: false)),
        InC(FloatFunction.Sin, "sin", Math.Sin),
        InC(FloatFunction.Sinh, "sinh", Math.Sinh),
        InC(FloatFunction.Tan, "tan", Math.Tan),
        InC(FloatFunction.Tanh, "tanh", Math.Tanh),
        Own(FloatFunction.Ulp, "ulp", FloatFunctions.Ulp),
    ];

    private delegate double NormOf(Span<double> vector);

    /// <summary>All rows, in the order of <see cref="FloatFunction"/>.</summary>
    public static ReadOnlySpan<FloatFunctionInfo> All => s_rows;

    /// <summary>The row of one function.</summary>
    public static FloatFunctionInfo Of(FloatFunction function) => s_rows[(int)function];

    /// <summary>The function that an operation calls.</summary>
    /// <param name="call">A <see cref="Op.FloatCall1"/> or one of its kin.</param>
    public static FloatFunctionInfo Of(Value call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return s_rows[(int)call.Immediate];
    }

    /// <summary>Whether there is such a function of so many numbers.</summary>
    public static bool Exists(long function, int count) =>
        function >= 0 && function < s_rows.Length && s_rows[function].Takes(count);

    /// <summary>Whether it is a function of so many numbers.</summary>
    public bool Takes(int count) => count switch
    {
        1 => Unary is not null,
        2 => Binary is not null,
        3 => Ternary is not null,
        _ => false,
    };

    /// <summary>What it gives for as many numbers as it takes.</summary>
    public double Compute(params ReadOnlySpan<double> numbers) => numbers.Length switch
    {
        1 when Unary is not null => Unary(numbers[0]),
        2 when Binary is not null => Binary(numbers[0], numbers[1]),
        3 when Ternary is not null => Ternary(numbers[0], numbers[1], numbers[2]),
        _ => throw new ArgumentException($"{Name} does not take {numbers.Length} numbers.", nameof(numbers)),
    };

    private static FloatFunctionInfo InC(FloatFunction function, string name, Func<double, double> compute) => new(function, name, name, compute);

    private static FloatFunctionInfo InC(FloatFunction function, string name, Func<double, double, double> compute) =>
        new(function, name, name, Unary: null, compute);

    private static FloatFunctionInfo Own(FloatFunction function, string name, Func<double, double> compute) => new(function, name, null, compute);

    private static FloatFunctionInfo Own(FloatFunction function, string name, Func<double, double, double> compute) =>
        new(function, name, null, Unary: null, compute);

    private static FloatFunctionInfo Norm(FloatFunction function, string name, NormOf norm) => new(
        function, name, null, Unary: null,
        (x, y) => norm([Math.Abs(x), Math.Abs(y)]),
        (x, y, z) => norm([Math.Abs(x), Math.Abs(y), Math.Abs(z)]));
}
