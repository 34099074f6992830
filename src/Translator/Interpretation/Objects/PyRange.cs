using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>A <c>range</c>, or an <c>xrange</c> of Python 2.</summary>
/// <param name="start">The first number.</param>
/// <param name="stop">The end, not included.</param>
/// <param name="step">The distance, not 0.</param>
/// <param name="isXRange">Whether it is an <c>xrange</c>.</param>
internal sealed partial class PyRange(BigInteger start, BigInteger stop, BigInteger step, bool isXRange = false) : PyObject
{
    /// <summary><c>start</c>.</summary>
    public BigInteger Start { get; } = start;

    /// <summary><c>stop</c>.</summary>
    public BigInteger Stop { get; } = stop;

    /// <summary><c>step</c>.</summary>
    public BigInteger Step { get; } = step;

    /// <inheritdoc/>
    public override PyType Type => isXRange ? PyTypes.XRange : PyTypes.Range;
}
