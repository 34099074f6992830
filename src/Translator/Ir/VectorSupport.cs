using System.Collections.Frozen;

namespace Pyc.Translation.Ir;

/// <summary>What can be done with vectors: the operations that <see cref="Op.Lanewise"/> does, the elements that are loaded and stored.</summary>
/// <remarks>
/// 4 lanes are those of AVX2, 8 lanes those of AVX-512F with DQ and VL. What one of them has no instruction for takes a few.
/// </remarks>
public static class VectorSupport
{
    // None of them has effects, and each gives in a lane exactly the bits that it gives alone.
    private static readonly FrozenSet<Op> s_lanewise = FrozenSet.Create(
        Op.IntAddWrap, Op.IntSubWrap, Op.IntMulWrap, Op.IntNegWrap, Op.IntNot, Op.IntAnd, Op.IntOr, Op.IntXor, Op.IntShiftLeftWrap, Op.IntShiftRight,
        Op.IntMin, Op.IntMax, Op.IntEqual, Op.IntNotEqual, Op.IntLess, Op.IntLessOrEqual, Op.IntGreater, Op.IntGreaterOrEqual,
        Op.IntFromBool, Op.BoolNot, Op.BoolAnd, Op.BoolOr, Op.BoolXor, Op.Select,
        Op.FloatAdd, Op.FloatSub, Op.FloatMul, Op.FloatDiv, Op.FloatNeg, Op.FloatAbs, Op.FloatSqrt, Op.FloatMin, Op.FloatMax,
        Op.FloatFloor, Op.FloatCeil, Op.FloatTruncate, Op.FloatRound,
        Op.FloatEqual, Op.FloatNotEqual, Op.FloatLess, Op.FloatLessOrEqual, Op.FloatFromInt, Op.Select);

    /// <summary>The operations that some vectors have.</summary>
    public static IEnumerable<Op> Operations => s_lanewise.Order();

    /// <summary>Whether vectors of so many lanes have an operation.</summary>
    public static bool Has(Op scalar, int lanes) => IsLaneCount(lanes) && s_lanewise.Contains(scalar);

    /// <summary>Whether there are vectors of so many lanes.</summary>
    public static bool IsLaneCount(int lanes) => lanes is 4 or 8;

    /// <summary>Whether elements of a kind are loaded into lanes: what lanes have a type for. Those of fewer bits are extended.</summary>
    public static bool CanLoad(ElementKind kind) => VectorOf(ElementKinds.TypeOf(kind)) != IrType.Void;

    /// <summary>Whether lanes are stored into elements of a kind: likewise. What is stored into fewer bits fits them; a float is rounded.</summary>
    public static bool CanStore(ElementKind kind) => CanLoad(kind);

    /// <summary>Whether a type is one of vectors.</summary>
    public static bool IsVector(IrType type) => type is IrType.VectorInt or IrType.VectorFloat or IrType.VectorMask;

    /// <summary>The type of vectors of a type; <see cref="IrType.Void"/> for none.</summary>
    public static IrType VectorOf(IrType scalar) => scalar switch
    {
        IrType.Int64 => IrType.VectorInt,
        IrType.Float64 => IrType.VectorFloat,
        IrType.Bool => IrType.VectorMask,
        _ => IrType.Void,
    };

    /// <summary>The type of the lanes of vectors of a type; <see cref="IrType.Void"/> where it is no vector.</summary>
    public static IrType LaneOf(IrType vector) => vector switch
    {
        IrType.VectorInt => IrType.Int64,
        IrType.VectorFloat => IrType.Float64,
        IrType.VectorMask => IrType.Bool,
        _ => IrType.Void,
    };
}
