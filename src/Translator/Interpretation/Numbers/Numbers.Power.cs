using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

internal static partial class Numbers
{
    private const string ModulusNeedsIntegers = "pow() 3rd argument not allowed unless all arguments are integers";

    /// <summary><c>divmod(left, right)</c>.</summary>
    public static PyValue DivMod(PythonRuntime runtime, PyValue left, PyValue right)
    {
        var numbers = runtime.Semantics.Numbers;
        if (IsNumber(left) && IsNumber(right))
        {
            if (left.IsFloat || right.IsFloat)
            {
                var (dividend, divisor) = (ToFloat(runtime, left), ToFloat(runtime, right));
                if (divisor == 0)
                    throw PyErrors.ZeroDivisionError(numbers.FloatDivModByZero);
                var (quotient, remainder) = FloatArithmetic.DivMod(dividend, divisor);
                return new PyTuple([PyValue.FromFloat(quotient), PyValue.FromFloat(remainder)]);
            }
            var isLong = IsLong(left) || IsLong(right);
            var (whole, bottom) = (ToInteger(left), ToInteger(right));
            if (bottom.IsZero)
                throw PyErrors.ZeroDivisionError(numbers.DivisionByZeroOf(isLong));
            var parts = BigIntegers.FloorDivMod(runtime, whole, bottom);
            isLong |= numbers.HasLong && parts.Quotient > long.MaxValue;
            return new PyTuple([Integer(runtime, parts.Quotient, isLong), Integer(runtime, parts.Remainder, isLong)]);
        }
        if (TryReflected(runtime, left, right, "__divmod__", "__rdivmod__", out var result))
            return result;
        throw PyErrors.TypeError($"unsupported operand type(s) for divmod(): '{left.Type.Name}' and '{right.Type.Name}'");
    }

    /// <summary><c>pow(value, exponent, modulus)</c>.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The base.</param>
    /// <param name="exponent">The exponent.</param>
    /// <param name="modulus">Nothing or None where there is none.</param>
    public static PyValue Power(PythonRuntime runtime, PyValue value, PyValue exponent, PyValue modulus)
    {
        if (modulus.IsUnbound || modulus.IsNone)
            return Operators.Binary(runtime, BinaryOperator.Power, value, exponent);
        if (IsInteger(value) && IsInteger(exponent) && IsInteger(modulus))
        {
            var isLong = IsLong(value) || IsLong(exponent) || IsLong(modulus);
            var power = ModularPower(runtime, ToInteger(value), ToInteger(exponent), ToInteger(modulus));
            if (runtime.Semantics.Numbers.HasLong && !isLong)
                isLong = LeavesInt(value.Int, exponent.Int, modulus.Int);
            return Integer(runtime, power, isLong);
        }
        if (IsNumber(value) && IsNumber(exponent) && IsNumber(modulus))
        {
            // Python 2's int looks at the exponent before it looks at the class of the modulus.
            if (runtime.Semantics.Numbers.HasLong && value.Object is null && !value.IsFloat && exponent.Object is null && !exponent.IsFloat && exponent.Int < 0)
                throw NegativeExponent(runtime);
            throw PyErrors.TypeError(ModulusNeedsIntegers);
        }
        if (value.Object is not null && SpecialMethods.TryCall(runtime, value, "__pow__", out var result, exponent, modulus) && !IsNotImplemented(result))
            return result;
        // CPython asks the classes of all three in turn; float's refuses any modulus before it looks at the rest.
        if (value.IsFloat || exponent.IsFloat || modulus.IsFloat)
            throw PyErrors.TypeError(ModulusNeedsIntegers);
        throw PyErrors.TypeError(
            $"unsupported operand type(s) for {(runtime.Semantics.Numbers.NamesPowerInPlace ? "** or pow()" : "pow()")}: "
            + $"'{value.Type.Name}', '{exponent.Type.Name}', '{modulus.Type.Name}'");
    }

    private static BigInteger ModularPower(PythonRuntime runtime, BigInteger value, BigInteger exponent, BigInteger modulus)
    {
        var inverts = runtime.Semantics.Numbers.PowerInverts;
        if (exponent.Sign < 0 && !inverts)
            throw NegativeExponent(runtime);
        if (modulus.IsZero)
            throw PyErrors.ValueError("pow() 3rd argument cannot be 0");
        var size = BigInteger.Abs(modulus);
        if (size.IsOne)
            return BigInteger.Zero;
        if (exponent.Sign < 0)
        {
            exponent = -exponent;
            value = Inverse(runtime, value, size);
        }
        var power = LargePowers.ModularPower(runtime, BigIntegers.FloorDivMod(runtime, value, size).Remainder, exponent, size);
        return modulus.Sign < 0 && !power.IsZero ? power - size : power;
    }

    /// <summary>Whether Python 2 computes the power of three ints as one of longs, since a product does not fit.</summary>
    /// <remarks>CPython 2.7: <c>int_pow</c> in <c>Objects/intobject.c</c>, which reduces less often than it could.</remarks>
    private static bool LeavesInt(long value, long exponent, long modulus)
    {
        var (result, square) = (1L, value);
        while (exponent > 0)
        {
            if ((exponent & 1) != 0)
            {
                if (square == 0)
                    break;
                if (Math.BigMul(result, square, out result) != result >> 63)
                    return true;
            }
            exponent >>= 1;
            if (exponent == 0)
                break;
            if (Math.BigMul(square, square, out square) != square >> 63)
                return true;
            // A remainder of -1 is always 0; .NET refuses to divide the smallest int by it.
            (result, square) = modulus == -1 ? (0, 0) : (result % modulus, square % modulus);
        }
        return modulus == -1 && result == long.MinValue;
    }

    private static PythonError NegativeExponent(PythonRuntime runtime)
    {
        const string Message = "pow() 2nd argument cannot be negative when 3rd argument specified";
        return runtime.Semantics.Numbers.HasLong ? PyErrors.TypeError(Message) : PyErrors.ValueError(Message);
    }

    /// <summary>The inverse modulo a number, by Euclid's extended algorithm.</summary>
    private static BigInteger Inverse(PythonRuntime runtime, BigInteger value, BigInteger modulus)
    {
        var (remainder, next) = (modulus, BigIntegers.FloorDivMod(runtime, value, modulus).Remainder);
        var (coefficient, nextCoefficient) = (BigInteger.Zero, BigInteger.One);
        while (!next.IsZero)
        {
            var (quotient, rest) = LargeQuotients.DivRem(runtime, remainder, next);
            runtime.Charge(1 + (modulus.GetBitLength() >> 7));
            (remainder, next) = (next, rest);
            (coefficient, nextCoefficient) = (nextCoefficient, coefficient - LargeProducts.Multiply(runtime, quotient, nextCoefficient));
        }
        return remainder.IsOne ? coefficient : throw PyErrors.ValueError("base is not invertible for the given modulus");
    }

    private static bool TryReflected(PythonRuntime runtime, PyValue left, PyValue right, string name, string reflected, out PyValue result)
    {
        if (left.Object is not null && SpecialMethods.TryCall(runtime, left, name, out result, right) && !IsNotImplemented(result))
            return true;
        result = default;
        return right.Object is not null && SpecialMethods.TryCall(runtime, right, reflected, out result, left) && !IsNotImplemented(result);
    }

    private static bool IsNotImplemented(PyValue value) => value.As<PySingleton>() == PySingleton.NotImplemented;
}
