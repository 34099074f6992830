using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The sum of products of <c>math.sumprod</c>: exact for ints, to three times a float's digits for floats.</summary>
/// <remarks>
/// CPython: <c>Modules/mathmodule.c</c>, <c>math_sumprod_impl</c>; Dekker, A floating-point technique for extending the available
/// precision, 1971. Ints come first; the first float ends that and begins floats; what is neither ends both for good.
/// </remarks>
internal sealed class ProductSum(PythonRuntime runtime)
{
    private PyValue _total = PyValue.FromInt(0);
    private bool _takesInts = true;
    private bool _hasInts;
    private BigInteger _ints;
    private bool _takesFloats = true;
    private bool _hasFloats;
    private (double High, double Low, double Tiny) _floats;

    /// <summary>Adds a product.</summary>
    public void Add(PyValue left, PyValue right)
    {
        if (_takesInts)
        {
            if (TryAddInts(left, right))
                return;
            EndInts();
        }
        if (_takesFloats)
        {
            if (TryAddFloats(left, right))
                return;
            EndFloats();
        }
        var product = Operators.Binary(runtime, BinaryOperator.Multiply, left, right);
        _total = Operators.Binary(runtime, BinaryOperator.Add, _total, product);
    }

    /// <summary>The sum.</summary>
    public PyValue Total()
    {
        EndInts();
        EndFloats();
        return _total;
    }

    private bool TryAddInts(PyValue left, PyValue right)
    {
        if (!left.IsInt || !right.IsInt)
            return false;
        var sum = _ints + ((BigInteger)left.Int * right.Int);
        // CPython sums in 64 bits as long as that goes.
        if (sum < long.MinValue || sum > long.MaxValue)
            return false;
        _ints = sum;
        _hasInts = true;
        return true;
    }

    private void EndInts()
    {
        _takesInts = false;
        if (_hasInts)
            _total = Operators.Binary(runtime, BinaryOperator.Add, _total, Numbers.Integer(runtime, _ints));
        _hasInts = false;
    }

    private bool TryAddFloats(PyValue left, PyValue right)
    {
        if (!(left.IsFloat && Numbers.IsNumber(right)) && !(right.IsFloat && Numbers.IsNumber(left)))
            return false;
        var (x, y) = (ToFloat(left), ToFloat(right));
        var (product, productRest) = (x * y, Math.FusedMultiplyAdd(x, y, -(x * y)));
        var (high, highRest) = Sum(_floats.High, product);
        var (low, lowRest) = Sum(_floats.Low, productRest);
        var (middle, middleRest) = Sum(low, highRest);
        if (!double.IsFinite(high))
            return false;
        _floats = (high, middle, _floats.Tiny + lowRest + middleRest);
        _hasFloats = true;
        return true;
    }

    // An int too large ends the sum of floats: infinite is refused there.
    private static double ToFloat(PyValue value) =>
        value.IsFloat ? value.Float : value.As<PyInteger>() is { } integer ? ExactFloat.FromInteger(integer.Value) : value.Int;

    private void EndFloats()
    {
        _takesFloats = false;
        if (_hasFloats)
            _total = Operators.Binary(runtime, BinaryOperator.Add, _total, PyValue.FromFloat(_floats.High + Sum(_floats.Low, _floats.Tiny).Sum));
        _hasFloats = false;
    }

    private static (double Sum, double Lost) Sum(double a, double b)
    {
        var sum = a + b;
        var z = sum - a;
        return (sum, a - (sum - z) + (b - z));
    }
}
