using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Iterators of <c>itertools</c> over arrangements of items.</summary>
internal static class Combinatorics
{
    /// <summary><c>product(*iterables, repeat)</c>; the repetition comes first here.</summary>
    public static IEnumerable<PyValue> Product(PythonRuntime runtime, PyValue[] arguments)
    {
        var repeat = arguments[0].IsUnbound ? BigInteger.One : BuiltinArguments.Integer(runtime, arguments[0]);
        if (repeat.Sign < 0)
            throw PyErrors.ValueError("repeat argument cannot be negative");
        var factors = arguments.Skip(1).Select(iterable => BuiltinArguments.ToArray(runtime, iterable)).ToArray();
        runtime.Memory.Check((long)BigInteger.Min(repeat, long.MaxValue), PythonMemory.ValueSize * Math.Max(factors.Length, 1));
        return Items(runtime, Enumerable.Repeat(factors, (int)repeat).SelectMany(copy => copy).ToArray());

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyValue[][] factors)
        {
            if (factors.Any(factor => factor.Length == 0))
                yield break;
            var indices = new int[factors.Length];
            while (true)
            {
                yield return Pick(runtime, indices.Length, position => factors[position][indices[position]]);
                var digit = indices.Length - 1;
                while (digit >= 0 && ++indices[digit] == factors[digit].Length)
                    indices[digit--] = 0;
                if (digit < 0)
                    yield break;
            }
        }
    }

    /// <summary><c>combinations(iterable, r)</c>.</summary>
    public static IEnumerable<PyValue> Combinations(PythonRuntime runtime, PyValue[] arguments)
    {
        var pool = BuiltinArguments.ToArray(runtime, arguments[0]);
        return Size(runtime, arguments[1], pool.Length) is { } size ? Items(runtime, pool, size) : [];

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyValue[] pool, int size)
        {
            var indices = Enumerable.Range(0, size).ToArray();
            while (true)
            {
                yield return Pick(runtime, size, position => pool[indices[position]]);
                var digit = size - 1;
                while (digit >= 0 && indices[digit] == digit + pool.Length - size)
                    digit--;
                if (digit < 0)
                    yield break;
                indices[digit]++;
                for (var next = digit + 1; next < size; next++)
                    indices[next] = indices[next - 1] + 1;
            }
        }
    }

    /// <summary><c>combinations_with_replacement(iterable, r)</c>.</summary>
    public static IEnumerable<PyValue> CombinationsWithReplacement(PythonRuntime runtime, PyValue[] arguments)
    {
        var pool = BuiltinArguments.ToArray(runtime, arguments[0]);
        var size = Size(runtime, arguments[1], int.MaxValue) ?? int.MaxValue;
        runtime.Memory.Check(size, PythonMemory.ValueSize);
        return pool.Length == 0 && size > 0 ? [] : Items(runtime, pool, size);

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyValue[] pool, int size)
        {
            var indices = new int[size];
            while (true)
            {
                yield return Pick(runtime, size, position => pool[indices[position]]);
                var digit = size - 1;
                while (digit >= 0 && indices[digit] == pool.Length - 1)
                    digit--;
                if (digit < 0)
                    yield break;
                Array.Fill(indices, indices[digit] + 1, digit, size - digit);
            }
        }
    }

    /// <summary><c>permutations(iterable, r)</c>.</summary>
    public static IEnumerable<PyValue> Permutations(PythonRuntime runtime, PyValue[] arguments)
    {
        var pool = BuiltinArguments.ToArray(runtime, arguments[0]);
        var isAll = arguments[1].IsUnbound || arguments[1].IsNone;
        if (!isAll && !Numbers.IsInteger(arguments[1]))
        {
            UnavailableObject.Check(arguments[1]);
            throw PyErrors.TypeError("Expected int as r");
        }
        return (isAll ? pool.Length : Size(runtime, arguments[1], pool.Length)) is { } size ? Items(runtime, pool, size) : [];

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyValue[] pool, int size)
        {
            var indices = Enumerable.Range(0, pool.Length).ToArray();
            var cycles = Enumerable.Range(0, size).Select(position => pool.Length - position).ToArray();
            while (true)
            {
                yield return Pick(runtime, size, position => pool[indices[position]]);
                var digit = size - 1;
                for (; digit >= 0 && --cycles[digit] == 0; digit--)
                {
                    runtime.ChargeCopy(indices.Length - digit);
                    var first = indices[digit];
                    Array.Copy(indices, digit + 1, indices, digit, indices.Length - digit - 1);
                    indices[^1] = first;
                    cycles[digit] = pool.Length - digit;
                }
                if (digit < 0)
                    yield break;
                var other = indices.Length - cycles[digit];
                (indices[digit], indices[other]) = (indices[other], indices[digit]);
            }
        }
    }

    // Null: larger than the pool, so that there is no arrangement.
    private static int? Size(PythonRuntime runtime, PyValue value, int largest)
    {
        var size = BuiltinArguments.Integer(runtime, value);
        if (size.Sign < 0)
            throw PyErrors.ValueError("r must be non-negative");
        return size <= largest ? (int)size : null;
    }

    private static PyTuple Pick(PythonRuntime runtime, int count, Func<int, PyValue> item)
    {
        runtime.Memory.Check(count, PythonMemory.ValueSize);
        runtime.Charge(count >> 4);                     // for finding the next arrangement
        var items = new PyValue[count];
        for (var i = 0; i < count; i++)
        {
            runtime.ChargeStretch(i);
            items[i] = item(i);
        }
        return new PyTuple(items);
    }
}
