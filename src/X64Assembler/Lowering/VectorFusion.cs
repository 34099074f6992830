using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Finds the lanewise operations that are no instructions of their own, but a part of that of their only user, in the same block.</summary>
/// <remarks>
/// A bool that is added is a mask that is subtracted. With 8 lanes a comparison chooses by a mask register and is tested there, and what combines the bits of up
/// to three vectors is one instruction, however it does. Cost: a walk backwards through each block, users before what they use.
/// </remarks>
internal sealed class VectorFusion(int lanes)
{
    private const int MostLeaves = 3;

    private readonly HashSet<Block> _known = [];
    private readonly HashSet<Value> _absorbed = [];
    private readonly Dictionary<Value, BitFunction> _functions = [];

    /// <summary>Whether the instruction of its user computes a value.</summary>
    internal bool IsAbsorbed(Value value)
    {
        Look(value.Block!);   // what is lowered is in a block
        return _absorbed.Contains(value);
    }

    /// <summary>The function of bits that a value is, where it absorbs what it combines.</summary>
    internal BitFunction? FunctionOf(Value value)
    {
        Look(value.Block!);   // what is lowered is in a block
        return _functions.GetValueOrDefault(value);
    }

    private void Look(Block block)
    {
        if (!_known.Add(block))
            return;
        for (var value = block.Last; value is not null; value = value.Previous)
        {
            if (value.Op == Op.AnyNegative && lanes == 8)
                Test(value);
            if (value.Op != Op.Lanewise || _absorbed.Contains(value))
                continue;
            if (value.ScalarOp == Op.IntAddWrap && value.Operands.FirstOrDefault(operand => IsOnlyPartOf(operand, value) && operand.ScalarOp == Op.IntFromBool) is { } added)
                _absorbed.Add(added);
            else if (lanes == 8 && value.ScalarOp == Op.Select && IsOnlyPartOf(value.Operands[0], value) && IsComparison(value.Operands[0].ScalarOp))
                _absorbed.Add(value.Operands[0]);
            else if (lanes == 8 && IsBitwise(value.ScalarOp))
                Combine(value);
        }
    }

    private void Test(Value test)
    {
        var tested = test.Operands[0];
        if (IsOnlyPartOf(tested, test) && IsComparison(tested.ScalarOp))
            _absorbed.Add(tested);
        else if (IsOnlyPartOf(tested, test) && LimitOf(tested) is { } limit)
            _absorbed.UnionWith([tested, limit]);
    }

    /// <summary>
    /// Of x | (c − x) for a constant c that is not negative, the difference: the sign says whether x, unsigned, is greater than c.
    /// </summary>
    internal static Value? LimitOf(Value tested)
    {
        if (tested is not { Op: Op.Lanewise, ScalarOp: Op.IntOr })
            return null;
        foreach (var (x, difference) in new[] { (tested.Operands[0], tested.Operands[1]), (tested.Operands[1], tested.Operands[0]) })
        {
            if (IsOnlyPartOf(difference, tested) && difference.ScalarOp == Op.IntSubWrap && difference.Operands[1] == x
                && difference.Operands[0] is { Op: Op.Broadcast } limit && InstructionSelector.IsConstant(limit.Operands[0], out var number) && number >= 0)
            {
                return difference;
            }
        }
        return null;
    }

    private void Combine(Value root)
    {
        List<Value> leaves = [.. root.Operands.Distinct()];
        var parts = new HashSet<Value>();
        for (var index = 0; index < leaves.Count;)
        {
            var leaf = leaves[index];
            List<Value> others = [.. leaves.Where(other => other != leaf).Union(leaf.Operands)];
            var user = leaf.Users[0];   // a leaf has one at least
            if (IsOnlyPartOf(leaf, user) && (user == root || parts.Contains(user)) && IsBitwise(leaf.ScalarOp) && others.Count <= MostLeaves)
            {
                parts.Add(leaf);
                (leaves, index) = (others, 0);
            }
            else
            {
                index++;
            }
        }
        if (parts.Count == 0)
            return;
        _absorbed.UnionWith(parts);
        _functions[root] = new BitFunction([.. leaves], TableOf(root));

        // The cases of three bits, side by side: Intel SDM vol. 2C, "VPTERNLOGQ".
        int TableOf(Value value)
        {
            if (value != root && !parts.Contains(value))
                return leaves.IndexOf(value) switch { 0 => 0xf0, 1 => 0xcc, _ => 0xaa };
            var (left, right) = (TableOf(value.Operands[0]), TableOf(value.Operands[^1]));
            return value.ScalarOp switch
            {
                Op.IntAnd or Op.BoolAnd => left & right,
                Op.IntOr or Op.BoolOr => left | right,
                Op.IntXor or Op.BoolXor => left ^ right,
                _ => ~left & 0xff,
            };
        }
    }

    private static bool IsOnlyPartOf(Value value, Value user) => value is { Op: Op.Lanewise, Users.Count: 1 } && value.Block == user.Block;

    private static bool IsComparison(Op op) => op is >= Op.IntEqual and <= Op.IntGreaterOrEqual or >= Op.FloatEqual and <= Op.FloatLessOrEqual;

    private static bool IsBitwise(Op op) =>
        op is Op.IntNot or Op.IntAnd or Op.IntOr or Op.IntXor or Op.BoolNot or Op.BoolAnd or Op.BoolOr or Op.BoolXor;
}

/// <summary>A function of the bits of up to three vectors.</summary>
/// <param name="Operands">The vectors.</param>
/// <param name="Table">By the bits of the operands, the first one that of 4: the result.</param>
internal sealed record BitFunction(Value[] Operands, int Table);
