namespace Pyc.Translation.Ir;

/// <content>Vectors: their types, what is done in lanes, what is loaded and stored.</content>
public sealed partial class IrVerifier
{
    private static bool IsOfVectors(Op op) => op is >= Op.Lanewise and <= Op.VectorEnd;

    private void VerifyVector(Value value)
    {
        if (!VectorSupport.IsLaneCount(_function.VectorLanes))
            Fail($"{Describe(value)} is of vectors; the function has {_function.VectorLanes} lanes.");
        var kind = (ElementKind)value.Immediate;
        var first = value.Operands.Count > 0 ? value.Operands[0].Type : IrType.Void;
        switch (value.Op)
        {
            case Op.Lanewise:
                VerifyLanewise(value);
                return;
            case Op.VectorLoad when VectorSupport.CanLoad(kind):
                VerifyTypes(value, [IrType.Address, IrType.Int64], VectorSupport.VectorOf(ElementKinds.TypeOf(kind)));
                return;
            case Op.VectorStore when VectorSupport.CanStore(kind):
                VerifyTypes(value, [IrType.Address, IrType.Int64, VectorSupport.VectorOf(ElementKinds.TypeOf(kind))], IrType.Void);
                return;
            case Op.VectorStoreMasked when kind is ElementKind.Int64 or ElementKind.Float64:
                VerifyTypes(value, [IrType.Address, IrType.Int64, VectorSupport.VectorOf(ElementKinds.TypeOf(kind)), IrType.VectorMask], IrType.Void);
                return;
            case Op.Broadcast when first is IrType.Int64 or IrType.Float64 && value.Immediate == 0:
                VerifyTypes(value, [first], VectorSupport.VectorOf(first));
                return;
            case Op.Lane when first is IrType.VectorInt or IrType.VectorFloat && value.Immediate >= 0 && value.Immediate < _function.VectorLanes:
                VerifyTypes(value, [first], VectorSupport.LaneOf(first));
                return;
            case Op.AnyNegative when first is IrType.VectorInt or IrType.VectorMask && value.Immediate == 0:
            case Op.LaneIndexes or Op.VectorEnd when value.Immediate == 0:
                return;
        }
        Fail($"{Describe(value)} is nothing that vectors have: of {IrPrinter.NameOf(first)}, {value.Immediate}.");
    }

    private void VerifyLanewise(Value value)
    {
        if (!VectorSupport.Has(value.ScalarOp, _function.VectorLanes))
        {
            Fail($"{Describe(value)} is nothing that lanes do: {value.Immediate}.");
            return;
        }
        if (value.ScalarOp == Op.Select)
        {
            VerifyTypes(value, [IrType.VectorMask, value.Type, value.Type], VectorSupport.IsVector(value.Type) ? value.Type : IrType.VectorInt);
            return;
        }
        ref readonly var scalar = ref OpInfo.Of(value.ScalarOp);
        VerifyTypes(
            value, [.. Enumerable.Repeat(VectorSupport.VectorOf(scalar.OperandType), scalar.Arity)], VectorSupport.VectorOf(scalar.ResultType));
    }
}
