using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>An int beyond 64 bits, or a <c>long</c> of Python 2 of any size.</summary>
/// <remarks>
/// In Python 3 an int within 64 bits is never one of these: <see cref="Integers"/> decides. In Python 2 a result is a long where an
/// operand is one, and where an int overflows.
/// </remarks>
internal sealed class PyInteger(BigInteger value, bool isLong) : PyObject
{
    /// <summary>The number.</summary>
    public BigInteger Value { get; } = value;

    /// <summary>Whether it is of Python 2's class <c>long</c>.</summary>
    public bool IsLong { get; } = isLong;

    /// <inheritdoc/>
    public override PyType Type => IsLong ? PyTypes.Long : PyTypes.Int;

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => !Value.IsZero;

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime)
    {
        _ = Numbers.TryHash(runtime, this, out var hash);      // it is a number
        return hash;
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => Numbers.Repr(runtime, this);

    /// <inheritdoc/>
    public override string Str(PythonRuntime runtime) => Numbers.Str(runtime, this);

    /// <inheritdoc/>
    public override string Format(PythonRuntime runtime, string specification) =>
        specification.Length == 0 ? Str(runtime) : NumberFormat.Format(runtime, this, specification);
}
