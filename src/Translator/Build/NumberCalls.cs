using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Calls of classes and functions of Python's own on numbers.</summary>
internal static class NumberCalls
{
    /// <summary>What a call of <c>int</c>, <c>float</c>, <c>bool</c> or <c>type</c> gives; null for another class, or for other arguments.</summary>
    /// <remarks>Python 2's <c>long</c> gives an int: native code does not tell them apart.</remarks>
    public static Operand? Convert(PyType type, Operand[] arguments, IrBuilder ir)
    {
        if (type == PyTypes.Type && arguments is [var instance])
            return TypeCalls.TypeOf(instance, ir);
        if (type != PyTypes.Bool && type != PyTypes.Int && type != PyTypes.Long && type != PyTypes.Float)
            return null;
        if (arguments is not [var argument])
        {
            return arguments.Length > 0 ? null
                : type == PyTypes.Bool ? Operand.Of(BoolConstant.False)
                : Operand.Of(type == PyTypes.Float ? ir.EmitFloat(0) : ir.EmitInt(0));
        }
        if (type == PyTypes.Bool)
            return Operand.Of(ir.Truth(argument));
        // float('inf') is how people write it.
        if (type == PyTypes.Float && TextOf(argument) is { } text)
            return ir.Unit.Scope.ParseFloat(text) is { } parsed ? Operand.Of(ir.EmitFloat(parsed)) : throw IrBuilder.Leave(ExitReason.Raise);
        var number = ir.Number(argument, type.Name);
        if (type == PyTypes.Float)
            return Operand.Of(ir.ToFloat(number));
        return Operand.Of(number.IsFloat ? ir.Emit(Op.IntFromFloat, number.Value) : number.Value);
    }

    /// <summary>Translates a call of a function, which then has pushed its result or ended the block.</summary>
    /// <returns>Whether it is one of those that native code has.</returns>
    public static bool Call(string name, Operand[] arguments, IrBuilder ir)
    {
        switch (name)
        {
            case "abs" when arguments is [var argument]:
                ir.Push(Absolute(ir.Number(argument, name), ir));
                return true;
            case "min" or "max" when arguments.Length > 1:
                Extremes.Translate(name, arguments, ir);
                return true;
            case "min" or "max" when arguments is [var sequence] && Sequences.IsSequence(sequence) && Sequences.Count(sequence, ir) > 0:
                Extremes.Translate(name, Sequences.Items(sequence, ir), ir);
                return true;
            case "isinstance" when arguments is [var instance, var classes]:
                ir.Push(TypeCalls.IsInstance(instance, classes, ir));
                return true;
            case "issubclass" when arguments is [var type, var classes]:
                ir.Push(TypeCalls.IsSubclass(type, classes, ir));
                return true;
            case "round" when arguments is [var rounded]:
                ir.Push(Rounding.Whole(ir.Number(rounded, name), ir));
                return true;
            case "round" when arguments is [var rounded, { IsNone: true }] && !ir.HasLong:
                ir.Push(Rounding.Whole(ir.Number(rounded, name), ir));
                return true;
            case "round" when arguments is [var rounded, var places]:
                ir.Push(Rounding.ToPlaces(ir.Number(rounded, name), ir.Number(places, name), ir));
                return true;
            case "divmod" when arguments is [var dividend, var divisor]:
                ir.Push(QuotientAndRemainder(ir.Number(dividend, name), ir.Number(divisor, name), ir));
                return true;
            case "pow" when arguments is [var number, var exponent]:
                ir.Push(ArithmeticTranslator.Binary(BinaryOperator.Power, number, exponent, ir));
                return true;
            case "pow" when arguments is [var number, var exponent, var modulus]:
                ir.Push(ModularPower(ir.Number(number, name), ir.Number(exponent, name), ir.Number(modulus, name), ir));
                return true;
            default:
                return false;
        }
    }

    private static string? TextOf(Operand operand) => operand.Constant switch
    {
        StringConstant text => text.Value,
        BytesConstant { IsPython2: true } text => text.Decode(),
        _ => null,
    };

    private static Operand QuotientAndRemainder(Number dividend, Number divisor, IrBuilder ir)
    {
        if (dividend.IsFloat || divisor.IsFloat)
        {
            var (a, b) = (ir.ToFloat(dividend), ir.ToFloat(divisor));
            ir.Require(ir.Emit(Op.FloatNotEqual, b, ir.EmitFloat(0)), ExitReason.FloatDivisionByZero);
            return Operand.Tuple([Operand.Of(ir.Emit(Op.FloatFloorDiv, a, b)), Operand.Of(ir.Emit(Op.FloatFloorMod, a, b))]);
        }
        ir.EmitCheck(Op.CheckNonZero, ir.ToBits(divisor), ExitReason.DivisionByZero);
        return Operand.Tuple(
        [
            Operand.Of(IntArithmetic.Divide(dividend, divisor, isModulo: false, ir)),
            Operand.Of(IntArithmetic.Divide(dividend, divisor, isModulo: true, ir)),
        ]);
    }

    private static Operand Absolute(Number number, IrBuilder ir)
    {
        if (number.IsFloat)
            return Operand.Of(ir.Emit(Op.FloatAbs, number.Value));
        if (number.IsUnsigned)
            return Operand.Of(number.Value);
        // With the sign s, 0 or −1, |a| is (a xor s) − s.
        var sign = ir.Emit(Op.IntShiftRight, number.Value, ir.EmitInt(63));
        return Operand.Of(ir.Emit(
            ir.Integers == IntegerMode.Exact ? Op.IntSub : Op.IntSubWrap, ir.Emit(Op.IntXor, number.Value, sign), sign));
    }

    /// <summary><c>pow(a, b, m)</c>, by squaring; a pass makes the products those of 128 bits.</summary>
    private static Operand ModularPower(Number number, Number power, Number modulus, IrBuilder ir)
    {
        if (number.IsFloat || power.IsFloat || modulus.IsFloat || ir.Integers == IntegerMode.Wrap64)
            throw ir.Unsupported(
                DiagnosticDescriptors.ModularPower, "pow has three arguments here, and they are not all ints of any size",
                "Pass ints to it, and load with Integers = Exact.");
        var (a, b, m) = (ir.ToSigned(number), ir.ToSigned(power), ir.ToSigned(modulus));
        ir.EmitCheck(Op.CheckNonZero, m, ExitReason.Raise);
        ir.EmitCheck(Op.CheckNotNegative, b, ExitReason.NegativePower);
        var zero = ir.EmitInt(0);
        var one = ir.EmitInt(1);
        var first = ir.Emit(Op.IntFloorMod, a, m);
        var unit = ir.Emit(Op.IntFloorMod, one, m);

        var (before, loop, body, odd, next, after) =
            (ir.Block, ir.NewBlock(), ir.NewBlock(), ir.NewBlock(), ir.NewBlock(), ir.NewBlock());
        ir.Emit(Op.Jump);
        before.AddSuccessor(loop);

        ir.Block = loop;
        var result = ir.EmitPhi(IrType.Int64, unit);
        var factor = ir.EmitPhi(IrType.Int64, first);
        var exponent = ir.EmitPhi(IrType.Int64, b);
        Branch(ir.Emit(Op.IntGreater, exponent, zero), body, after);

        ir.Block = body;
        Branch(ir.Emit(Op.IntNotEqual, ir.Emit(Op.IntAnd, exponent, one), zero), odd, next);

        ir.Block = odd;
        var product = ir.Emit(Op.IntFloorMod, ir.Emit(Op.IntMul, result, factor), m);
        ir.Emit(Op.Jump);
        odd.AddSuccessor(next);

        ir.Block = next;
        var merged = ir.EmitPhi(IrType.Int64, result, product);
        var square = ir.Emit(Op.IntFloorMod, ir.Emit(Op.IntMul, factor, factor), m);
        var rest = ir.Emit(Op.IntShiftRight, exponent, one);
        ir.Emit(Op.Jump);
        next.AddSuccessor(loop);
        result.AddOperand(merged);
        factor.AddOperand(square);
        exponent.AddOperand(rest);

        ir.Block = after;
        return Operand.Of(result);

        void Branch(Value condition, Block whenTrue, Block whenFalse)
        {
            var block = ir.Block;
            ir.Emit(Op.Branch, condition);
            block.AddSuccessor(whenTrue);
            block.AddSuccessor(whenFalse);
        }
    }
}
