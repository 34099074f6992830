using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Lets a product that is divided at once have 128 bits: <c>a * b % m</c> and <c>a * b // m</c> do not overflow.</summary>
/// <remarks>
/// <para>
/// For factors and divisors that are not negative, a processor divides the product of 128 bits. Where ranges do not tell, a branch asks,
/// and the way for negative numbers computes as before. Only for products that nothing else needs. A frame state between the product and
/// the division holds the product; who leaves by it leaves by the product's own state instead: nothing that happened in between can be
/// seen, so the interpreter may begin there as well: products that memory is written behind are left alone.
/// </para>
/// <para>
/// Ranges are of integers without bounds: a factor that could be 2⁶⁴ and more, but for its overflow, is left alone, since its bits would
/// say something else if that overflow were removed. Needs <see cref="IntegerRanges"/>. Adds blocks. Cost: linear.
/// </para>
/// </remarks>
public sealed class WideProducts : IPass
{
    /// <inheritdoc/>
    public string Name => "wide-products";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var products = function.Blocks.SelectMany(block => block).Where(value => value.Op is Op.IntMul or Op.UIntMul).ToList();
        if (!products.Exists(product => IsOnlyDivided(product, versions: null)))
            return false;
        var versions = MemoryVersions.Of(function).BeforeEach(function);
        var ranges = IntegerRanges.Of(function);
        // Ranges are asked for all before blocks are cut, which does not change what is known in them.
        var plans = products.Where(product => IsOnlyDivided(product, versions)).Select(product => Plan(product, ranges)).OfType<List<Division>>().ToList();
        var planned = plans.Select(plan => plan[0].Value.Operands[0]).ToList();
        planned.ForEach(LeaveBeforeProduct);
        // The last first: what is behind a division moves into another block, and would do so again for each division before it.
        var divisions = plans.SelectMany(plan => plan).ToDictionary(division => division.Value);
        foreach (var value in function.Blocks.SelectMany(block => block).Where(divisions.ContainsKey).Reverse().ToList())
            Widen(divisions[value]);
        planned.ForEach(RemoveProduct);
        return plans.Count > 0;
    }

    private static bool IsOnlyDivided(Value product, MemoryVersion[]? versions)
    {
        var isDivided = false;
        foreach (var user in product.Users)
        {
            if (user.Op == Op.FrameState)
            {
                // By which state the others leave must be told by the product itself.
                if (product.State is null || user == product.State || user.Users.Any(leaving => leaving == product))
                    return false;
                if (user.Users.Any(leaving => IsWrittenBefore(leaving)))
                    return false;
                continue;
            }
            if (!IsDivision(user) || user.Operands[1] == product || IsWrittenBefore(user))
                return false;
            isDivided = true;
        }
        return isDivided;

        // From the product's state on the interpreter would write once more what has been written.
        bool IsWrittenBefore(Value leaving) => versions is not null && versions[leaving.Id] != versions[product.Id];
    }

    private static bool IsDivision(Value value) =>
        value.Op is Op.IntFloorMod or Op.IntFloorDiv or Op.IntFloorDivWrap or Op.UIntFloorMod or Op.UIntFloorDiv;

    private static List<Division>? Plan(Value product, IntegerRanges ranges)
    {
        if (ranges.Of(product).IsWithin(product.Type == IrType.UInt64 ? Interval.UInt64 : Interval.Int64))
            return null;   // it fits, and a division of 64 bits is cheaper
        var plan = new List<Division>();
        foreach (var user in product.Users.Where(user => user.Op != Op.FrameState).Distinct())
        {
            var isSigned = product.Op == Op.IntMul;
            var isQuotient = user.Op is not (Op.IntFloorMod or Op.UIntFloorMod);
            // A quotient that has more than 64 bits exits, and needs to know where to.
            if (user.Op == Op.IntFloorDivWrap || (isQuotient && product.State is null && user.State is not null))
                return null;
            if (!isSigned)
            {
                plan.Add(new Division(user, []));
                continue;
            }
            Interval[] inputs = [ranges.Of(product, 0), ranges.Of(product, 1), ranges.Of(user, 1)];
            var divisor = inputs[2];
            if (Array.Exists(inputs, input => input.Max > ulong.MaxValue || input.Max < 0) || divisor.Max > long.MaxValue)
                return null;
            plan.Add(new Division(user, [.. Enumerable.Range(0, inputs.Length).Where(index => !inputs[index].IsNotNegative)]));
        }
        return plan;
    }

    private static void LeaveBeforeProduct(Value product)
    {
        if (product.State is not { } state)
            return;
        foreach (var other in product.Users.Where(user => user.Op == Op.FrameState).Distinct().ToList())
        {
            foreach (var leaving in other.Users.ToList())
                leaving.SetOperand(leaving.Operands.Count - 1, state);
        }
    }

    // Here: a product in the way for negative numbers would be taken for the same, and this one be kept.
    private static void RemoveProduct(Value product)
    {
        foreach (var state in product.Users.Distinct().Where(user => user.Op == Op.FrameState && user.Users.Count == 0).ToList())
            state.Remove();
        if (product.Users.Count == 0)
            product.Remove();
    }

    private static void Widen(Division division)
    {
        var value = division.Value;
        if (value.Type == IrType.UInt64)
        {
            var (product, divisor) = (value.Operands[0], value.Operands[1]);
            value.ReplaceBy(MulDivide(value, product, product.Operands[0], product.Operands[1], divisor));
        }
        else if (division.Tested.Count == 0)
        {
            value.ReplaceBy(WidenSigned(value));
        }
        else
        {
            Fork(value, division.Tested);
        }
    }

    // if (a | b | m) >= 0: a * b % m in 128 bits; else as before
    private static void Fork(Value value, IReadOnlyList<int> tested)
    {
        var function = value.Block!.Function;   // found in one
        var before = value.Block;
        var product = value.Operands[0];
        var (a, b, m) = (product.Operands[0], product.Operands[1], value.Operands[1]);
        var after = before.SplitBefore(value);
        var (wide, narrow) = (function.NewBlock(), function.NewBlock());
        Value[] inputs = [a, b, m];
        var all = inputs[tested[0]];
        foreach (var index in tested.Skip(1))
            all = Add(before, Op.IntOr, all, inputs[index]);
        var zero = before.Append(function.NewValue(Op.IntConstant, [], value.Origin));
        Add(before, Op.Branch, Add(before, Op.IntGreaterOrEqual, all, zero));
        before.AddSuccessor(wide);
        before.AddSuccessor(narrow);

        var wideEnd = Add(wide, Op.Jump);
        wide.AddSuccessor(after);
        var ofWide = WidenSigned(value, wideEnd);

        var again = Exiting(narrow, Op.IntMul, product, a, b);
        var ofNarrow = Exiting(narrow, value.Op, product, again, m);
        Add(narrow, Op.Jump);
        narrow.AddSuccessor(after);

        var phi = function.NewValue(Op.Phi, [ofWide, ofNarrow], value.Origin, IrType.Int64);
        value.InsertBefore(phi);   // it is the first of its block
        value.ReplaceBy(phi);

        Value Add(Block block, Op op, params ReadOnlySpan<Value> operands) => block.Append(function.NewValue(op, operands, value.Origin));

        Value Exiting(Block block, Op op, Value from, Value left, Value right) => block.Append(
            OpInfo.Of(op).MayExit && from.State is { } state
                ? function.NewValue(op, [left, right, state], value.Origin)
                : function.NewValue(op, [left, right], value.Origin));
    }

    private static Value WidenSigned(Value value, Value? place = null)
    {
        var at = place ?? value;
        var product = value.Operands[0];
        var result = MulDivide(value, product, Unsigned(product.Operands[0]), Unsigned(product.Operands[1]), Unsigned(value.Operands[1]), at);
        // A remainder is less than the divisor, which is a signed number.
        return value.Op == Op.IntFloorMod ? at.Make(Op.IntFromBits, result) : Exiting(at, product, Op.IntFromUInt, result);

        Value Unsigned(Value operand) => operand.IsConstant(out var constant)
            ? at.MakeUnsigned((ulong)constant)
            : at.Make(Op.UIntFromBits, operand);
    }

    private static Value MulDivide(Value value, Value product, Value a, Value b, Value m, Value? place = null) =>
        Exiting(place ?? value, product, value.Op is Op.IntFloorMod or Op.UIntFloorMod ? Op.UIntMulMod : Op.UIntMulDiv, a, b, m);

    // What exits goes to where the product would have gone.
    private static Value Exiting(Value at, Value product, Op op, params ReadOnlySpan<Value> operands)
    {
        var function = at.Block!.Function;
        var made = OpInfo.Of(op).MayExit && product.State is { } state
            ? function.NewValue(op, [.. operands, state], at.Origin)
            : function.NewValue(op, operands, at.Origin);
        at.InsertBefore(made);
        return made;
    }

    /// <summary>A division of a product, and which of factors and divisor, by number, must be asked whether they are negative.</summary>
    private readonly record struct Division(Value Value, IReadOnlyList<int> Tested);
}
