using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Moves out of a loop what is the same each time round.</summary>
/// <remarks>
/// Only what depends on its operands alone, or reads memory that nothing writes in between, and does no harm where Python would not compute it: a field is read
/// of what is a sequence by then, an element by an index that is below the length of an array already. It goes to the end of the block that leads
/// to the loop, the nearest one that dominates the header; from there it may leave outer loops as well. Where that block has other ways
/// to go, expensive operations stay: the loop may never run. Constants stay too, which cost nothing, and follow what needs them. Keeps the
/// control-flow graph. Needs <see cref="LoopForest"/>. Cost: linear, times the depth of nesting up to a limit.
/// </remarks>
public sealed class LoopInvariantCodeMotion : IPass
{
    // Loops as deep as this nobody writes; what leaves so many need not leave more.
    private const int MostLoopsLeft = 50;

    /// <inheritdoc/>
    public string Name => "loop-invariants";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var dominators = DominatorTree.Of(function);
        var loops = LoopForest.Of(function, dominators);
        if (loops.Loops.Count == 0)
            return false;
        var memory = new Memory(function, dominators);
        var changed = false;
        foreach (var block in function.ReversePostOrder)   // operands before their users, save phis
        {
            if (loops.LoopOf(block) is null)
                continue;
            foreach (var value in block)
            {
                if (Speculation.IsHarmless(value) && TargetOf(value, loops, dominators, memory) is { } target)
                {
                    Move(value, target, dominators);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static Block? TargetOf(Value value, LoopForest loops, DominatorTree dominators, Memory memory)
    {
        Block? target = null;
        var left = 0;
        for (var loop = loops.LoopOf(value.Block!); loop is not null && left < MostLoopsLeft; loop = loop.Parent, left++)   // it is in one
        {
            if (dominators.ImmediateDominator(loop.Header) is not { } outside || !value.Operands.All(operand => IsOutside(operand, outside, dominators)))
                break;
            if (value.Op is Op.FixedField or Op.LoadField or Op.LoadElement && !memory.CanRead(value, outside))
                break;
            if (!Speculation.IsExpensive(value.Op) || outside.Successors.Count == 1)
                target = outside;
        }
        return target;
    }

    private static bool IsOutside(Value operand, Block outside, DominatorTree dominators) =>
        operand.IsAnyConstant() || dominators.Dominates(operand.Block!, outside);   // an operand is in a block

    private static void Move(Value value, Block target, DominatorTree dominators)
    {
        var end = target.Last!;   // a terminator
        for (var i = 0; i < value.Operands.Count; i++)
        {
            var operand = value.Operands[i];
            if (operand.IsAnyConstant() && !dominators.Dominates(operand.Block!, target))
                value.SetOperand(i, end.MakeConstant(operand.Op, operand.Immediate));
        }
        value.Unlink();
        end.InsertBefore(value);
    }

    /// <summary>What may be read where.</summary>
    private sealed class Memory(Function function, DominatorTree dominators)
    {
        private const int MaxDepth = 4;      // of phis of phis
        private const int MostUsers = 64;    // that are looked at for a check, or a count

        private MemoryVersions? _versions;
        private MemoryVersion[] _before = [];
        private IntegerRanges? _ranges;

        /// <summary>Whether a value reads at the end of a block what it does where it is, and can.</summary>
        public bool CanRead(Value reader, Block block)
        {
            if (_versions is null)
            {
                _versions = MemoryVersions.Of(function);
                _before = _versions.BeforeEach(function);
            }
            if (reader.Has(Effects.Reads) && _before[reader.Id].Of(reader) != _versions.AtEnd(block).Of(reader))
                return false;
            return reader.Op == Op.LoadElement ? IsElement(reader, block) : IsSequence(reader.Operands[0], block, 0);
        }

        // Of an array alone: the length of a list says what may be read only as long as nobody changes it. Rows may be empty.
        private bool IsElement(Value load, Block block)
        {
            if (load.Operands[0] is not { Op: Op.FixedField } address || address.Operands[0].Users is { Count: > MostUsers })
                return false;
            var fields = address.Operands[0].Users.Where(user => user.Op == Op.FixedField).ToList();
            if (fields.Exists(field => field.Immediate == (long)SequenceField.Columns))
                return false;
            var count = fields.Find(field => field.Immediate == (long)SequenceField.Count && dominators.Dominates(field.Block!, block)); // a user is in a block
            return count is not null && (_ranges ??= IntegerRanges.Of(function)).IsIndexAtEnd(load, 1, count, block);
        }

        // A list that there was no memory for is none; nor is a word of a result that is of another kind.
        private bool IsSequence(Value value, Block block, int depth) => value.Op switch
        {
            Op.Parameter or Op.LoadElement => true,
            Op.CallWord => value.Operands[0].Callee!.Results.Length == 1,                                                           // a word is of a call
            Op.RuntimeCall => value.Users.Take(MostUsers).Any(user => user.Op == Op.CheckSequence && dominators.Dominates(user.Block!, block)),
            Op.Phi => depth < MaxDepth && Enumerable.Range(0, value.Operands.Count).All(index =>
                value.Operands[index] == value || IsSequence(value.Operands[index], value.Block!.Predecessors[index], depth + 1)),
            _ => false,
        };
    }
}
