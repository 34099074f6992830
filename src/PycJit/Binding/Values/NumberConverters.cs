using System.Numerics;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>Integers of any width. To Python a bool is an int.</summary>
internal sealed class IntegerConverter<T> : ValueConverter<T>
    where T : IBinaryInteger<T>
{
    public override PyValue ToPython(Marshalling marshalling, T value)
    {
        var narrow = long.CreateTruncating(value);
        if (T.CreateTruncating(narrow) == value && narrow < 0 == T.IsNegative(value))
            return PyValue.FromInt(narrow);
        // Where Python has two classes of integers, those beyond 64 bits are of the larger one.
        return Integers.Make(BigInteger.CreateChecked(value), isLong: marshalling.Runtime.Version.Major == 2);
    }

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out T result)
    {
        result = T.Zero;
        try
        {
            if (value.IsInt || value.IsBool)
                result = T.CreateChecked(value.Int);
            else if (value.As<PyInteger>() is { } integer)
                result = T.CreateChecked(integer.Value);
            else
                return marshalling.Fail(FailureKind.Type, value, typeof(T));
            return true;
        }
        catch (OverflowException)
        {
            return marshalling.Fail(FailureKind.Range, value, typeof(T));
        }
    }
}

/// <summary>Floats. An int is taken for the float that equals it.</summary>
internal sealed class FloatConverter<T> : ValueConverter<T>
    where T : IBinaryFloatingPointIeee754<T>
{
    public override PyValue ToPython(Marshalling marshalling, T value) => PyValue.FromFloat(double.CreateTruncating(value));

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out T result)
    {
        result = T.Zero;
        double number;
        if (value.IsFloat)
        {
            number = value.Float;
        }
        else if (value.IsInt || value.IsBool)
        {
            number = value.Int;
            // 2⁶³ as a double is above every long.
            if (number == 9223372036854775808.0 || (long)number != value.Int)
                return marshalling.Fail(FailureKind.Inexact, value, typeof(T));
        }
        else if (value.As<PyInteger>() is { } integer)
        {
            number = (double)integer.Value;
            if (double.IsInfinity(number))
                return marshalling.Fail(FailureKind.Range, value, typeof(T));
            if (new BigInteger(number) != integer.Value)
                return marshalling.Fail(FailureKind.Inexact, value, typeof(T));
        }
        else
        {
            return marshalling.Fail(FailureKind.Type, value, typeof(T));
        }
        // A narrower type is asked for by name, and rounding with it; infinity for a number is no rounding.
        result = T.CreateTruncating(number);
        return !T.IsInfinity(result) || double.IsInfinity(number) || marshalling.Fail(FailureKind.Range, value, typeof(T));
    }
}

/// <summary>Bools, for which Python's ints do not stand.</summary>
internal sealed class BoolConverter : ValueConverter<bool>
{
    public override PyValue ToPython(Marshalling marshalling, bool value) => PyValue.FromBool(value);

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out bool result)
    {
        result = value.IsBool && value.Bool;
        return value.IsBool || marshalling.Fail(FailureKind.Type, value, typeof(bool));
    }
}

/// <summary>Null is None.</summary>
internal sealed class NullableConverter<T>(ValueConverter<T> underlying) : ValueConverter<T?>
    where T : struct
{
    public override PyValue ToPython(Marshalling marshalling, T? value) =>
        value is { } some ? underlying.ToPython(marshalling, some) : PyValue.None;

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out T? result)
    {
        result = null;
        if (value.IsNone)
            return true;
        if (!underlying.TryFromPython(marshalling, value, out var some))
            return false;
        result = some;
        return true;
    }
}
