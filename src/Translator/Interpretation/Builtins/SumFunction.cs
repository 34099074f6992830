namespace Pyc.Translation.Interpretation;

/// <summary><c>sum(iterable, start)</c>.</summary>
/// <remarks>
/// CPython: <c>Python/bltinmodule.c</c>, <c>builtin_sum_impl</c>. A sum goes through three loops, each left for good: ints within 64
/// bits, floats, anything. Which one an item meets decides whether its rounding error is kept, so the loops are the same here.
/// </remarks>
internal static class SumFunction
{
    /// <summary><c>sum(iterable)</c>, <c>sum(iterable, start)</c>.</summary>
    public static PyValue Sum(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var items = Operators.GetIterator(runtime, arguments[0]);
        var result = arguments[1].IsUnbound ? PyValue.FromInt(0) : arguments[1];
        switch (result.Object)
        {
            case PyStr:
                throw PyErrors.TypeError("sum() can't sum strings [use ''.join(seq) instead]");
            case PyBytes:
                throw PyErrors.TypeError("sum() can't sum bytes [use b''.join(seq) instead]");
        }
        return (!result.IsInt || SumInts(runtime, items, ref result))
            && (!result.IsFloat || SumFloats(runtime, items, ref result))
            ? SumAnything(runtime, items, result)
            : result;
    }

    // Each loop says whether items are left: true where the next loop goes on.
    private static bool SumInts(PythonRuntime runtime, PyIterator items, ref PyValue result)
    {
        var sum = result.Int;
        while (items.TryNext(runtime, out var item))
        {
            if (item.IsInt || item.IsBool)
            {
                var next = unchecked(sum + item.Int);
                if (((sum ^ next) & (item.Int ^ next)) >= 0)
                {
                    sum = next;
                    continue;
                }
            }
            result = Operators.Binary(runtime, Loader.BinaryOperator.Add, PyValue.FromInt(sum), item);
            return true;
        }
        result = PyValue.FromInt(sum);
        return false;
    }

    private static bool SumFloats(PythonRuntime runtime, PyIterator items, ref PyValue result)
    {
        var rule = runtime.Semantics.Builtins.FloatSum;
        var (sum, compensation) = (result.Float, 0.0);
        while (items.TryNext(runtime, out var item))
        {
            if (item.IsFloat)
            {
                if (rule == FloatSum.Plain)
                    sum += item.Float;
                else
                    AddExactly(ref sum, ref compensation, item.Float);
                continue;
            }
            if (item.IsInt || item.IsBool)
            {
                if (rule == FloatSum.CompensatedWithInts)
                    AddExactly(ref sum, ref compensation, item.Int);
                else
                    sum += item.Int;
                continue;
            }
            if (rule == FloatSum.CompensatedWithInts && item.Object is PyInteger && Numbers.TryGetFloat(runtime, item, out var number))
            {
                AddExactly(ref sum, ref compensation, number);
                continue;
            }
            result = Operators.Binary(runtime, Loader.BinaryOperator.Add, PyValue.FromFloat(Total(sum, compensation)), item);
            return true;
        }
        result = PyValue.FromFloat(Total(sum, compensation));
        return false;
    }

    private static PyValue SumAnything(PythonRuntime runtime, PyIterator items, PyValue result)
    {
        while (items.TryNext(runtime, out var item))
            result = Operators.Binary(runtime, Loader.BinaryOperator.Add, result, item);
        return result;
    }

    // A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974, algorithm IV.
    private static void AddExactly(ref double sum, ref double compensation, double item)
    {
        var next = sum + item;
        compensation += Math.Abs(sum) >= Math.Abs(item) ? (sum - next) + item : (item - next) + sum;
        sum = next;
    }

    // An infinite compensation would turn an infinite sum into nan; adding one of 0 would lose the sign of -0.0.
    private static double Total(double sum, double compensation) =>
        compensation != 0 && double.IsFinite(compensation) ? sum + compensation : sum;
}
