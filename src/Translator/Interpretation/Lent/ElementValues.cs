using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>What elements of lent memory hold of Python's values.</summary>
/// <remarks>The TypeErrors are those of CPython's <c>array</c> module: <c>Modules/arraymodule.c</c>.</remarks>
internal static class ElementValues
{
    /// <summary>The bits of an integer of one of the kinds of integers.</summary>
    /// <exception cref="PythonError">It is no int: TypeError; or beyond the kind: OverflowError.</exception>
    public static long ToInteger(PythonRuntime runtime, ElementKind kind, PyValue value)
    {
        if (!value.IsInt && !value.IsBool)
            return LargeToInteger(runtime, kind, value);
        var (min, max) = kind == ElementKind.UInt64 ? (0, long.MaxValue) : ElementKinds.RangeOf(kind);
        return value.Int >= min && value.Int <= max ? value.Int : throw DoesNotFit(kind, value);
    }

    /// <summary>The float of a number; an int is the float that equals it.</summary>
    /// <exception cref="PythonError">It is no number: TypeError; none equals it, or it is beyond the kind: OverflowError.</exception>
    public static double ToFloat(PythonRuntime runtime, ElementKind kind, PyValue value)
    {
        var number = value.IsFloat ? value.Float : IntegerToFloat(runtime, kind, value);
        // A narrower kind is asked for by name, and rounding with it; infinity for a number is no rounding.
        if (kind == ElementKind.Float32 && float.IsInfinity((float)number) && !double.IsInfinity(number))
            throw DoesNotFit(kind, value);
        return number;
    }

    /// <summary>The truth of a bool, or of an int that is 0 or 1.</summary>
    /// <exception cref="PythonError">It is none: TypeError; or another int: OverflowError.</exception>
    public static bool ToBool(PythonRuntime runtime, PyValue value) =>
        value.IsBool ? value.Bool : ToInteger(runtime, ElementKind.Bool, value) != 0;

    // Where Python has two classes of integers, those of the larger one may fit too.
    private static long LargeToInteger(PythonRuntime runtime, ElementKind kind, PyValue value)
    {
        if (!TryGetInteger(value, out var integer))
            throw PyErrors.TypeError(runtime.Semantics.Builtins.NotAnIntegerInC(value));
        if (kind == ElementKind.UInt64)
            return integer >= 0 && integer <= ulong.MaxValue ? (long)(ulong)integer : throw DoesNotFit(kind, value);
        var (min, max) = ElementKinds.RangeOf(kind);
        return integer >= min && integer <= max ? (long)integer : throw DoesNotFit(kind, value);
    }

    private static double IntegerToFloat(PythonRuntime runtime, ElementKind kind, PyValue value)
    {
        if (!TryGetInteger(value, out var integer))
            throw PyErrors.TypeError(runtime.Semantics.Numbers.NotReal(value));
        var number = (double)integer;
        if (double.IsInfinity(number))
            throw DoesNotFit(kind, value);
        return new BigInteger(number) == integer
            ? number
            : throw PyErrors.OverflowError($"{Text(value)} does not fit an element of the array: no {NameOf(kind)} equals it");
    }

    private static bool TryGetInteger(PyValue value, out BigInteger integer)
    {
        UnavailableObject.Check(value);
        return Numbers.TryGetInteger(value, out integer);
    }

    private static PythonError DoesNotFit(ElementKind kind, PyValue value)
    {
        var (min, max) = ElementKinds.RangeOf(kind);
        var range = kind switch
        {
            ElementKind.Float32 => "at most 3.4028234663852886e+38",
            ElementKind.Float64 => "at most 1.7976931348623157e+308",
            ElementKind.UInt64 => "0 to 18446744073709551615",
            _ => $"{min} to {max}",
        };
        return PyErrors.OverflowError($"{Text(value)} does not fit an element of the array: {NameOf(kind)} holds {range}");
    }

    // The digits of an int beyond 64 bits may be too many to show.
    private static string Text(PyValue value) =>
        value.IsFloat ? "the float"
        : value.As<PyInteger>() is { } integer ? $"an int of {integer.Value.GetBitLength()} bits"
        : value.Int.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string NameOf(ElementKind kind) => kind switch
    {
        ElementKind.Int8 => "sbyte",
        ElementKind.UInt8 => "byte",
        ElementKind.Int16 => "short",
        ElementKind.UInt16 => "ushort",
        ElementKind.Int32 => "int",
        ElementKind.UInt32 => "uint",
        ElementKind.Int64 => "long",
        ElementKind.UInt64 => "ulong",
        ElementKind.Float32 => "float",
        ElementKind.Float64 => "double",
        _ => "bool",
    };
}
