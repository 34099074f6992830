using System.Globalization;
using System.Numerics;

namespace Pyc.Loader;

/// <summary><c>None</c>, <c>Ellipsis</c> or <c>StopIteration</c>.</summary>
public sealed class SingletonConstant : Constant
{
    private readonly string _name;

    private SingletonConstant(string name) => _name = name;

    /// <summary><c>None</c>.</summary>
    public static SingletonConstant None { get; } = new("None");

    /// <summary><c>Ellipsis</c>, the value of <c>...</c>.</summary>
    public static SingletonConstant Ellipsis { get; } = new("Ellipsis");

    /// <summary>The class <c>StopIteration</c>, which marshal knows by a code of its own.</summary>
    public static SingletonConstant StopIteration { get; } = new("StopIteration");

    internal override string KindName => _name;

    internal override void AppendRepr(ReprWriter writer) => writer.Append(_name);
}

/// <summary><c>True</c> or <c>False</c>.</summary>
public sealed class BoolConstant : Constant
{
    private BoolConstant(bool value) => Value = value;

    /// <summary><c>True</c>.</summary>
    public static BoolConstant True { get; } = new(true);

    /// <summary><c>False</c>.</summary>
    public static BoolConstant False { get; } = new(false);

    /// <summary>The value.</summary>
    public bool Value { get; }

    internal override string KindName => "a bool";

    internal override void AppendRepr(ReprWriter writer) => writer.Append(Value ? "True" : "False");
}

/// <summary>An integer of any size.</summary>
/// <param name="value">The value.</param>
/// <param name="isLong">Whether Python 2 wrote it as <c>long</c>, which it keeps apart from <c>int</c>.</param>
public sealed class IntConstant(BigInteger value, bool isLong = false) : Constant
{
    // Decimal digits of a huge number cost more than linear time; CPython refuses beyond 4300 digits for the same reason.
    private const int MaximumPrintedBits = 14_000;

    /// <summary>The value.</summary>
    public BigInteger Value { get; } = value;

    /// <summary>Whether it is Python 2's <c>long</c>; always false for Python 3.</summary>
    public bool IsLong { get; } = isLong;

    internal override string KindName => IsLong ? "a long" : "an int";

    internal override void AppendRepr(ReprWriter writer)
    {
        var bits = Value.GetBitLength();
        if (bits > MaximumPrintedBits)
        {
            writer.Append(string.Create(CultureInfo.InvariantCulture, $"<int of {bits} bits>"));
            return;
        }
        writer.Append(Value.ToString(CultureInfo.InvariantCulture));
        if (IsLong)
            writer.Append("L");
    }
}

/// <summary>A float.</summary>
/// <param name="value">The value; the bits of a NaN are kept.</param>
public sealed class FloatConstant(double value) : Constant
{
    /// <summary>The value; the bits of a NaN are those of the file.</summary>
    public double Value { get; } = value;

    internal override string KindName => "a float";

    internal override void AppendRepr(ReprWriter writer) => writer.Append(FloatText.Repr(Value));
}

/// <summary>A complex number.</summary>
/// <param name="real">The real part.</param>
/// <param name="imaginary">The imaginary part.</param>
public sealed class ComplexConstant(double real, double imaginary) : Constant
{
    /// <summary>The real part.</summary>
    public double Real { get; } = real;

    /// <summary>The imaginary part.</summary>
    public double Imaginary { get; } = imaginary;

    internal override string KindName => "a complex";

    internal override void AppendRepr(ReprWriter writer)
    {
        var imaginary = FloatText.Shortest(Imaginary) + "j";
        // Only a real part of positive zero is left out: -0.0 would be lost.
        if (BitConverter.DoubleToInt64Bits(Real) == 0)
        {
            writer.Append(imaginary);
            return;
        }
        var sign = imaginary[0] == '-' ? "" : "+";
        writer.Append($"({FloatText.Shortest(Real)}{sign}{imaginary})");
    }
}
