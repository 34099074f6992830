using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Walks through a range within 64 bits.</summary>
internal sealed class PyRangeIterator(long next, long step, long remaining) : PyIterator
{
    private readonly long _step = step;
    private long _next = next;
    private long _remaining = remaining;

    /// <inheritdoc/>
    public override PyType Type => ContainerTypes.Range;

    /// <inheritdoc/>
    public override int LengthHint => (int)Math.Min(_remaining, int.MaxValue);

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.Charge();
        return TryNextUncharged(out item);
    }

    /// <summary>The same for a loop of Python code, whose jump back charges for the turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNextUncharged(out PyValue item)
    {
        if (_remaining <= 0)
        {
            item = default;
            return false;
        }
        item = PyValue.FromInt(_next);
        _remaining--;
        _next = unchecked(_next + _step);
        return true;
    }
}

/// <summary>Walks through a range beyond 64 bits.</summary>
internal sealed class PyLongRangeIterator(BigInteger next, BigInteger step, BigInteger remaining) : PyIterator
{
    private BigInteger _next = next;
    private BigInteger _remaining = remaining;

    /// <inheritdoc/>
    public override PyType Type => ContainerTypes.LongRange;

    /// <inheritdoc/>
    public override int LengthHint => (int)BigInteger.Min(_remaining, int.MaxValue);

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.Charge();
        if (_remaining.Sign <= 0)
        {
            item = default;
            return false;
        }
        item = Integers.Make(_next);
        _remaining -= 1;
        _next += step;
        return true;
    }
}
