using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>A row of CPython's table of binary operations, which the argument of BINARY_OP indexes.</summary>
/// <param name="Name">CPython's name, <c>NB_ADD</c>.</param>
/// <param name="Operator">The operator; <see langword="null"/> for a subscript, <c>a[b]</c>.</param>
/// <param name="InPlace">Whether it belongs to an augmented assignment such as <c>+=</c>.</param>
internal readonly record struct BinaryOperation(string Name, BinaryOperator? Operator, bool InPlace = false);

/// <summary>The constants that LOAD_COMMON_CONSTANT pushes, numbered as its argument is.</summary>
internal enum CommonConstant
{
    AssertionError,
    NotImplementedError,
    Tuple,
    All,
    Any,
    List,
    Set,
    None,
    EmptyString,
    True,
    False,
    MinusOne,
}

/// <summary>What the arguments of opcodes index where the meaning depends on the version.</summary>
/// <remarks>Tested against <c>fixtures/opcodes</c>. A table is empty for the versions that do not have its opcode.</remarks>
internal static class OperandTables
{
    private static readonly ImmutableArray<BinaryOperation> s_binaryOperations =
    [
        new("NB_ADD",                     BinaryOperator.Add),
        new("NB_AND",                     BinaryOperator.And),
        new("NB_FLOOR_DIVIDE",            BinaryOperator.FloorDivide),
        new("NB_LSHIFT",                  BinaryOperator.ShiftLeft),
        new("NB_MATRIX_MULTIPLY",         BinaryOperator.MatrixMultiply),
        new("NB_MULTIPLY",                BinaryOperator.Multiply),
        new("NB_REMAINDER",               BinaryOperator.Modulo),
        new("NB_OR",                      BinaryOperator.Or),
        new("NB_POWER",                   BinaryOperator.Power),
        new("NB_RSHIFT",                  BinaryOperator.ShiftRight),
        new("NB_SUBTRACT",                BinaryOperator.Subtract),
        new("NB_TRUE_DIVIDE",             BinaryOperator.TrueDivide),
        new("NB_XOR",                     BinaryOperator.Xor),
        new("NB_INPLACE_ADD",             BinaryOperator.Add,            InPlace: true),
        new("NB_INPLACE_AND",             BinaryOperator.And,            InPlace: true),
        new("NB_INPLACE_FLOOR_DIVIDE",    BinaryOperator.FloorDivide,    InPlace: true),
        new("NB_INPLACE_LSHIFT",          BinaryOperator.ShiftLeft,      InPlace: true),
        new("NB_INPLACE_MATRIX_MULTIPLY", BinaryOperator.MatrixMultiply, InPlace: true),
        new("NB_INPLACE_MULTIPLY",        BinaryOperator.Multiply,       InPlace: true),
        new("NB_INPLACE_REMAINDER",       BinaryOperator.Modulo,         InPlace: true),
        new("NB_INPLACE_OR",              BinaryOperator.Or,             InPlace: true),
        new("NB_INPLACE_POWER",           BinaryOperator.Power,          InPlace: true),
        new("NB_INPLACE_RSHIFT",          BinaryOperator.ShiftRight,     InPlace: true),
        new("NB_INPLACE_SUBTRACT",        BinaryOperator.Subtract,       InPlace: true),
        new("NB_INPLACE_TRUE_DIVIDE",     BinaryOperator.TrueDivide,     InPlace: true),
        new("NB_INPLACE_XOR",             BinaryOperator.Xor,            InPlace: true),
        new("NB_SUBSCR",                  Operator: null),                                 // 3.14 –
    ];

    private static readonly ImmutableArray<string> s_comparisons =
        ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not", "exception match"];

    private static readonly ImmutableArray<string> s_unaryIntrinsics =
    [
        "INTRINSIC_1_INVALID", "INTRINSIC_PRINT", "INTRINSIC_IMPORT_STAR", "INTRINSIC_STOPITERATION_ERROR",
        "INTRINSIC_ASYNC_GEN_WRAP", "INTRINSIC_UNARY_POSITIVE", "INTRINSIC_LIST_TO_TUPLE", "INTRINSIC_TYPEVAR",
        "INTRINSIC_PARAMSPEC", "INTRINSIC_TYPEVARTUPLE", "INTRINSIC_SUBSCRIPT_GENERIC", "INTRINSIC_TYPEALIAS",
    ];

    private static readonly ImmutableArray<string> s_binaryIntrinsics =
    [
        "INTRINSIC_2_INVALID", "INTRINSIC_PREP_RERAISE_STAR", "INTRINSIC_TYPEVAR_WITH_BOUND",
        "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS", "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
        "INTRINSIC_SET_TYPEPARAM_DEFAULT",                                                 // 3.13 –
    ];

    private static readonly ImmutableArray<CommonConstant> s_commonConstants = [.. Enum.GetValues<CommonConstant>()];

    /// <summary>The argument of BINARY_OP, 3.11 on.</summary>
    internal static ImmutableArray<BinaryOperation> BinaryOperations(PythonVersion version) =>
        version.IsAtLeast(3, 14) ? s_binaryOperations : version.IsAtLeast(3, 11) ? s_binaryOperations[..^1] : [];

    /// <summary>
    /// What COMPARE_OP compares, by the index in its argument: six comparisons, and up to 3.8 also membership, identity and the
    /// match of an exception. CPython's own list ends in <c>BAD</c> there, which is no operator and not here.
    /// </summary>
    internal static ImmutableArray<string> Comparisons(PythonVersion version) =>
        version.IsAtLeast(3, 9) ? s_comparisons[..6] : s_comparisons;

    /// <summary>The argument of CALL_INTRINSIC_1, 3.12 on.</summary>
    internal static ImmutableArray<string> UnaryIntrinsics(PythonVersion version) =>
        version.IsAtLeast(3, 12) ? s_unaryIntrinsics : [];

    /// <summary>The argument of CALL_INTRINSIC_2, 3.12 on.</summary>
    internal static ImmutableArray<string> BinaryIntrinsics(PythonVersion version) =>
        version.IsAtLeast(3, 13) ? s_binaryIntrinsics : version.IsAtLeast(3, 12) ? s_binaryIntrinsics[..^1] : [];

    /// <summary>The argument of LOAD_COMMON_CONSTANT, 3.14 on.</summary>
    internal static ImmutableArray<CommonConstant> CommonConstants(PythonVersion version) =>
        version.IsAtLeast(3, 15) ? s_commonConstants : version.IsAtLeast(3, 14) ? s_commonConstants[..5] : [];
}
