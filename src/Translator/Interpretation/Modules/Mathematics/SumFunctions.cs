using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>The functions of <c>math</c> on any number of numbers.</summary>
internal static class SumFunctions
{
    private static readonly PythonVersion s_38 = new(3, 8);
    private static readonly PythonVersion s_310 = new(3, 10);
    private static readonly PythonVersion s_311 = new(3, 11);
    private static readonly PythonVersion s_312 = new(3, 12);

    /// <summary>Computes the length of a vector, whose items it may change.</summary>
    private delegate double Norm(Span<double> vector);

    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("fsum(seq, /)", FSum),
        new("hypot(x, y, /)", Hypot, Until: s_38, Float: FloatFunction.Hypot),
        new("hypot(*coordinates)", (runtime, a) => Hypot(runtime, a, VectorNorm.Scaled), s_38, s_310, Float: FloatFunction.NormScaled),
        new("hypot(*coordinates)", (runtime, a) => Hypot(runtime, a, VectorNorm.Split), s_310, s_311, Float: FloatFunction.NormSplit),
        new("hypot(*coordinates)", (runtime, a) => Hypot(runtime, a, VectorNorm.Exact), s_311, Float: FloatFunction.NormExact),
        new("dist(p, q, /)", (runtime, a) => Dist(runtime, a, VectorNorm.Scaled), s_38, s_310, Float: FloatFunction.NormScaled),
        new("dist(p, q, /)", (runtime, a) => Dist(runtime, a, VectorNorm.Split), s_310, s_311, Float: FloatFunction.NormSplit),
        new("dist(p, q, /)", (runtime, a) => Dist(runtime, a, VectorNorm.Exact), s_311, Float: FloatFunction.NormExact),
        new("prod(iterable, /, *, start=)", Prod, s_38),
        new("sumprod(p, q, /)", SumProd, s_312),
    ];

    private static PyValue FSum(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var sum = new ExactSum();
        var iterator = Operators.GetIterator(runtime, a[0]);
        while (iterator.TryNext(runtime, out var item))
            sum.Add(NumberConversions.ToFloat(runtime, item));
        return PyValue.FromFloat(sum.Total());
    }

    private static PyValue Hypot(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var (x, y) = NumberConversions.ToFloats(runtime, a[0], a[1]);
        if (double.IsInfinity(x) || double.IsInfinity(y))
            return PyValue.FromFloat(double.PositiveInfinity);
        var length = CLibrary.Hypot(x, y);
        return double.IsInfinity(length) ? throw MathErrors.Range() : PyValue.FromFloat(length);
    }

    private static PyValue Hypot(PythonRuntime runtime, ReadOnlySpan<PyValue> a, Norm norm)
    {
        var vector = new double[a.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            runtime.ChargeStretch(i);
            vector[i] = Math.Abs(NumberConversions.ToFloat(runtime, a[i]));
        }
        return PyValue.FromFloat(norm(vector));
    }

    private static PyValue Dist(PythonRuntime runtime, ReadOnlySpan<PyValue> a, Norm norm)
    {
        var (p, q) = (ToArray(runtime, a[0]), ToArray(runtime, a[1]));
        if (p.Length != q.Length)
            throw PyErrors.ValueError("both points must have the same number of dimensions");
        var vector = new double[p.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            runtime.ChargeStretch(i);
            vector[i] = Math.Abs(NumberConversions.ToFloat(runtime, p[i]) - NumberConversions.ToFloat(runtime, q[i]));
        }
        return PyValue.FromFloat(norm(vector));
    }

    private static PyValue[] ToArray(PythonRuntime runtime, PyValue value)
    {
        if (value.As<PyTuple>() is { } tuple)
            return tuple.Items.ToArray();
        var items = new PyList();
        var iterator = Operators.GetIterator(runtime, value);
        while (iterator.TryNext(runtime, out var item))
            items.Append(runtime, item);
        return items.OwnItems.ToArray();
    }

    private static PyValue Prod(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var product = a[1].IsUnbound ? PyValue.FromInt(1) : a[1];
        var iterator = Operators.GetIterator(runtime, a[0]);
        while (iterator.TryNext(runtime, out var item))
            product = Operators.Binary(runtime, BinaryOperator.Multiply, product, item);
        return product;
    }

    private static PyValue SumProd(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var (p, q) = (Operators.GetIterator(runtime, a[0]), Operators.GetIterator(runtime, a[1]));
        var sum = new ProductSum(runtime);
        while (true)
        {
            var hasFirst = p.TryNext(runtime, out var left);
            var hasSecond = q.TryNext(runtime, out var right);
            if (hasFirst != hasSecond)
                throw PyErrors.ValueError("Inputs are not the same length");
            if (!hasFirst)
                return sum.Total();
            sum.Add(left, right);
        }
    }
}
