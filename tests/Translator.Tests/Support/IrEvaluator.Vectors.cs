using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <content>Vectors: lane by lane what the operations of one value do. A lane of a mask is 0 or 1 here, as a bool is.</content>
internal sealed partial class IrEvaluator
{
    private readonly Dictionary<Value, BigInteger[]> _lanes = [];

    private void PassVectors(Block block, int edge)
    {
        var incoming = block.Phis.Where(phi => VectorSupport.IsVector(phi.Type)).Select(phi => (phi, lanes: _lanes[phi.Operands[edge]])).ToList();
        foreach (var (phi, lanes) in incoming)
            _lanes[phi] = lanes;
    }

    /// <summary>Computes a vector, or what is made of one; <see langword="false"/> when a number that it takes has too many bits.</summary>
    private bool TryComputeVector(Value value, int lanes)
    {
        var scalars = value.Operands.Where(operand => !VectorSupport.IsVector(operand.Type)).ToList();
        if (scalars.Exists(operand => _values[operand] is not { } number || !Fits(number, operand.Type)))
            return false;
        BigInteger Scalar(int index) => _values[scalars[index]]!.Value;   // it fits, just seen
        BigInteger[] All(Func<int, BigInteger> lane) => [.. Enumerable.Range(0, lanes).Select(lane)];
        switch (value.Op)
        {
            case Op.Lanewise:
                _lanes[value] = All(lane => Compute(value.ScalarOp, [.. value.Operands.Select(operand => _lanes[operand][lane])])!.Value);   // what wraps fits
                break;
            case Op.VectorLoad:
                _lanes[value] = All(lane => _memory.Load(Scalar(0), Scalar(1) + lane, (ElementKind)value.Immediate));
                break;
            case Op.VectorStore or Op.VectorStoreMasked:
                for (var lane = 0; lane < lanes; lane++)
                {
                    if (value.Op == Op.VectorStoreMasked && _lanes[value.Operands[3]][lane].IsZero)
                        continue;
                    _memory.Store(Scalar(0), Scalar(1) + lane, (ElementKind)value.Immediate, _lanes[value.Operands[2]][lane]);
                }
                break;
            case Op.Broadcast:
                _lanes[value] = All(_ => Scalar(0));
                break;
            case Op.LaneIndexes:
                _lanes[value] = All(lane => lane);
                break;
            case Op.Lane:
                _values[value] = _lanes[value.Operands[0]][value.Immediate];
                break;
            case Op.AnyNegative:
                var isMask = value.Operands[0].Type == IrType.VectorMask;
                _values[value] = Array.Exists(_lanes[value.Operands[0]], lane => isMask ? !lane.IsZero : lane.Sign < 0) ? 1 : 0;
                break;
        }
        return true;
    }
}
