using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary><c>itertools.accumulate</c>.</summary>
internal static class Accumulations
{
    /// <summary><c>accumulate(iterable, func, initial)</c>; older versions have fewer parameters.</summary>
    public static IEnumerable<PyValue> Accumulate(PythonRuntime runtime, PyValue[] arguments)
    {
        var function = arguments.Length > 1 && !arguments[1].IsNone ? arguments[1] : PyValue.Unbound;
        var initial = arguments.Length > 2 && !arguments[2].IsNone ? arguments[2] : PyValue.Unbound;
        return Items(runtime, Operators.GetIterator(runtime, arguments[0]), function, initial);

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyIterator items, PyValue function, PyValue total)
        {
            if (!total.IsUnbound)
                yield return total;
            while (items.TryNext(runtime, out var item))
            {
                if (total.IsUnbound)
                    total = item;
                else if (function.IsUnbound)
                    total = Operators.Binary(runtime, BinaryOperator.Add, total, item);
                else
                    total = Operators.Call(runtime, function, total, item);
                yield return total;
            }
        }
    }
}
