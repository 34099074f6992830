using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Makes the vectors of a main loop: what is the same in all rounds before it, the rest in the block of the round that is being made.</summary>
/// <param name="main">The main loop.</param>
/// <param name="lanes">How many lanes there are.</param>
internal sealed class VectorisationCode(MainLoop main, int lanes)
{
    private readonly Function _function = main.Body.Function;
    private readonly Dictionary<(Op, IrType, long), Value> _constants = [];
    private readonly Dictionary<Value, Value> _broadcasts = [];

    /// <summary>Where operations go.</summary>
    public Block Block { get; set; } = main.Body;

    /// <summary>How many lanes there are.</summary>
    public int Lanes => lanes;

    /// <summary>The place in Python of what is being made: that of the test of the loop, unless it is made <see cref="For{T}"/> something.</summary>
    public SourceLocation Origin { get; private set; } = main.Entry.Terminator!.Origin;   // a main loop has made it

    /// <summary>Makes what stands in lanes for an operation of the loop: at its place in Python.</summary>
    public T For<T>(Value scalar, Func<T> make)
    {
        var outer = Origin;
        if (scalar.Origin.Index >= 0)                   // a parameter has no place
            Origin = scalar.Origin;
        var made = make();
        Origin = outer;
        return made;
    }

    /// <inheritdoc cref="For{T}"/>
    public void For(Value scalar, Action make) => For<object?>(scalar, () =>
    {
        make();
        return null;
    });

    /// <summary>The terminator of the block before the main loop: what is made before it is known in all rounds.</summary>
    public Value BeforeLoop => main.Entry.Terminator!;   // a main loop has made it

    /// <summary>A vector of a value from outside the loop, or of a constant.</summary>
    public Value Broadcast(Value scalar)
    {
        if (scalar.IsAnyConstant())
            return Constant(scalar.Op, scalar.Immediate);
        if (!_broadcasts.TryGetValue(scalar, out var vector))
            _broadcasts[scalar] = vector = Before(Op.Broadcast, VectorSupport.VectorOf(scalar.Type), scalar);
        return vector;
    }

    /// <summary>A vector of an int constant.</summary>
    public Value Constant(long number) => Constant(Op.IntConstant, number);

    /// <summary>A vector of a constant.</summary>
    public Value Constant(Op op, long number)
    {
        var type = VectorSupport.VectorOf(OpInfo.Of(op).ResultType);
        if (!_constants.TryGetValue((op, type, number), out var vector))
            _constants[(op, type, number)] = vector = Before(Op.Broadcast, type, BeforeLoop.MakeConstant(op, number));
        return vector;
    }

    /// <summary>An operation in lanes, made in <see cref="Block"/>.</summary>
    public Value Lanewise(Op op, params ReadOnlySpan<Value> operands) => Add(Op.Lanewise, TypeOf(op, operands), (long)op, operands);

    /// <summary>An operation in lanes that is the same in all rounds.</summary>
    public Value LanewiseBefore(Op op, params ReadOnlySpan<Value> operands)
    {
        var value = _function.NewValue(Op.Lanewise, operands, Origin, TypeOf(op, operands), (long)op);
        BeforeLoop.InsertBefore(value);
        return value;
    }

    /// <summary>A value before the loop.</summary>
    public Value Before(Op op, IrType type, params ReadOnlySpan<Value> operands)
    {
        var value = _function.NewValue(op, operands, Origin, type);
        BeforeLoop.InsertBefore(value);
        return value;
    }

    /// <summary>A value of any kind, made in <see cref="Block"/>: at its end, or before its terminator.</summary>
    public Value Add(Op op, IrType type = IrType.Void, long immediate = 0, params ReadOnlySpan<Value> operands)
    {
        var value = _function.NewValue(op, operands, Origin, type, immediate);
        if (Block.Terminator is { } terminator)
            terminator.InsertBefore(value);
        else
            Block.Append(value);
        return value;
    }

    /// <summary>A scalar operation, made in <see cref="Block"/>.</summary>
    public Value Scalar(Op op, params ReadOnlySpan<Value> operands) => Add(op, IrType.Void, 0, operands);

    /// <summary>An int, made in <see cref="Block"/>.</summary>
    public Value Int(long number) => Add(Op.IntConstant, IrType.Int64, number);

    /// <summary>One lane of a vector.</summary>
    public Value Lane(Value vector, int lane) => Add(Op.Lane, VectorSupport.LaneOf(vector.Type), lane, vector);

    /// <summary>Joins values two by two, so that few wait for each other.</summary>
    public static Value? JoinAll(IEnumerable<Value> values, Func<Value, Value, Value> join)
    {
        var left = values.ToList();
        while (left.Count > 1)
            left = [.. left.Chunk(2).Select(pair => pair is [var first, var second] ? join(first, second) : pair[0])];
        return left.FirstOrDefault();
    }

    private static IrType TypeOf(Op op, ReadOnlySpan<Value> operands) =>
        OpInfo.Of(op).ResultType is var result && result == IrType.Void ? operands[^1].Type : VectorSupport.VectorOf(result);
}
