using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Calls of the functions of <c>math</c>.</summary>
/// <remarks>
/// Which version has which function, and how it computes it, the interpreter's tables say. Where the answer is no finite float, Python
/// mostly raises an exception: the interpreter finds out, and gives the infinity or NaN where it is the answer.
/// </remarks>
internal static class MathCalls
{
    private const double DefaultTolerance = 1e-9;

    /// <summary>Translates a call of a function of the module, which then has pushed its result.</summary>
    /// <returns>Whether it is one of those that native code has, for that many arguments.</returns>
    public static bool Call(PyBuiltinFunction function, Operand[] arguments, IrBuilder ir)
    {
        if (ToFloat(function, arguments, ir) is { } number)
        {
            ir.Push(number);
            return true;
        }
        if (ToInt(function.Name, arguments, ir) is { } integer)
        {
            ir.Push(integer);
            return true;
        }
        if (ToBool(function.Name, arguments, ir) is { } truth)
        {
            ir.Push(truth);
            return true;
        }
        switch (function.Name)
        {
            case "modf" when arguments is [var x]:
                var value = Float(x, "modf", ir);
                RequireFinite(value, ir);
                var whole = ir.Emit(Op.FloatTruncate, value);
                var fraction = ir.Emit(Op.FloatCopySign, ir.Emit(Op.FloatSub, value, whole), value);
                ir.Push(Operand.Tuple([Operand.Of(fraction), Operand.Of(whole)]));
                return true;
            case "frexp" when arguments is [var x]:
                var split = Float(x, "frexp", ir);
                var exponent = ir.Emit(Op.IntFromFloat, ir.EmitFloatCall(FloatFunction.Exponent, split));
                ir.Push(Operand.Tuple([Operand.Of(ir.EmitFloatCall(FloatFunction.Fraction, split)), Operand.Of(exponent)]));
                return true;
            default:
                return false;
        }
    }

    /// <summary><c>isclose(a, b, rel_tol, abs_tol)</c>.</summary>
    /// <param name="arguments">Two numbers and two tolerances, null for one that is left out.</param>
    /// <param name="ir">The builder.</param>
    public static Value AreClose(Operand?[] arguments, IrBuilder ir)
    {
        var (a, b) = (Float(arguments[0]!, "isclose", ir), Float(arguments[1]!, "isclose", ir));     // they must be given
        var (relative, absolute) = (Tolerance(arguments[2], DefaultTolerance), Tolerance(arguments[3], 0));
        return AreClose(a, b, relative, absolute, ir);

        Value Tolerance(Operand? given, double otherwise)
        {
            if (given is null)
                return ir.EmitFloat(otherwise);
            var tolerance = Float(given, "isclose", ir);
            ir.Require(ir.Emit(Op.FloatLessOrEqual, ir.EmitFloat(0), tolerance), ExitReason.FloatDomain);
            return tolerance;
        }
    }

    private static Value? ToFloat(PyBuiltinFunction function, Operand[] arguments, IrBuilder ir)
    {
        var name = function.Name;
        switch (name)
        {
            case "sqrt" when arguments is [var x]:
                var square = Float(x, name, ir);
                ir.Require(ir.Emit(Op.FloatLessOrEqual, ir.EmitFloat(0), square), ExitReason.FloatDomain);
                return ir.Emit(Op.FloatSqrt, square);
            case "fabs" when arguments is [var x]:
                return ir.Emit(Op.FloatAbs, Float(x, name, ir));
            case "degrees" when arguments is [var x]:
                return ir.Emit(Op.FloatMul, Float(x, name, ir), ir.EmitFloat(180 / Math.PI));
            case "radians" when arguments is [var x]:
                return ir.Emit(Op.FloatMul, Float(x, name, ir), ir.EmitFloat(Math.PI / 180));
            case "floor" when ir.HasLong && arguments is [var x]:
                return ir.Emit(Op.FloatFloor, Float(x, name, ir));
            case "ceil" when ir.HasLong && arguments is [var x]:
                return ir.Emit(Op.FloatCeil, Float(x, name, ir));
            case "copysign" when arguments is [var x, var y]:
                return ir.Emit(Op.FloatCopySign, Float(x, name, ir), Float(y, name, ir));
            case "fmod" when arguments is [var x, var y]:
                return Finite(ir.Emit(Op.FloatRemainder, Float(x, name, ir), Float(y, name, ir)), ir);
            case "pow" when arguments is [var x, var y]:
                return Finite(ir.Emit(Op.FloatPow, Float(x, name, ir), Float(y, name, ir)), ir);
            case "log" when arguments is [var x]:
                return Logarithm(FloatFunction.Log, x, name, ir);
            case "log" when arguments is [var x, var bottom]:
                var (numerator, denominator) = (Logarithm(FloatFunction.Log, x, name, ir), Logarithm(FloatFunction.Log, bottom, name, ir));
                ir.Require(ir.Emit(Op.FloatNotEqual, denominator, ir.EmitFloat(0)), ExitReason.FloatDivisionByZero);
                return ir.Emit(Op.FloatDiv, numerator, denominator);
            case "log2" when arguments is [var x]:
                return Logarithm(FloatFunction.Log2, x, name, ir);
            case "log10" when arguments is [var x]:
                return Logarithm(FloatFunction.Log10, x, name, ir);
            case "atan2" when arguments is [var y, var x]:
                return Call(FloatFunction.Atan2, ir, Float(y, name, ir), Float(x, name, ir));
            case "remainder" when arguments is [var x, var y]:
                return Call(FloatFunction.Remainder, ir, Float(x, name, ir), Float(y, name, ir));
            case "nextafter" when arguments is [var x, var y]:
                return ir.EmitFloatCall(FloatFunction.NextAfter, Float(x, name, ir), Float(y, name, ir));
            case "ulp" when arguments is [var x]:
                return ir.EmitFloatCall(FloatFunction.Ulp, Float(x, name, ir));
            case "fma" when arguments is [var x, var y, var z]:
                return Call(FloatFunction.Fma, ir, Float(x, name, ir), Float(y, name, ir), Float(z, name, ir));
            case "ldexp" when arguments is [var x, var exponent]:
                return ScaledByTwo(Float(x, name, ir), Integer(exponent, name, ir), ir);
            case "hypot" when function.Float is { } norm:
                return Length(norm, Array.ConvertAll(arguments, argument => Float(argument, name, ir)), ir);
            case "dist" when function.Float is { } norm && arguments is [var p, var q] && Sequences.IsSequence(p) && Sequences.IsSequence(q):
                return Distance(norm, Sequences.Items(p, ir), Sequences.Items(q, ir), ir);
            default:
                return function.Float is { } known && arguments is [var argument] && FloatFunctionInfo.Of(known).Takes(1)
                    ? Elementary(known, Float(argument, name, ir), ir)
                    : null;
        }
    }

    private static Value? ToInt(string name, Operand[] arguments, IrBuilder ir)
    {
        switch (name)
        {
            case "floor" when !ir.HasLong && arguments is [var x]:
                return Whole(Op.FloatFloor, x, name, ir);
            case "ceil" when !ir.HasLong && arguments is [var x]:
                return Whole(Op.FloatCeil, x, name, ir);
            case "trunc" when arguments is [var x]:
                return Whole(null, x, name, ir);
            case "gcd":
                return IntegerCalls.Gcd(Integers(arguments, name, ir), ir);
            case "lcm":
                return IntegerCalls.Lcm(Integers(arguments, name, ir), ir);
            case "isqrt" when arguments is [var n]:
                return IntegerCalls.SquareRoot(Integer(n, name, ir), ir);
            case "factorial" when arguments is [var n]:
                return IntegerCalls.Factorial(Integer(n, name, ir), ir);
            case "perm" when arguments is [_] or [_, { IsNone: true }]:
                return IntegerCalls.Factorial(Integer(arguments[0], name, ir), ir);
            case "perm" when arguments is [var n, var k]:
                return IntegerCalls.Permutations(Integer(n, name, ir), Integer(k, name, ir), ir);
            case "comb" when arguments is [var n, var k]:
                return IntegerCalls.Combinations(Integer(n, name, ir), Integer(k, name, ir), ir);
            default:
                return null;
        }
    }

    private static Value? ToBool(string name, Operand[] arguments, IrBuilder ir)
    {
        switch (name)
        {
            case "isnan" when arguments is [var x]:
                var number = Float(x, name, ir);
                return ir.Emit(Op.FloatNotEqual, number, number);
            case "isinf" when arguments is [var x]:
                return ir.Emit(Op.FloatEqual, ir.Emit(Op.FloatAbs, Float(x, name, ir)), ir.EmitFloat(double.PositiveInfinity));
            case "isfinite" when arguments is [var x]:
                return IsFinite(Float(x, name, ir), ir);
            default:
                return null;
        }
    }

    /// <summary>A function of one float, most of them of the C library.</summary>
    private static Value Elementary(FloatFunction function, Value argument, IrBuilder ir)
    {
        var result = Call(function, ir, argument);
        // Some C libraries lose the sign of zero.
        return function == FloatFunction.Log1p ? ir.Emit(Op.FloatCopySign, result, argument) : result;
    }

    private static Value Logarithm(FloatFunction function, Operand argument, string name, IrBuilder ir) =>
        Call(function, ir, Float(argument, name, ir));

    private static Value ScaledByTwo(Value number, Number exponent, IrBuilder ir)
    {
        // The product with a power of two that is a float, and no subnormal one, is rounded once.
        var result = exponent.Value is { Op: Op.IntConstant, Immediate: >= -1022 and <= 1023 and var power }
            ? ir.Emit(Op.FloatMul, number, ir.EmitFloat(Math.ScaleB(1, (int)power)))
            : ir.EmitFloatCall(FloatFunction.Ldexp, number, ir.ToFloat(exponent));
        return Finite(result, ir);
    }

    private static Value? Length(FloatFunction norm, Value[] vector, IrBuilder ir)
    {
        if (FloatFunctionInfo.Of(norm).Takes(vector.Length))
            return Call(norm, ir, vector);
        // From 3.8 on there may be any number, where one is its own length; before, there must be two.
        if (norm == FloatFunction.Hypot)
            throw IrBuilder.Leave(ExitReason.Raise);
        return vector switch
        {
            [] => ir.EmitFloat(0),
            [var only] => ir.Emit(Op.FloatAbs, only),
            _ => null,
        };
    }

    private static Value? Distance(FloatFunction norm, Operand[] p, Operand[] q, IrBuilder ir)
    {
        if (p.Length != q.Length)
            throw IrBuilder.Leave(ExitReason.Raise);
        return Length(norm, [.. p.Zip(q, (x, y) => ir.Emit(Op.FloatSub, Float(x, "dist", ir), Float(y, "dist", ir)))], ir);
    }

    /// <remarks>CPython: <c>math_isclose_impl</c> in <c>Modules/mathmodule.c</c>.</remarks>
    private static Value AreClose(Value a, Value b, Value relative, Value absolute, IrBuilder ir)
    {
        var difference = ir.Emit(Op.FloatAbs, ir.Emit(Op.FloatSub, b, a));
        var isNear = Or(
            Or(IsWithin(ir.Emit(Op.FloatMul, relative, b)), IsWithin(ir.Emit(Op.FloatMul, relative, a))),
            ir.Emit(Op.FloatLessOrEqual, difference, absolute));
        var areFinite = ir.Emit(Op.BoolAnd, IsFinite(a, ir), IsFinite(b, ir));
        return Or(ir.Emit(Op.FloatEqual, a, b), ir.Emit(Op.BoolAnd, areFinite, isNear));

        Value Or(Value left, Value right) => ir.Emit(Op.BoolOr, left, right);
        Value IsWithin(Value bound) => ir.Emit(Op.FloatLessOrEqual, difference, ir.Emit(Op.FloatAbs, bound));
    }

    private static Value Whole(Op? rounding, Operand operand, string name, IrBuilder ir)
    {
        var number = ir.Number(operand, name);
        if (!number.IsFloat)
            return number.Value;
        return ir.Emit(Op.IntFromFloat, rounding is { } op ? ir.Emit(op, number.Value) : number.Value);
    }

    private static Value Float(Operand operand, string name, IrBuilder ir) => ir.ToFloat(ir.Number(operand, name));

    private static Number[] Integers(Operand[] operands, string name, IrBuilder ir) =>
        Array.ConvertAll(operands, operand => Integer(operand, name, ir));

    /// <summary>An int. A float is none: TypeError, save where an older version takes whole ones.</summary>
    private static Number Integer(Operand operand, string name, IrBuilder ir)
    {
        var number = ir.Number(operand, name);
        return number.IsFloat ? throw IrBuilder.Leave(ExitReason.Raise) : number;
    }

    private static Value Call(FloatFunction function, IrBuilder ir, params ReadOnlySpan<Value> numbers) =>
        Finite(ir.EmitFloatCall(function, numbers), ir);

    private static Value Finite(Value number, IrBuilder ir)
    {
        RequireFinite(number, ir);
        return number;
    }

    private static void RequireFinite(Value number, IrBuilder ir) => ir.Require(IsFinite(number, ir), ExitReason.FloatDomain);

    private static Value IsFinite(Value number, IrBuilder ir) =>
        ir.Emit(Op.FloatLess, ir.Emit(Op.FloatAbs, number), ir.EmitFloat(double.PositiveInfinity));
}
