namespace Pyc.Translation.Ir;

/// <summary>What the compiler knows about an operation: one row of a table for each <see cref="Ir.Op"/>.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Name">Its name in IR text.</param>
/// <param name="Arity">
/// Number of operands, not counting the frame state; −1 for phis, which have one for each predecessor, and for frame states,
/// calls, of the runtime too, returns, and what is done lane by lane, which have as many as it takes.
/// </param>
/// <param name="OperandType">Type of every operand; <see cref="IrType.Void"/> where any type will do, all alike but the condition of a select.</param>
/// <param name="ResultType">Type of the result; <see cref="IrType.Void"/> for none, or where the operands or the value itself give it.</param>
/// <param name="Effects">What it does besides.</param>
/// <param name="Successors">Number of blocks that a terminator goes to.</param>
public readonly record struct OpInfo(
    Op Op, string Name, int Arity, IrType OperandType, IrType ResultType, Effects Effects = Effects.None, int Successors = 0)
{
    private static readonly OpInfo[] s_rows =                              // in the order of Op; a test checks it
    [
        new(Op.Parameter,          "parameter",      0, IrType.Void, IrType.Void, Effects.Pinned),
        new(Op.Phi,                "phi",           -1, IrType.Void, IrType.Void, Effects.Pinned),
        new(Op.IntConstant,        "int",            0, IrType.Void, IrType.Int64),
        new(Op.BoolConstant,       "bool",           0, IrType.Void, IrType.Bool),
        new(Op.NoneConstant,       "none",           0, IrType.Void, IrType.None),

        new(Op.IntAdd,             "int.add",        2, IrType.Int64, IrType.Int64, Effects.MayOverflow | Effects.Commutative),
        new(Op.IntSub,             "int.sub",        2, IrType.Int64, IrType.Int64, Effects.MayOverflow),
        new(Op.IntMul,             "int.mul",        2, IrType.Int64, IrType.Int64, Effects.MayOverflow | Effects.Commutative),
        new(Op.IntNeg,             "int.neg",        1, IrType.Int64, IrType.Int64, Effects.MayOverflow),
        new(Op.IntAddWrap,         "int.add.wrap",   2, IrType.Int64, IrType.Int64, Effects.Commutative),
        new(Op.IntSubWrap,         "int.sub.wrap",   2, IrType.Int64, IrType.Int64),
        new(Op.IntMulWrap,         "int.mul.wrap",   2, IrType.Int64, IrType.Int64, Effects.Commutative),
        new(Op.IntNegWrap,         "int.neg.wrap",   1, IrType.Int64, IrType.Int64),
        new(Op.IntNot,             "int.not",        1, IrType.Int64, IrType.Int64),
        new(Op.IntAnd,             "int.and",        2, IrType.Int64, IrType.Int64, Effects.Commutative),
        new(Op.IntOr,              "int.or",         2, IrType.Int64, IrType.Int64, Effects.Commutative),
        new(Op.IntXor,             "int.xor",        2, IrType.Int64, IrType.Int64, Effects.Commutative),
        new(Op.IntShiftLeft,       "int.shl",        2, IrType.Int64, IrType.Int64, Effects.MayOverflow),
        new(Op.IntShiftLeftWrap,   "int.shl.wrap",   2, IrType.Int64, IrType.Int64),
        new(Op.IntShiftRight,      "int.shr",        2, IrType.Int64, IrType.Int64),
        new(Op.IntFloorDiv,        "int.div",        2, IrType.Int64, IrType.Int64, Effects.MayOverflow),
        new(Op.IntFloorDivWrap,    "int.div.wrap",   2, IrType.Int64, IrType.Int64),
        new(Op.IntFloorMod,        "int.mod",        2, IrType.Int64, IrType.Int64),
        new(Op.IntPow,             "int.pow",        2, IrType.Int64, IrType.Int64, Effects.MayOverflow),
        new(Op.IntPowWrap,         "int.pow.wrap",   2, IrType.Int64, IrType.Int64),

        new(Op.IntMin,             "int.min",        2, IrType.Int64, IrType.Int64, Effects.Commutative),
        new(Op.IntMax,             "int.max",        2, IrType.Int64, IrType.Int64, Effects.Commutative),

        new(Op.IntEqual,           "int.eq",         2, IrType.Int64, IrType.Bool, Effects.Commutative),
        new(Op.IntNotEqual,        "int.ne",         2, IrType.Int64, IrType.Bool, Effects.Commutative),
        new(Op.IntLess,            "int.lt",         2, IrType.Int64, IrType.Bool),
        new(Op.IntLessOrEqual,     "int.le",         2, IrType.Int64, IrType.Bool),
        new(Op.IntGreater,         "int.gt",         2, IrType.Int64, IrType.Bool),
        new(Op.IntGreaterOrEqual,  "int.ge",         2, IrType.Int64, IrType.Bool),

        new(Op.IntFromBool,        "int.from_bool",  1, IrType.Bool, IrType.Int64),
        new(Op.BoolNot,            "bool.not",       1, IrType.Bool, IrType.Bool),
        new(Op.BoolAnd,            "bool.and",       2, IrType.Bool, IrType.Bool, Effects.Commutative),
        new(Op.BoolOr,             "bool.or",        2, IrType.Bool, IrType.Bool, Effects.Commutative),
        new(Op.BoolXor,            "bool.xor",       2, IrType.Bool, IrType.Bool, Effects.Commutative),

        new(Op.Select,             "select",         3, IrType.Void, IrType.Void),

        new(Op.UIntConstant,       "uint",           0, IrType.Void, IrType.UInt64),
        new(Op.UIntFromBits,       "uint.bits",      1, IrType.Int64, IrType.UInt64),
        new(Op.IntFromBits,        "int.bits",       1, IrType.UInt64, IrType.Int64),
        new(Op.UIntFromInt,        "uint.from_int",  1, IrType.Int64, IrType.UInt64, Effects.MayOverflow),
        new(Op.IntFromUInt,        "int.from_uint",  1, IrType.UInt64, IrType.Int64, Effects.MayOverflow),
        new(Op.UIntAdd,            "uint.add",       2, IrType.UInt64, IrType.UInt64, Effects.MayOverflow | Effects.Commutative),
        new(Op.UIntSub,            "uint.sub",       2, IrType.UInt64, IrType.UInt64, Effects.MayOverflow),
        new(Op.UIntMul,            "uint.mul",       2, IrType.UInt64, IrType.UInt64, Effects.MayOverflow | Effects.Commutative),
        new(Op.UIntShiftLeft,      "uint.shl",       2, IrType.UInt64, IrType.UInt64, Effects.MayOverflow),
        new(Op.UIntShiftRight,     "uint.shr",       2, IrType.UInt64, IrType.UInt64),
        new(Op.UIntFloorDiv,       "uint.div",       2, IrType.UInt64, IrType.UInt64),
        new(Op.UIntFloorMod,       "uint.mod",       2, IrType.UInt64, IrType.UInt64),
        new(Op.UIntMulMod,         "uint.mul_mod",   3, IrType.UInt64, IrType.UInt64),
        new(Op.UIntMulDiv,         "uint.mul_div",   3, IrType.UInt64, IrType.UInt64, Effects.MayOverflow),
        new(Op.UIntBitLength,      "uint.bit_length", 1, IrType.UInt64, IrType.Int64),
        new(Op.UIntBitCount,       "uint.bit_count", 1, IrType.UInt64, IrType.Int64),
        new(Op.UIntLess,           "uint.lt",        2, IrType.UInt64, IrType.Bool),
        new(Op.UIntLessOrEqual,    "uint.le",        2, IrType.UInt64, IrType.Bool),

        new(Op.FloatConstant,      "float",          0, IrType.Void, IrType.Float64),
        new(Op.FloatAdd,           "float.add",      2, IrType.Float64, IrType.Float64, Effects.Commutative),
        new(Op.FloatSub,           "float.sub",      2, IrType.Float64, IrType.Float64),
        new(Op.FloatMul,           "float.mul",      2, IrType.Float64, IrType.Float64, Effects.Commutative),
        new(Op.FloatDiv,           "float.div",      2, IrType.Float64, IrType.Float64),
        new(Op.FloatNeg,           "float.neg",      1, IrType.Float64, IrType.Float64),
        new(Op.FloatAbs,           "float.abs",      1, IrType.Float64, IrType.Float64),
        new(Op.FloatFloor,         "float.floor",    1, IrType.Float64, IrType.Float64),
        new(Op.FloatCeil,          "float.ceil",     1, IrType.Float64, IrType.Float64),
        new(Op.FloatTruncate,      "float.trunc",    1, IrType.Float64, IrType.Float64),
        new(Op.FloatRound,         "float.round",    1, IrType.Float64, IrType.Float64),
        new(Op.FloatSqrt,          "float.sqrt",     1, IrType.Float64, IrType.Float64),
        new(Op.FloatCopySign,      "float.copysign", 2, IrType.Float64, IrType.Float64),
        new(Op.FloatMin,           "float.min",      2, IrType.Float64, IrType.Float64),
        new(Op.FloatMax,           "float.max",      2, IrType.Float64, IrType.Float64),
        new(Op.FloatRemainder,     "float.rem",      2, IrType.Float64, IrType.Float64),
        new(Op.FloatPow,           "float.pow",      2, IrType.Float64, IrType.Float64),
        new(Op.FloatCall1,         "float.call1",    1, IrType.Float64, IrType.Float64),
        new(Op.FloatCall2,         "float.call2",    2, IrType.Float64, IrType.Float64),
        new(Op.FloatCall3,         "float.call3",    3, IrType.Float64, IrType.Float64),
        new(Op.FloatFloorDiv,      "float.floordiv", 2, IrType.Float64, IrType.Float64),
        new(Op.FloatFloorMod,      "float.mod",      2, IrType.Float64, IrType.Float64),
        new(Op.FloatEqual,         "float.eq",       2, IrType.Float64, IrType.Bool, Effects.Commutative),
        new(Op.FloatNotEqual,      "float.ne",       2, IrType.Float64, IrType.Bool, Effects.Commutative),
        new(Op.FloatLess,          "float.lt",       2, IrType.Float64, IrType.Bool),
        new(Op.FloatLessOrEqual,   "float.le",       2, IrType.Float64, IrType.Bool),
        new(Op.FloatFromInt,       "float.from_int", 1, IrType.Int64, IrType.Float64),
        new(Op.FloatFromUInt,      "float.from_uint", 1, IrType.UInt64, IrType.Float64),
        new(Op.IntFromFloat,       "int.from_float", 1, IrType.Float64, IrType.Int64, Effects.MayOverflow | Effects.MayRaise),

        new(Op.LoadTable,          "table",          1, IrType.Int64, IrType.Void),

        new(Op.FixedField,         "field.fixed",    1, IrType.Sequence, IrType.Void),
        new(Op.LoadField,          "field",          1, IrType.Sequence, IrType.Void, Effects.Reads),
        new(Op.StoreCount,         "count.store",    2, IrType.Void, IrType.Void, Effects.Writes),
        new(Op.LoadElement,        "load",           2, IrType.Void, IrType.Void, Effects.Reads),
        new(Op.StoreElement,       "store",          3, IrType.Void, IrType.Void, Effects.Writes),

        new(Op.Lanewise,           "lanes",         -1, IrType.Void, IrType.Void),
        new(Op.VectorLoad,         "vector.load",    2, IrType.Void, IrType.Void, Effects.Reads),
        new(Op.VectorStore,        "vector.store",   3, IrType.Void, IrType.Void, Effects.Writes),
        new(Op.VectorStoreMasked,  "vector.store.masked", 4, IrType.Void, IrType.Void, Effects.Writes),
        new(Op.Broadcast,          "broadcast",      1, IrType.Void, IrType.Void),
        new(Op.LaneIndexes,        "lane.indexes",   0, IrType.Void, IrType.VectorInt),
        new(Op.Lane,               "lane",           1, IrType.Void, IrType.Void),
        new(Op.AnyNegative,        "any_negative",   1, IrType.Void, IrType.Bool),
        new(Op.VectorEnd,          "vector.end",     0, IrType.Void, IrType.Void, Effects.Ordered | Effects.Writes),

        new(Op.SequenceEqual,      "sequence.eq",    2, IrType.Sequence, IrType.Bool, Effects.Commutative),
        new(Op.AddressDifference,  "address.sub",    2, IrType.Address, IrType.Int64),
        new(Op.RuntimeCall,        "runtime",       -1, IrType.Void, IrType.Void, Effects.Reads | Effects.Writes | Effects.Ordered),

        new(Op.CheckTrue,          "check",          1, IrType.Bool, IrType.Void, Effects.Check),
        new(Op.CheckFloatExact,    "check.exact",    1, IrType.Int64, IrType.Void, Effects.Check),
        new(Op.CheckNonZero,       "check.nonzero",  1, IrType.Int64, IrType.Void, Effects.Check),
        new(Op.CheckNotNegative,   "check.nonneg",   1, IrType.Int64, IrType.Void, Effects.Check),

        new(Op.CheckSequence,      "check.sequence", 1, IrType.Sequence, IrType.Void, Effects.Check),
        new(Op.CheckStack,         "check.stack",    0, IrType.Void, IrType.Void, Effects.Check),
        new(Op.Poll,               "poll",           0, IrType.Void, IrType.Void, Effects.Check | Effects.Ordered),

        new(Op.Call,               "call",          -1, IrType.Void, IrType.Result, Effects.MayRaise | Effects.Ordered),
        new(Op.CallWord,           "call.word",      1, IrType.Result, IrType.Void, Effects.Ordered),
        new(Op.CallShape,          "call.shape",     1, IrType.Result, IrType.Int64, Effects.Ordered),

        new(Op.FrameState,         "state",         -1, IrType.Void, IrType.State),

        new(Op.Jump,               "jump",           0, IrType.Void, IrType.Void, Effects.Terminator, 1),
        new(Op.Branch,             "branch",         1, IrType.Bool, IrType.Void, Effects.Terminator, 2),
        new(Op.Return,             "return",        -1, IrType.Void, IrType.Void, Effects.Terminator),
        new(Op.Exit,               "exit",           0, IrType.Void, IrType.Void, Effects.Terminator),
    ];

    /// <summary>Whether it can leave the function, and has a frame state to do so with.</summary>
    public bool MayExit => (Effects & (Effects.MayOverflow | Effects.Check)) != 0 || Op is Op.Exit or Op.Call;

    /// <summary>Whether it exits by what its operand is: not by what the context of the call says.</summary>
    public bool IsTest => (Effects & Effects.Check) != 0 && Arity > 0;

    /// <summary>Whether it calls a <see cref="FloatFunction"/>.</summary>
    public bool IsFloatCall => Op is Op.FloatCall1 or Op.FloatCall2 or Op.FloatCall3;

    /// <summary>All rows, in the order of <see cref="Ir.Op"/>.</summary>
    public static ReadOnlySpan<OpInfo> All => s_rows;

    /// <summary>The row of one operation.</summary>
    public static ref readonly OpInfo Of(Op op) => ref s_rows[(int)op];
}
