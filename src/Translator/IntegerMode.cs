namespace Pyc;

/// <summary>What happens to an integer that does not fit 64 bits.</summary>
public enum IntegerMode
{
    /// <summary>Python's integers: a result that does not fit is an <see cref="OverflowException"/>, never a wrong number.</summary>
    Exact,

    /// <summary>
    /// Machine integers: + − * unary − &lt;&lt; // ** are computed modulo 2⁶⁴, two's complement. Not Python's answer where it does not fit.
    /// </summary>
    Wrap64,
}
