using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Walks through a range within 64 bits. A loop may do what <see cref="TryNext"/> does by itself.</summary>
internal sealed class PyRangeIterator(long next, long step, long remaining) : PyIterator
{
    /// <summary>The number to come; it is in the range where <see cref="Remaining"/> is not 0.</summary>
    public long Next = next;

    /// <summary>The distance.</summary>
    public readonly long Step = step;

    /// <summary>How many are to come.</summary>
    public long Remaining = remaining;

    /// <inheritdoc/>
    public override PyType Type => ContainerTypes.Range;

    /// <inheritdoc/>
    public override int LengthHint => (int)Math.Min(Remaining, int.MaxValue);

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.Charge();
        if (Remaining <= 0)
        {
            item = default;
            return false;
        }
        item = PyValue.FromInt(Next);
        Remaining--;
        Next = unchecked(Next + Step);
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
