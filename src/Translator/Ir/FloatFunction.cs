namespace Pyc.Translation.Ir;

/// <summary>
/// The functions of floats that native code calls: what <see cref="Op.FloatCall1"/> and its kin compute. <see cref="FloatFunctionInfo"/>
/// says how. None of them raises anything: where there is no answer they give NaN or infinity.
/// </summary>
public enum FloatFunction
{
    /// <summary>The arc cosine.</summary>
    Acos,

    /// <summary>The inverse hyperbolic cosine.</summary>
    Acosh,

    /// <summary>The arc sine.</summary>
    Asin,

    /// <summary>The inverse hyperbolic sine.</summary>
    Asinh,

    /// <summary>The arc tangent.</summary>
    Atan,

    /// <summary>The angle of a point: of y and x, in this order.</summary>
    Atan2,

    /// <summary>The inverse hyperbolic tangent.</summary>
    Atanh,

    /// <summary>The cube root.</summary>
    Cbrt,

    /// <summary>The cosine.</summary>
    Cos,

    /// <summary>The hyperbolic cosine.</summary>
    Cosh,

    /// <summary>The error function.</summary>
    Erf,

    /// <summary>The complement of the error function.</summary>
    Erfc,

    /// <summary>The error function as CPython computes it before 3.7.</summary>
    ErfSeries,

    /// <summary>The complement of the error function as CPython computes it before 3.7.</summary>
    ErfcSeries,

    /// <summary>eᵃ.</summary>
    Exp,

    /// <summary>2ᵃ.</summary>
    Exp2,

    /// <summary>eᵃ − 1, exact near 0.</summary>
    Expm1,

    /// <summary>The fraction of C's <c>frexp</c>.</summary>
    Fraction,

    /// <summary>The exponent of C's <c>frexp</c>, as a float.</summary>
    Exponent,

    /// <summary>a · b + c, rounded once.</summary>
    Fma,

    /// <summary>The gamma function, as CPython computes it.</summary>
    Gamma,

    /// <summary>The length of a vector of two, by the C library.</summary>
    Hypot,

    /// <summary>C's <c>ldexp(a, b)</c>, the exponent a float without a fraction.</summary>
    Ldexp,

    /// <summary>The logarithm of the magnitude of the gamma function, as CPython computes it.</summary>
    LogGamma,

    /// <summary>The natural logarithm.</summary>
    Log,

    /// <summary>The logarithm to base 10.</summary>
    Log10,

    /// <summary>The natural logarithm of 1 + a, exact near 0.</summary>
    Log1p,

    /// <summary>The logarithm to base 2.</summary>
    Log2,

    /// <summary>The float next to a on the way to b.</summary>
    NextAfter,

    /// <summary>The length of a vector of two or three, by the algorithm of 3.8.</summary>
    NormScaled,

    /// <summary>The length of a vector of two or three, by the algorithm of 3.10.</summary>
    NormSplit,

    /// <summary>The length of a vector of two or three, by the algorithm of 3.11.</summary>
    NormExact,

    /// <summary>The remainder of the quotient that is rounded to the nearest integer, ties to even.</summary>
    Remainder,

    /// <summary>a rounded to as many decimals as b says, a float without a fraction; ties to even.</summary>
    RoundEven,

    /// <summary>a rounded to as many decimals as b says, a float without a fraction; ties away from zero.</summary>
    RoundAway,

    /// <summary>The sine.</summary>
    Sin,

    /// <summary>The hyperbolic sine.</summary>
    Sinh,

    /// <summary>The tangent.</summary>
    Tan,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The distance to the next larger magnitude.</summary>
    Ulp,
}
