using System.Globalization;
using System.Numerics;

namespace Pyc.Loader.Tests;

/// <summary>Writes a constant as <c>constant()</c> of <c>fixtures/describe.py</c> does.</summary>
internal static class RawConstants
{
    internal static string Describe(Constant value) => value switch
    {
        CodeObject => "code",
        BoolConstant flag => flag.Value ? "T" : "F",
        IntConstant number => (number.IsLong ? "l" : "i") + Hexadecimal(number.Value),
        FloatConstant number => "f" + Bits(number.Value),
        ComplexConstant number => "c" + Bits(number.Real) + Bits(number.Imaginary),
        StringConstant text => "u" + RawDescription.Plain(text.Value, text.CodePoints()),
        BytesConstant bytes => "b" + Convert.ToHexStringLower(bytes.Value.AsSpan()),
        TupleConstant tuple => "(" + string.Join(',', tuple.Items.Select(Describe)) + ")",
        FrozenSetConstant set => "{" + string.Join(',', set.Items.Select(Describe).Order(StringComparer.Ordinal)) + "}",
        SliceConstant slice => $"s({Describe(slice.Start)},{Describe(slice.Stop)},{Describe(slice.Step)})",
        _ when value == SingletonConstant.None => "N",
        _ when value == SingletonConstant.Ellipsis => ".",
        _ => throw new InvalidDataException($"No compiler writes the constant {value}."),
    };

    private static string Bits(double value) =>
        BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);

    private static string Hexadecimal(BigInteger value)
    {
        var digits = BigInteger.Abs(value).ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return (value.Sign < 0 ? "-" : "") + (digits.Length == 0 ? "0" : digits);
    }
}
