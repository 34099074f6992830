namespace Pyc;

/// <summary>What happens to an integer that does not fit 64 bits.</summary>
public enum IntegerMode
{
    /// <summary>Python's integers of any size: a result that its C# type does not hold is an <see cref="OverflowException"/>, never a wrong number.</summary>
    Exact,

    /// <summary>
    /// Machine integers: + − * unary − &lt;&lt; // ** are computed modulo 2⁶⁴, two's complement. Not Python's answer where it does not fit. The interpreter computes its functions likewise, but not the top level.
    /// </summary>
    Wrap64,
}
