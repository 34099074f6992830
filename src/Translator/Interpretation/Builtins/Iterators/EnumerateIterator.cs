using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary><c>enumerate(iterable, start)</c>.</summary>
internal sealed class EnumerateIterator(PyIterator items, BigInteger start, bool hasLong) : PyIterator
{
    private BigInteger _big = start;
    private long _next = start >= long.MinValue && start < long.MaxValue ? (long)start : long.MaxValue;    // MaxValue: _big counts

    /// <inheritdoc/>
    public override PyType Type => BuiltinIteratorTypes.Enumerate;

    /// <summary>The constructor.</summary>
    public static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var start = BigInteger.Zero;
        if (!arguments[2].IsUnbound)
            start = BuiltinArguments.Integer(runtime, arguments[2]);
        return new EnumerateIterator(Operators.GetIterator(runtime, arguments[1]), start, runtime.Semantics.Numbers.HasLong);
    }

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.EnsureStack();
        runtime.Charge();
        if (!items.TryNext(runtime, out var value))
        {
            item = default;
            return false;
        }
        item = new PyTuple([Count(), value]);
        return true;
    }

    private PyValue Count()
    {
        if (_next != long.MaxValue)
        {
            var count = _next++;
            if (_next == long.MaxValue)
                _big = long.MaxValue;
            return PyValue.FromInt(count);
        }
        var big = _big;
        _big += BigInteger.One;
        return Integers.Make(big, isLong: hasLong && (big > long.MaxValue || big < long.MinValue));
    }
}
