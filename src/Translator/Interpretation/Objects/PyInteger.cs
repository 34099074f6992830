using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>An int beyond 64 bits, or a <c>long</c> of Python 2 of any size.</summary>
/// <remarks>
/// In Python 3 an int within 64 bits is never one of these: <see cref="Integers"/> decides. In Python 2 a result is a long where an
/// operand is one, and where an int overflows.
/// </remarks>
internal sealed partial class PyInteger(BigInteger value, bool isLong) : PyObject
{
    /// <summary>The number.</summary>
    public BigInteger Value { get; } = value;

    /// <summary>Whether it is of Python 2's class <c>long</c>.</summary>
    public bool IsLong { get; } = isLong;

    /// <inheritdoc/>
    public override PyType Type => IsLong ? PyTypes.Long : PyTypes.Int;
}
