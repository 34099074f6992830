using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>One way of a branch, computed before the branch whatever it decides: where it is not taken, nothing overflows.</summary>
/// <remarks>
/// A sum gets a term that is selected: 0 where the way is not taken, a product a factor 1 or 0. If nothing else is added or multiplied to what is so
/// known, it needs no more. Where the sum is chosen or else its other term, that is what the guarded sum is already, and
/// one value waits for one addition only, not for a selection as well; so it is with sums of floats, of which -0.0 changes none.
/// </remarks>
internal sealed class GuardedArm(Value branch, Block? arm, bool isTrue)
{
    private readonly LinearChecks _lines = new(branch, isTrue);
    private readonly Dictionary<Value, Value> _guarded = [];      // by what is in the arm: what takes its place
    private readonly Dictionary<Value, Value> _otherwise = [];    // what a guarded value is where the way is not taken
    private readonly Dictionary<Value, Value> _preferred = [];    // what a value of the arm should then be

    /// <summary>Whether a value can be computed before its branch.</summary>
    public static bool CanMove(Value value) => value.Op switch
    {
        Op.FrameState or Op.IntAdd or Op.IntSub or Op.IntMul or Op.IntNeg => true,
        Op.FixedField => value.Operands[0].Op == Op.Parameter,   // what a call gave may be no sequence, which the branch has asked
        _ => value.IsAnyConstant() || (Speculation.IsHarmless(value) && !value.Has(Effects.Reads)),
    };

    /// <summary>Says what is taken for a value of the arm where another way is taken.</summary>
    public void Prefer(Value value, Value otherwise)
    {
        if (value.Block == arm)
            _preferred.TryAdd(value, otherwise);
    }

    /// <summary>What takes the place of a value of the arm.</summary>
    public Value Of(Value value) => _guarded.GetValueOrDefault(value, value);

    /// <summary>What a value that <see cref="Of"/> gives is where the way is not taken, if that is known.</summary>
    public Value? Otherwise(Value value) => _otherwise.GetValueOrDefault(value);

    /// <summary>Puts all of the arm before the branch.</summary>
    public void Move()
    {
        foreach (var value in arm ?? Enumerable.Empty<Value>())
        {
            if (value.Has(Effects.Terminator))
                break;
            value.Unlink();
            branch.InsertBefore(value);
            if (value.Op == Op.FrameState)
            {
                value.ReplaceBy(Guarded(value));
                continue;
            }
            if ((_lines.Follow(value) ?? Guard(value)) is not { } guarded)
                continue;
            _guarded[value] = guarded;
            value.ReplaceBy(guarded);
        }
        _lines.Check(branch);
    }

    private Value Guarded(Value state)
    {
        var frame = state.Frame! with { IsGuarded = true };   // a state has one
        var guarded = branch.Block!.Function.NewValue(Op.FrameState, [.. state.Operands], state.Origin, frame: frame);
        state.InsertBefore(guarded);
        return guarded;
    }

    private Value? Guard(Value value)
    {
        var neutral = NeutralOf(value.Op);
        if (neutral is var (number, constant) && _preferred.TryGetValue(value, out var otherwise))
        {
            if (value.Has(Effects.MayOverflow))
                _lines.Check(value);
            if (otherwise == value.Operands[0])
                return Make(value, 1, constant, number);
            if (otherwise == value.Operands[1] && value.Has(Effects.Commutative))
                return Make(value, 0, constant, number);
        }
        if (IsKnown(value) || !value.Has(Effects.MayOverflow))
            return null;
        _lines.Check(value);
        // A product with a constant stays one, and so does a sum.
        return value.Op switch
        {
            Op.IntNeg => Make(value, 0, Op.IntConstant, 0),
            Op.IntAdd or Op.IntMul when value.Operands[1].IsAnyConstant() => Make(value, 0, Op.IntConstant, 0),
            _ => Make(value, 1, Op.IntConstant, neutral!.Value.Number),   // CanMove lets no others through
        };
    }

    /// <summary>Whether a value is computed from constants alone where the way is not taken; it is one itself then.</summary>
    private bool IsKnown(Value value)
    {
        if (value.Type != IrType.Int64 || value.Info.Arity is not (1 or 2) || value.Operands[0].Type != IrType.Int64)
            return false;
        var second = value.Info.Arity == 2 ? ConstantOf(value.Operands[1]) : 0;
        if (ConstantOf(value.Operands[0]) is not { } a || second is not { } b || ConstantArithmetic.Fold(value.Op, a, b) is not { } result)
            return false;
        _otherwise[value] = branch.MakeInt(result);
        return true;
    }

    private long? ConstantOf(Value value) => _otherwise.GetValueOrDefault(value, value).IsConstant(out var number) ? number : null;

    private Value Make(Value value, int place, Op constant, long number)
    {
        var none = value.MakeConstant(constant, number);
        var operand = value.Operands[place];
        var selected = isTrue
            ? value.Make(Op.Select, branch.Operands[0], operand, none)
            : value.Make(Op.Select, branch.Operands[0], none, operand);
        var guarded = value.Info.Arity == 1 ? value.Make(value.Op, selected)
            : place == 0 ? value.Make(value.Op, selected, value.Operands[1])
            : value.Make(value.Op, value.Operands[0], selected);
        _otherwise[guarded] = value.Info.Arity == 1 || (value.Op == Op.IntMul && number == 0) ? none : value.Operands[1 - place];
        return guarded;
    }

    /// <summary>What the second operand must be for the result to be the first one, bit by bit.</summary>
    private static (long Number, Op Constant)? NeutralOf(Op op) => op switch
    {
        Op.IntAdd or Op.IntSub or Op.IntAddWrap or Op.IntSubWrap or Op.IntOr or Op.IntXor => (0, Op.IntConstant),
        Op.IntMul or Op.IntMulWrap => (1, Op.IntConstant),
        Op.IntAnd => (-1, Op.IntConstant),
        Op.FloatAdd => (long.MinValue, Op.FloatConstant),   // -0.0: 0.0 would change the sign of it
        Op.FloatSub => (0, Op.FloatConstant),
        Op.FloatMul => (BitConverter.DoubleToInt64Bits(1.0), Op.FloatConstant),
        _ => null,
    };
}
