using System.Collections.Immutable;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Builds a function value by value.</summary>
internal sealed class FunctionMaker
{
    private int _nextState = 1;

    public FunctionMaker(string name, IrType resultType)
    {
        Function = new Function(name, resultType);
        Block = Function.NewBlock();
    }

    public Function Function { get; }

    public Block Block { get; set; }

    public Value Add(Op op, params Value[] operands) => Block.Append(Function.NewValue(op, operands, SourceLocation.None));

    public Value Parameter(IrType type, int number) => Typed(Op.Parameter, type, number);

    public Value Phi(IrType type, Value start) => Block.Append(Function.NewValue(Op.Phi, [start], SourceLocation.None, type));

    public Value Constant(Op op, long word) => Typed(op, IrType.Void, word);

    public Value Int(long number) => Constant(Op.IntConstant, number);

    public Value Float(double number) => Constant(Op.FloatConstant, BitConverter.DoubleToInt64Bits(number));

    public Value State(params Value[] operands)
    {
        var slots = operands.Select((_, place) => new FrameSlot(place, FrameSlotKind.Value)).ToImmutableArray();
        return Block.Append(
            Function.NewValue(Op.FrameState, operands, SourceLocation.None, frame: new FrameShape(_nextState++, 0, slots)));
    }

    public Value Check(Op op, ExitReason reason, Value operand, Value state) =>
        Block.Append(Function.NewValue(op, [operand, state], SourceLocation.None, reason: reason));

    public void Jump(Block target)
    {
        Add(Op.Jump);
        Block.AddSuccessor(target);
    }

    public void Branch(Value condition, Block whenTrue, Block whenFalse)
    {
        Add(Op.Branch, condition);
        Block.AddSuccessor(whenTrue);
        Block.AddSuccessor(whenFalse);
    }

    private Value Typed(Op op, IrType type, long word) =>
        Block.Append(Function.NewValue(op, [], SourceLocation.None, type, word));
}

/// <summary>Functions as the translator makes them, whose listings are read in review.</summary>
internal static class SampleFunctions
{
    /// <summary><c>s = 0; i = 0; while i != n: s += i * i; i += 1; return s</c>, with every sum checked.</summary>
    public static Function Sum()
    {
        var f = new FunctionMaker("sum", IrType.Int64);
        var n = f.Parameter(IrType.Int64, 0);
        var (zero, one) = (f.Int(0), f.Int(1));
        var (head, body, end) = (f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock());
        f.Jump(head);
        f.Block = head;
        var (s, i) = (f.Phi(IrType.Int64, zero), f.Phi(IrType.Int64, zero));
        f.Branch(f.Add(Op.IntNotEqual, i, n), body, end);
        f.Block = body;
        var square = f.Add(Op.IntMul, i, i, f.State(n, s, i, s, i, i));
        var sum = f.Add(Op.IntAdd, s, square, f.State(n, s, i, s, square));
        var next = f.Add(Op.IntAdd, i, one, f.State(n, sum, i, i, one));
        f.Jump(head);
        s.AddOperand(sum);
        i.AddOperand(next);
        f.Block = end;
        f.Add(Op.Return, s);
        return f.Function;
    }

    /// <summary>What <c>for</c> makes of a range: the next number is there before the body, whose exits tell of it, and two ways go on.</summary>
    public static Function RangeLoop()
    {
        var f = new FunctionMaker("products", IrType.Int64);
        var (n, zero, one) = (f.Parameter(IrType.Int64, 0), f.Int(0), f.Int(1));
        var (head, body, skip, end) = (f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock());
        var add = f.Function.NewBlock();
        f.Jump(head);

        f.Block = head;
        var (i, total) = (f.Phi(IrType.Int64, one), f.Phi(IrType.Int64, zero));
        f.Branch(f.Add(Op.IntLess, i, n), body, end);

        f.Block = body;
        var next = f.Add(Op.IntAddWrap, i, one);
        var square = f.Add(Op.IntMul, i, i, f.State(next, n, total, i));
        f.Branch(f.Add(Op.IntLess, total, square), add, skip);

        f.Block = add;
        var sum = f.Add(Op.IntAdd, total, square, f.State(i, n, total, next));
        f.Jump(head);

        f.Block = skip;
        f.Check(Op.CheckNonZero, ExitReason.DivisionByZero, i, f.State(next, i, total));
        f.Jump(head);

        i.AddOperand(next);
        i.AddOperand(next);
        total.AddOperand(sum);
        total.AddOperand(total);
        f.Block = end;
        f.Add(Op.Return, total);
        return f.Function;
    }


    /// <summary>A generator of random numbers: <c>x = (x * 6364136223846793005 + 1442695040888963407) % 2 ** 64</c>, shifted and folded.</summary>
    public static Function MaskedLoop()
    {
        var f = new FunctionMaker("masked", IrType.UInt64);
        var (n, seed) = (f.Parameter(IrType.Int64, 0), f.Parameter(IrType.Int64, 1));
        var (zero, one) = (f.Int(0), f.Int(1));
        var (head, body, end) = (f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock());
        f.Jump(head);
        f.Block = head;
        var (x, i) = (f.Phi(IrType.Int64, seed), f.Phi(IrType.Int64, zero));
        f.Branch(f.Add(Op.IntLess, i, n), body, end);
        f.Block = body;
        var product = f.Add(Op.IntMulWrap, x, f.Int(6364136223846793005));
        var sum = f.Add(Op.IntAddWrap, product, f.Int(1442695040888963407));
        var shifted = f.Add(Op.UIntShiftRight, f.Add(Op.UIntFromBits, sum), f.Constant(Op.UIntConstant, 33));
        var folded = f.Add(Op.IntXor, sum, f.Add(Op.IntFromBits, shifted));
        var masked = f.Add(Op.IntAnd, folded, f.Int(0xFFFFFFFFFFFF));
        var next = f.Add(Op.IntAddWrap, i, one);
        f.Jump(head);
        x.AddOperand(masked);
        i.AddOperand(next);
        f.Block = end;
        f.Add(Op.Return, f.Add(Op.UIntFromBits, x));
        return f.Function;
    }

    /// <summary><c>while i &lt; n: total += (i * step) ** 2 / (total + 1.5); i += 1</c>, with the check of the divisor.</summary>
    public static Function FloatLoop()
    {
        var f = new FunctionMaker("floats", IrType.Float64);
        var (n, step) = (f.Parameter(IrType.Int64, 0), f.Parameter(IrType.Float64, 1));
        var (zero, one, zeroFloat) = (f.Int(0), f.Int(1), f.Float(0));
        var (head, body, end) = (f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock());
        f.Jump(head);
        f.Block = head;
        var (total, i) = (f.Phi(IrType.Float64, zeroFloat), f.Phi(IrType.Int64, zero));
        f.Branch(f.Add(Op.IntLess, i, n), body, end);
        f.Block = body;
        var scaled = f.Add(Op.FloatMul, f.Add(Op.FloatFromInt, i), step);
        var square = f.Add(Op.FloatMul, scaled, scaled);
        var divisor = f.Add(Op.FloatAdd, total, f.Float(1.5));
        f.Check(Op.CheckTrue, ExitReason.FloatDivisionByZero, f.Add(Op.FloatNotEqual, divisor, zeroFloat), f.State(n, step, total, i, square, divisor));
        var sum = f.Add(Op.FloatAdd, total, f.Add(Op.FloatDiv, square, divisor));
        var next = f.Add(Op.IntAddWrap, i, one);
        f.Jump(head);
        total.AddOperand(sum);
        i.AddOperand(next);
        f.Block = end;
        f.Add(Op.Return, total);
        return f.Function;
    }

    /// <summary><c>a ** b + b ** a</c> of floats: values that live across calls.</summary>
    public static Function Powers()
    {
        var f = new FunctionMaker("powers", IrType.Float64);
        var (a, b) = (f.Parameter(IrType.Float64, 0), f.Parameter(IrType.Float64, 1));
        var first = f.Add(Op.FloatPow, a, b);
        var second = f.Add(Op.FloatPow, b, a);
        f.Add(Op.Return, f.Add(Op.FloatAdd, first, second));
        return f.Function;
    }

    /// <summary>A float, an integer or None; an exit where it is none of them.</summary>
    public static Function MixedResults()
    {
        var f = new FunctionMaker("mixed", IrType.Mixed);
        var (a, x) = (f.Parameter(IrType.Int64, 0), f.Parameter(IrType.Float64, 1));
        var (floats, others, integers, rest, none, raises) = (f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock(),
            f.Function.NewBlock(), f.Function.NewBlock(), f.Function.NewBlock());
        f.Branch(f.Add(Op.FloatLessOrEqual, f.Float(0.5), x), floats, others);
        f.Block = floats;
        f.Add(Op.Return, f.Add(Op.FloatNeg, f.Add(Op.FloatFloor, x)));
        f.Block = others;
        f.Branch(f.Add(Op.FloatEqual, x, f.Add(Op.FloatFromInt, a)), integers, rest);
        f.Block = integers;
        f.Add(Op.Return, a);
        f.Block = rest;
        f.Branch(f.Add(Op.IntGreater, a, f.Int(10)), none, raises);
        f.Block = none;
        f.Add(Op.Return, f.Constant(Op.NoneConstant, 0));
        f.Block = raises;
        f.Block.Append(f.Function.NewValue(Op.Exit, [f.State(a, x, f.Float(0.5))], SourceLocation.None, reason: ExitReason.Raise));
        f.Function.InferResults();
        return f.Function;
    }

    /// <summary><c>(a * b % m + a // 10) // 7</c> of unsigned integers.</summary>
    public static Function Unsigned()
    {
        var f = new FunctionMaker("unsigned", IrType.UInt64);
        var (a, b, m) = (f.Parameter(IrType.UInt64, 0), f.Parameter(IrType.UInt64, 1), f.Parameter(IrType.UInt64, 2));
        var product = f.Add(Op.UIntMulMod, a, b, m);
        var tenth = f.Add(Op.UIntFloorDiv, a, f.Constant(Op.UIntConstant, 10));
        var sum = f.Add(Op.UIntAdd, product, tenth, f.State(a, b, m, product, tenth));
        f.Add(Op.Return, f.Add(Op.UIntFloorDiv, sum, f.Constant(Op.UIntConstant, 7)));
        return f.Function;
    }

    /// <summary>The sum of the first parameter as a float times 1 to 12, the products all alive at once.</summary>
    public static Function ManyFloats()
    {
        var f = new FunctionMaker("many_floats", IrType.Float64);
        var number = f.Add(Op.FloatFromInt, f.Parameter(IrType.Int64, 0));
        var products = Enumerable.Range(1, 12).Select(factor => f.Add(Op.FloatMul, number, f.Float(factor))).ToList();
        f.Add(Op.Return, products.Aggregate((sum, product) => f.Add(Op.FloatAdd, sum, product)));
        return f.Function;
    }

    public static double ExpectedOfManyFloats(long number) =>
        Enumerable.Range(1, 12).Select(factor => (double)number * factor).Aggregate((sum, product) => sum + product);
}
