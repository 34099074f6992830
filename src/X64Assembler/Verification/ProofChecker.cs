using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Shows what a walk through a function has left to be shown: elements are read within sequences, divisions are safe, sequences are such.</summary>
internal sealed class ProofChecker(CodeWalk code, FunctionWalk walk)
{
    private readonly BoundProver _prover = new(walk);

    internal void Run()
    {
        var counts = walk.Counts;
        for (var index = 0; index < counts.Length; index++)
        {
            for (var count = 0; count < counts[index]; count++)
                code.Report.Count((AccessClass)index);
        }
        var checkedUses = new HashSet<(MachineNode, FlowBlock)>();
        foreach (var use in walk.SequenceUses)
        {
            if (checkedUses.Add((use.Value, use.Block)))
                CheckSequence(use.At, use.Block, use.Value);
        }
        foreach (var access in walk.ElementAccesses)
            Check(access);
        foreach (var (at, block, header, count) in walk.Facts.Counts)
            CheckCount(at, block, header, count);
        foreach (var division in walk.Divisions)
            Check(division);
    }

    private void Violate(ViolationKind kind, int at, string reason) => code.Report.Add(code.Violation(kind, at, reason));

    private void LeaveOpen(ViolationKind kind, int at, string reason) => code.Report.AddUnproven(code.Violation(kind, at, reason));

    private void CheckSequence(int at, FlowBlock block, MachineNode value)
    {
        if (!IsSequence(value, new ProofPlace(block), []))
            LeaveOpen(ViolationKind.Sequence, at, $"it is not shown that {value} is a sequence");
        else if (value.Sequence?.Find().IsContradictory == true)
            LeaveOpen(ViolationKind.Sequence, at, "the sequence has elements of two kinds");
    }

    /// <summary>Whether a value is the address of a header wherever it is used.</summary>
    private bool IsSequence(MachineNode value, ProofPlace place, HashSet<MachineNode> seen)
    {
        switch (value.Kind)
        {
            case NodeKind.Parameter:
                return code.Code.Functions[walk.Index].ParameterTypes[(int)value.Number] == IrType.Sequence;
            case NodeKind.Result when walk.RuntimeCallOf(value) is { } call:
                return call.Function == RuntimeFunction.NewList && _prover.IsNot(value, 0, place);
            case NodeKind.Result:
                return value.A is { Number: >= 0 };
            case NodeKind.Element:
                return SequenceInference.HeaderOf(walk, value.A!)?.Sequence?.Find().Kind is ElementKind.Sequence;
            case NodeKind.Phi when !seen.Add(value):
                return true;
            case NodeKind.Phi:
                return walk.OperandsOf(value).All(operand => operand.Value is { } node
                    && (IsSequence(node, _prover.PlaceOf(value, operand.From), seen) || (IsNewList(node) && _prover.IsNot(value, 0, place))));
            case NodeKind.Select:
                return IsSequence(value.B!, place, seen) && IsSequence(value.C!, place, seen);      // a choice has both
            default:
                return false;
        }
    }

    private bool IsNewList(MachineNode node) => walk.RuntimeCallOf(node) is { Function: RuntimeFunction.NewList };

    internal static bool CanBeSequence(CodeWalk code, FunctionWalk walk, MachineNode value) => value.Kind switch
    {
        NodeKind.Parameter => code.Code.Functions[walk.Index].ParameterTypes[(int)value.Number] == IrType.Sequence,
        NodeKind.Result or NodeKind.Phi or NodeKind.Select => true,
        NodeKind.Element => SequenceInference.HeaderOf(walk, value.A!)?.Sequence?.Find().Kind is ElementKind.Sequence,
        _ => false,
    };

    private void Check(MemoryAccess access)
    {
        if (access.Data.Kind == NodeKind.Pool)
        {
            var bytes = code.Code.Bytes.Length - access.Data.Number - access.Size;
            if (IsWithin(access, size: access.Scale, limit: walk.Nodes.Constant(bytes / access.Scale + 1)))
                code.Report.Count(AccessClass.Table);
            else
                LeaveOpen(ViolationKind.Index, access.At, $"the index {access.Index} into a table is not shown to be within the constants");
            return;
        }
        if (SequenceInference.HeaderOf(walk, access.Data) is not { Sequence: { } variable } header)
        {
            Violate(ViolationKind.Sequence, access.At, "the address is of elements of no one sequence");
            return;
        }
        var sequence = variable.Find();
        if (sequence.IsList && !_prover.IsFieldNow(access.Data, header, SequenceLayout.Data, MachineState.Moves, access.Moves, access.Block, []))
        {
            LeaveOpen(ViolationKind.Sequence, access.At, "the elements may have moved since their address was read");
            return;
        }
        if (access.IsWrite && sequence.IsReadOnly)
        {
            Violate(ViolationKind.Sequence, access.At, "the sequence must not be written");
            return;
        }
        // What native code takes for a list must be one: of lists, only those elements count that are there.
        var isOfLists = !access.IsWrite && sequence.Kind is ElementKind.Sequence or ElementKind.Mixed;
        var limit = walk.Nodes.Make(NodeKind.Limit, 0, header, isOfLists ? access.Lengths : null);
        var size = sequence.Kind is null ? (access.Index is null ? access.Size : access.Scale) : sequence.ElementSize;
        if (IsWithin(access, size, limit) || (sequence.IsGrid && IsWithinGrid(access, size, header)))
            code.Report.Count(AccessClass.Element);
        else
            LeaveOpen(ViolationKind.Index, access.At, $"the index {access.Index?.ToString() ?? "0"} with {access.Displacement} bytes is not shown to be within {header}");
    }

    /// <summary>Whether index · scale + displacement is within so many elements of so many bytes.</summary>
    private bool IsWithin(MemoryAccess access, int size, MachineNode limit)
    {
        var place = new ProofPlace(access.Block);
        foreach (var (index, scale, displacement) in FormsOf(access))
        {
            if (scale % size != 0 && index is not null)
                continue;
            var (first, within) = (FloorOf(displacement, size), displacement - FloorOf(displacement, size) * size);
            var elements = (within + access.Size + size - 1) / size;
            var factor = index is null ? 0 : scale / size;
            if (index is null)
            {
                if (first >= 0 && _prover.AtMost(walk.Nodes.Zero, limit, -elements - first, place))
                    return true;
            }
            else if (factor == 1 && _prover.AtLeast(index, -(Int128)first, place) && _prover.AtMost(index, limit, -elements - first, place))
            {
                return true;
            }
        }
        return false;
    }

    private static long FloorOf(long number, int size) => number >= 0 ? number / size : -((-number + size - 1) / size);

    /// <summary>The ways to see an address as a multiple of some value and a number of bytes: addresses are modulo 2⁶⁴, so all of them are right.</summary>
    private static IEnumerable<(MachineNode? Index, long Scale, long Displacement)> FormsOf(MemoryAccess access)
    {
        var (index, scale, displacement) = (access.Index, (long)access.Scale, access.Displacement);
        while (true)
        {
            yield return (index, index is null ? 0 : scale, displacement);
            switch (index)
            {
                case { IsConstant: true }:
                    displacement += scale * index.Number;
                    index = null;
                    break;
                case { Kind: NodeKind.AddConstant, A: { } a }:
                    displacement += scale * index.Number;
                    index = a;
                    break;
                case { Kind: NodeKind.ShiftLeft, A: { } a } when index.Number < 16:
                    scale <<= (int)index.Number;
                    index = a;
                    break;
                case { Kind: NodeKind.Multiply, A: { } a, B: { IsConstant: true, Number: > 0 and < 1024 } b }:
                    scale *= b.Number;
                    index = a;
                    break;
                case { Kind: NodeKind.Add, A: { } a, B: { Kind: NodeKind.ShiftLeft, A: { } shifted } b } when shifted == a && b.Number < 16:
                    scale *= (1L << (int)b.Number) + 1;
                    index = a;
                    break;
                case { Kind: NodeKind.Add, A: { } a, B: { } b } when a == b:
                    scale *= 2;
                    index = a;
                    break;
                default:
                    yield break;
            }
        }
    }

    /// <summary>Whether an index is row · columns + column, of a row and a column that are there.</summary>
    private bool IsWithinGrid(MemoryAccess access, int size, MachineNode header)
    {
        var place = new ProofPlace(access.Block);
        bool IsColumns(MachineNode node) => node is { Kind: NodeKind.Field, Number: SequenceLayout.Columns } && node.A == header;
        foreach (var (index, scale, displacement) in FormsOf(access))
        {
            if (index is null || scale != size || displacement % size != 0)
                continue;
            var first = displacement / size;
            var elements = (access.Size + size - 1) / size;
            foreach (var (product, column) in SumsOf(index))
            {
                if (product is not { Kind: NodeKind.Multiply, A: { } row, B: { } columns })
                    continue;
                if (IsColumns(row))
                    (row, columns) = (columns, row);
                if (!IsColumns(columns))
                    continue;
                var limit = walk.Nodes.Make(NodeKind.Limit, 0, header);
                var isColumn = column is null
                    ? first >= 0 && _prover.AtMost(walk.Nodes.Zero, columns, -elements - first, place)
                    : _prover.AtLeast(column, -first, place) && _prover.AtMost(column, columns, -elements - first, place);
                if (isColumn && _prover.AtLeast(row, 0, place) && _prover.AtMost(row, limit, -1, place))
                    return true;
            }
        }
        return false;
    }

    private static IEnumerable<(MachineNode Product, MachineNode? Other)> SumsOf(MachineNode index)
    {
        yield return (index, null);
        if (index is { Kind: NodeKind.Add, A: { } a, B: { } b })
        {
            yield return (a, b);
            yield return (b, a);
        }
    }

    private void CheckCount(int at, FlowBlock block, MachineNode header, MachineNode count)
    {
        var place = new ProofPlace(block);
        var limit = walk.Nodes.Make(NodeKind.Limit, 0, header);
        if (!_prover.AtLeast(count, 0, place) || !_prover.AtMost(count, limit, 0, place))
            LeaveOpen(ViolationKind.Index, at, $"the length {count} is not shown to be within the room of {header}");
    }

    private void Check(Division division)
    {
        var place = new ProofPlace(division.Block);
        var divisor = division.Divisor;
        if (!_prover.IsNot(divisor, 0, place))
        {
            LeaveOpen(ViolationKind.Division, division.At, $"it is not shown that the divisor {divisor} is not 0");
            return;
        }
        if (division.IsSigned)
        {
            var isExtended = division.High is { Kind: NodeKind.ShiftRight, Number: 63 } high && high.A == division.Low
                || (division is { High: { IsConstant: true } sign, Low: { IsConstant: true } low } && sign.Number == low.Number >> 63);
            if (!isExtended)
                Violate(ViolationKind.Division, division.At, "the high half of the dividend is not its sign");
            else if (!_prover.IsNot(divisor, -1, place) && !_prover.IsNot(division.Low, long.MinValue, place))
                LeaveOpen(ViolationKind.Division, division.At, $"it is not shown that the divisor {divisor} is not -1, or the dividend not the smallest number");
            else
                code.Report.Divisions++;
            return;
        }
        if (division.High is { IsConstant: true, Number: 0 } || IsBelow(division.High, divisor, place, []))
            code.Report.Divisions++;
        else
            LeaveOpen(ViolationKind.Division, division.At, "the high half of the dividend is not shown to be below the divisor");
    }

    private bool IsBelow(MachineNode high, MachineNode divisor, ProofPlace place, HashSet<MachineNode> seen)
    {
        if (high is { Kind: NodeKind.UnsignedRemainder, B: { } by } && by == divisor)
            return true;
        if (_prover.FactsOf(high, place).Any(fact => fact.Kind == FactKind.BelowUnsigned && fact.A == high && fact.B == divisor))
            return true;
        return high.Kind == NodeKind.Phi && seen.Add(high) && divisor.Kind != NodeKind.Phi
            && walk.OperandsOf(high).All(operand => operand.Value is { } value && IsBelow(value, divisor, _prover.PlaceOf(high, operand.From), seen));
    }
}
