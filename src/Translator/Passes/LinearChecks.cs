using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Multiples of a number with constants added, such as 3n + 1, on one way of a branch that is computed before it.</summary>
/// <remarks>
/// They fit where the number is within a range. That is checked beside them, of the number or of one that is within where Python does not go that way: what
/// goes on with them then waits for neither a selection nor an exit.
/// </remarks>
internal sealed class LinearChecks(Value branch, bool isTrue)
{
    private readonly Dictionary<Value, Line> _lines = [];
    private readonly List<(Value Number, Interval Range, Value State)> _pending = [];

    /// <summary>What takes the place of a value, without exits; <see langword="null"/> where it is no such multiple.</summary>
    public Value? Follow(Value value)
    {
        if (value.Op is not (Op.IntMul or Op.IntAdd or Op.IntSub) || value.State is not { } state || !value.Operands[1].IsConstant(out var number))
            return null;
        if (!_lines.TryGetValue(value.Operands[0], out var line))
        {
            if (value.Op != Op.IntMul)
                return null;
            line = new Line(value.Operands[0], 1, 0);
        }
        line = value.Op switch
        {
            Op.IntMul => new Line(line.Number, line.Slope * number, line.Offset * number),
            Op.IntAdd => line with { Offset = line.Offset + number },
            _ => line with { Offset = line.Offset - number },
        };
        if (line.Slope == 0 || Int128.Abs(line.Slope) > int.MaxValue || Int128.Abs(line.Offset) > int.MaxValue)
            return null;
        var op = value.Op switch { Op.IntMul => Op.IntMulWrap, Op.IntAdd => Op.IntAddWrap, _ => Op.IntSubWrap };
        var wrapped = value.Make(op, value.Operands[0], value.Operands[1]);
        _lines[wrapped] = line;
        var known = _pending.FindIndex(check => check.Number == line.Number);
        if (known < 0)
            _pending.Add((line.Number, line.Fitting, state));
        else
            _pending[known] = _pending[known] with { Range = _pending[known].Range.Meet(line.Fitting) };
        return wrapped;
    }

    /// <summary>Makes the checks that are not made yet, before another value that may exit, or the branch.</summary>
    public void Check(Value before)
    {
        foreach (var (number, range, state) in _pending)
        {
            var harmless = before.MakeInt(0);
            var selected = isTrue
                ? before.Make(Op.Select, branch.Operands[0], number, harmless)
                : before.Make(Op.Select, branch.Operands[0], harmless, number);
            var distance = before.Make(Op.UIntFromBits, before.Make(Op.IntSubWrap, selected, before.MakeInt((long)range.Min)));
            var fits = before.Make(Op.UIntLessOrEqual, distance, before.MakeUnsigned((ulong)(range.Max - range.Min)));
            before.InsertBefore(branch.Block!.Function.NewValue(Op.CheckTrue, [fits, state], state.Origin, reason: ExitReason.Overflow));
        }
        _pending.Clear();
    }

    /// <summary>Slope · number + offset.</summary>
    private readonly record struct Line(Value Number, Int128 Slope, Int128 Offset)
    {
        /// <summary>The numbers for which it fits 64 bits, 0 among them.</summary>
        public Interval Fitting
        {
            get
            {
                var (low, high) = (long.MinValue - Offset, long.MaxValue - Offset);
                var fitting = Slope > 0
                    ? new Interval(Ceiling(low, Slope), Floor(high, Slope))
                    : new Interval(Ceiling(-high, -Slope), Floor(-low, -Slope));
                return fitting.Meet(Interval.Int64);
            }
        }

        // The numerators have the signs of the ends: those below are negative.
        private static Int128 Ceiling(Int128 negative, Int128 divisor) => negative / divisor;

        private static Int128 Floor(Int128 positive, Int128 divisor) => positive / divisor;
    }
}
