using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Iterators of <c>itertools</c> that need not end.</summary>
internal static class Endless
{
    /// <summary><c>count(start, step)</c>.</summary>
    public static IEnumerable<PyValue> Count(PythonRuntime runtime, PyValue[] arguments)
    {
        var start = arguments[0].IsUnbound ? PyValue.FromInt(0) : arguments[0];
        var step = arguments[1].IsUnbound ? PyValue.FromInt(1) : arguments[1];
        UnavailableObject.Check(start);
        UnavailableObject.Check(step);
        if (!Numbers.IsNumber(start) || !Numbers.IsNumber(step))
            throw PyErrors.TypeError("a number is required");
        return Items(runtime, start, step);

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyValue number, PyValue step)
        {
            while (true)
            {
                yield return number;
                number = Operators.Binary(runtime, BinaryOperator.Add, number, step);
            }
        }
    }

    /// <summary><c>cycle(iterable)</c>.</summary>
    public static IEnumerable<PyValue> Cycle(PythonRuntime runtime, PyValue[] arguments)
    {
        return Items(runtime, Operators.GetIterator(runtime, arguments[0]));

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyIterator items)
        {
            var saved = new PyList();
            while (items.TryNext(runtime, out var item))
            {
                saved.Append(runtime, item);
                yield return item;
            }
            while (saved.Count > 0)
            {
                for (var i = 0; i < saved.Count; i++)
                    yield return saved.OwnItems[i];
            }
        }
    }

    /// <summary><c>repeat(object, times)</c>.</summary>
    public static IEnumerable<PyValue> Repeat(PythonRuntime runtime, PyValue[] arguments)
    {
        if (runtime.Semantics.Numbers.HasLong && !arguments[1].IsUnbound && !Numbers.IsInteger(arguments[1]))
            throw PyErrors.TypeError(arguments[1].IsFloat ? "integer argument expected, got float" : "an integer is required");
        var times = arguments[1].IsUnbound ? (BigInteger?)null : BuiltinArguments.Integer(runtime, arguments[1]);
        return Items(arguments[0], times);

        static IEnumerable<PyValue> Items(PyValue value, BigInteger? times)
        {
            for (var i = BigInteger.Zero; times is null || i < times; i++)
                yield return value;
        }
    }
}
