using System.Collections.Frozen;
using static Pyc.Loader.ArgumentForm;
using static Pyc.Loader.BytecodeOp;

namespace Pyc.Loader;

/// <summary>The meaning of every opcode name of every version. Numbers belong to a version, meanings to a name.</summary>
/// <remarks>
/// A name has one meaning in all versions, unless its rule says otherwise. CPython: <c>Python/ceval.c</c>, <c>bytecodes.c</c>.
/// </remarks>
internal static class OpcodeMeanings
{
    internal static FrozenDictionary<string, OpcodeMeaning> ByName { get; } = new Dictionary<string, OpcodeMeaning>
    {
        // ---- values and the stack
        ["LOAD_CONST"] = new(ConstantRules.Load),
        ["LOAD_SMALL_INT"] = new(ConstantRules.LoadSmallInteger),
        ["LOAD_COMMON_CONSTANT"] = new(ConstantRules.LoadCommonConstant),
        ["RETURN_CONST"] = new(ConstantRules.Return),
        ["LOAD_ASSERTION_ERROR"] = new(LoadCommon, Implied, (int)CommonObject.AssertionError),
        ["LOAD_BUILD_CLASS"] = new(LoadCommon, Implied, (int)CommonObject.BuildClass),
        ["NOP"] = new(BytecodeOp.Nop),
        ["POP_TOP"] = new(t => t.DropTop()),
        ["POP_ITER"] = new(LoopRules.PopIterator),
        ["PUSH_NULL"] = new(t => t.Push(ItemKind.Null)),
        ["DUP_TOP"] = new(t => t.CopyItem(1)),
        ["DUP_TOP_TWO"] = new(t => StackRules.Duplicate(t, 2)),
        ["DUP_TOPX"] = new(t => StackRules.Duplicate(t, t.Argument)),
        ["COPY"] = new(t => t.CopyItem(t.Argument)),
        ["ROT_TWO"] = new(t => t.SwapItems(2)),
        ["SWAP"] = new(t => t.SwapItems(t.Argument)),
        ["ROT_THREE"] = new(t => t.RotateDownItems(3)),
        ["ROT_FOUR"] = new(t => t.RotateDownItems(4)),
        ["ROT_N"] = new(t => t.RotateDownItems(t.Argument)),

        // ---- locals and cells
        ["LOAD_FAST"] = new(LocalRules.Load),
        ["LOAD_FAST_CHECK"] = new(LocalRules.Load),
        ["LOAD_FAST_BORROW"] = new(LocalRules.Load),
        ["LOAD_FAST_AND_CLEAR"] = new(LocalRules.Save),
        ["STORE_FAST"] = new(LocalRules.Store),
        ["DELETE_FAST"] = new(DeleteLocal, ArgumentForm.Slot),
        ["LOAD_FAST_LOAD_FAST"] = new(LocalRules.LoadTwo),
        ["LOAD_FAST_BORROW_LOAD_FAST_BORROW"] = new(LocalRules.LoadTwo),
        ["STORE_FAST_LOAD_FAST"] = new(LocalRules.StoreThenLoad),
        ["STORE_FAST_STORE_FAST"] = new(LocalRules.StoreTwo),
        ["MAKE_CELL"] = new(LocalRules.MakeCell),
        ["COPY_FREE_VARS"] = new(CopyFreeVariables, AsIs),
        ["LOAD_CLOSURE"] = new(LoadClosure, Cell),
        ["LOAD_DEREF"] = new(LoadDeref, Cell),
        ["STORE_DEREF"] = new(StoreDeref, Cell),
        ["DELETE_DEREF"] = new(DeleteDeref, Cell),
        ["LOAD_CLASSDEREF"] = new(LocalRules.LoadClassCell),
        ["LOAD_FROM_DICT_OR_DEREF"] = new(LoadFromDictOrDeref, Cell),

        // ---- names
        ["LOAD_NAME"] = new(LoadName, AsIs),
        ["STORE_NAME"] = new(StoreName, AsIs),
        ["DELETE_NAME"] = new(DeleteName, AsIs),
        ["LOAD_GLOBAL"] = new(NameRules.LoadGlobal),
        ["STORE_GLOBAL"] = new(StoreGlobal, AsIs),
        ["DELETE_GLOBAL"] = new(DeleteGlobal, AsIs),
        ["LOAD_ATTR"] = new(NameRules.LoadAttribute),
        ["LOAD_METHOD"] = new(NameRules.LoadMethod),
        ["STORE_ATTR"] = new(StoreAttribute, AsIs),
        ["DELETE_ATTR"] = new(DeleteAttribute, AsIs),
        ["LOAD_SUPER_ATTR"] = new(NameRules.LoadSuperAttribute),
        ["LOAD_LOCALS"] = new(LoadLocals),
        ["STORE_LOCALS"] = new(StoreLocals),
        ["LOAD_FROM_DICT_OR_GLOBALS"] = new(LoadFromDictOrGlobals, AsIs),
        ["SETUP_ANNOTATIONS"] = new(SetupAnnotations),
        ["STORE_ANNOTATION"] = new(StoreAnnotation, AsIs),
        ["IMPORT_NAME"] = new(NameRules.Import),
        ["IMPORT_FROM"] = new(ImportFrom, AsIs),
        ["IMPORT_STAR"] = new(ImportStar),

        // ---- operators
        ["UNARY_NEGATIVE"] = new(Unary, Implied, (int)UnaryOperator.Negative),
        ["UNARY_POSITIVE"] = new(Unary, Implied, (int)UnaryOperator.Positive),
        ["UNARY_INVERT"] = new(Unary, Implied, (int)UnaryOperator.Invert),
        ["UNARY_NOT"] = new(Unary, Implied, (int)UnaryOperator.Not),
        ["UNARY_CONVERT"] = new(ConvertToText, Implied, (int)TextConversion.Repr),                     // 2.7
        ["BINARY_ADD"] = new(Binary, Implied, (int)BinaryOperator.Add),                                // 2.7 – 3.10
        ["BINARY_SUBTRACT"] = new(Binary, Implied, (int)BinaryOperator.Subtract),
        ["BINARY_MULTIPLY"] = new(Binary, Implied, (int)BinaryOperator.Multiply),
        ["BINARY_DIVIDE"] = new(Binary, Implied, (int)BinaryOperator.ClassicDivide),                   // 2.7
        ["BINARY_TRUE_DIVIDE"] = new(Binary, Implied, (int)BinaryOperator.TrueDivide),
        ["BINARY_FLOOR_DIVIDE"] = new(Binary, Implied, (int)BinaryOperator.FloorDivide),
        ["BINARY_MODULO"] = new(Binary, Implied, (int)BinaryOperator.Modulo),
        ["BINARY_POWER"] = new(Binary, Implied, (int)BinaryOperator.Power),
        ["BINARY_MATRIX_MULTIPLY"] = new(Binary, Implied, (int)BinaryOperator.MatrixMultiply),
        ["BINARY_LSHIFT"] = new(Binary, Implied, (int)BinaryOperator.ShiftLeft),
        ["BINARY_RSHIFT"] = new(Binary, Implied, (int)BinaryOperator.ShiftRight),
        ["BINARY_AND"] = new(Binary, Implied, (int)BinaryOperator.And),
        ["BINARY_OR"] = new(Binary, Implied, (int)BinaryOperator.Or),
        ["BINARY_XOR"] = new(Binary, Implied, (int)BinaryOperator.Xor),
        ["INPLACE_ADD"] = new(BinaryInPlace, Implied, (int)BinaryOperator.Add),                        // 2.7 – 3.10
        ["INPLACE_SUBTRACT"] = new(BinaryInPlace, Implied, (int)BinaryOperator.Subtract),
        ["INPLACE_MULTIPLY"] = new(BinaryInPlace, Implied, (int)BinaryOperator.Multiply),
        ["INPLACE_DIVIDE"] = new(BinaryInPlace, Implied, (int)BinaryOperator.ClassicDivide),           // 2.7
        ["INPLACE_TRUE_DIVIDE"] = new(BinaryInPlace, Implied, (int)BinaryOperator.TrueDivide),
        ["INPLACE_FLOOR_DIVIDE"] = new(BinaryInPlace, Implied, (int)BinaryOperator.FloorDivide),
        ["INPLACE_MODULO"] = new(BinaryInPlace, Implied, (int)BinaryOperator.Modulo),
        ["INPLACE_POWER"] = new(BinaryInPlace, Implied, (int)BinaryOperator.Power),
        ["INPLACE_MATRIX_MULTIPLY"] = new(BinaryInPlace, Implied, (int)BinaryOperator.MatrixMultiply),
        ["INPLACE_LSHIFT"] = new(BinaryInPlace, Implied, (int)BinaryOperator.ShiftLeft),
        ["INPLACE_RSHIFT"] = new(BinaryInPlace, Implied, (int)BinaryOperator.ShiftRight),
        ["INPLACE_AND"] = new(BinaryInPlace, Implied, (int)BinaryOperator.And),
        ["INPLACE_OR"] = new(BinaryInPlace, Implied, (int)BinaryOperator.Or),
        ["INPLACE_XOR"] = new(BinaryInPlace, Implied, (int)BinaryOperator.Xor),
        ["BINARY_OP"] = new(OperatorRules.BinaryOperation),                                            // 3.11 –
        ["COMPARE_OP"] = new(OperatorRules.Comparison),
        ["IS_OP"] = new(BytecodeOp.Is, AsIs),
        ["CONTAINS_OP"] = new(BytecodeOp.Contains, AsIs),
        ["TO_BOOL"] = new(OperatorRules.Truth),
        ["CALL_INTRINSIC_1"] = new(OperatorRules.UnaryIntrinsic),
        ["CALL_INTRINSIC_2"] = new(OperatorRules.BinaryIntrinsic),

        // ---- subscripts
        ["BINARY_SUBSCR"] = new(LoadSubscript),
        ["STORE_SUBSCR"] = new(StoreSubscript),
        ["DELETE_SUBSCR"] = new(DeleteSubscript),
        ["BUILD_SLICE"] = new(SubscriptRules.BuildSlice),
        ["BINARY_SLICE"] = new(t => SubscriptRules.Slice(t, LoadSubscript, SliceBounds.Both)),         // 3.12 –
        ["STORE_SLICE"] = new(t => SubscriptRules.Slice(t, StoreSubscript, SliceBounds.Both)),
        ["SLICE+0"] = new(t => SubscriptRules.Slice(t, LoadSubscript, SliceBounds.Neither)),           // 2.7
        ["SLICE+1"] = new(t => SubscriptRules.Slice(t, LoadSubscript, SliceBounds.Start)),
        ["SLICE+2"] = new(t => SubscriptRules.Slice(t, LoadSubscript, SliceBounds.Stop)),
        ["SLICE+3"] = new(t => SubscriptRules.Slice(t, LoadSubscript, SliceBounds.Both)),
        ["STORE_SLICE+0"] = new(t => SubscriptRules.Slice(t, StoreSubscript, SliceBounds.Neither)),
        ["STORE_SLICE+1"] = new(t => SubscriptRules.Slice(t, StoreSubscript, SliceBounds.Start)),
        ["STORE_SLICE+2"] = new(t => SubscriptRules.Slice(t, StoreSubscript, SliceBounds.Stop)),
        ["STORE_SLICE+3"] = new(t => SubscriptRules.Slice(t, StoreSubscript, SliceBounds.Both)),
        ["DELETE_SLICE+0"] = new(t => SubscriptRules.Slice(t, DeleteSubscript, SliceBounds.Neither)),
        ["DELETE_SLICE+1"] = new(t => SubscriptRules.Slice(t, DeleteSubscript, SliceBounds.Start)),
        ["DELETE_SLICE+2"] = new(t => SubscriptRules.Slice(t, DeleteSubscript, SliceBounds.Stop)),
        ["DELETE_SLICE+3"] = new(t => SubscriptRules.Slice(t, DeleteSubscript, SliceBounds.Both)),

        // ---- containers
        ["BUILD_TUPLE"] = new(BuildTuple, AsIs),
        ["BUILD_LIST"] = new(BuildList, AsIs),
        ["BUILD_SET"] = new(BuildSet, AsIs),
        ["BUILD_MAP"] = new(ContainerRules.BuildMap),
        ["BUILD_CONST_KEY_MAP"] = new(BuildMapFromKeys, AsIs),
        ["BUILD_STRING"] = new(BuildString, AsIs),
        ["BUILD_LIST_UNPACK"] = new(t => ContainerRules.BuildUnpacked(t, t.Argument, BuildList, ListExtend)),
        ["BUILD_TUPLE_UNPACK"] = new(ContainerRules.BuildUnpackedTuple),
        ["BUILD_TUPLE_UNPACK_WITH_CALL"] = new(ContainerRules.BuildUnpackedTuple),
        ["BUILD_SET_UNPACK"] = new(t => ContainerRules.BuildUnpacked(t, t.Argument, BuildSet, SetUpdate)),
        ["BUILD_MAP_UNPACK"] = new(t => ContainerRules.BuildUnpacked(t, t.Argument, BuildMap, DictUpdate)),
        ["BUILD_MAP_UNPACK_WITH_CALL"] = new(ContainerRules.BuildKeywordMap),
        ["LIST_APPEND"] = new(t => ContainerRules.Append(t, ListAppend)),
        ["SET_ADD"] = new(t => ContainerRules.Append(t, SetAdd)),
        ["MAP_ADD"] = new(ContainerRules.AddToMap),
        ["STORE_MAP"] = new(ContainerRules.StoreInMap),
        ["LIST_EXTEND"] = new(t => ContainerRules.Update(t, ListExtend, t.Argument)),
        ["SET_UPDATE"] = new(t => ContainerRules.Update(t, SetUpdate, t.Argument)),
        ["DICT_UPDATE"] = new(t => ContainerRules.Update(t, DictUpdate, t.Argument)),
        ["DICT_MERGE"] = new(t => ContainerRules.Update(t, DictMerge, t.Argument)),
        ["LIST_TO_TUPLE"] = new(ListToTuple),
        ["UNPACK_SEQUENCE"] = new(UnpackSequence, AsIs),
        ["UNPACK_EX"] = new(UnpackStarred, AsIs),

        // ---- text
        ["FORMAT_VALUE"] = new(TextRules.FormatValue),                                                 // 3.6 – 3.12
        ["CONVERT_VALUE"] = new(ConvertToText, AsIs),                                                  // 3.13 –
        ["FORMAT_SIMPLE"] = new(FormatSimple),
        ["FORMAT_WITH_SPEC"] = new(FormatWithSpecification),
        ["BUILD_INTERPOLATION"] = new(BuildInterpolation, AsIs),
        ["BUILD_TEMPLATE"] = new(BuildTemplate),

        // ---- jumps and loops
        ["JUMP_FORWARD"] = new(JumpRules.Jump),
        ["JUMP_ABSOLUTE"] = new(JumpRules.Jump),
        ["JUMP_BACKWARD"] = new(JumpRules.Jump),
        ["JUMP_BACKWARD_NO_INTERRUPT"] = new(JumpRules.Jump),
        ["POP_JUMP_IF_FALSE"] = new(t => JumpRules.Branch(t, JumpIfFalse)),
        ["POP_JUMP_IF_TRUE"] = new(t => JumpRules.Branch(t, JumpIfTrue)),
        ["POP_JUMP_IF_NONE"] = new(t => JumpRules.Branch(t, JumpIfNone)),
        ["POP_JUMP_IF_NOT_NONE"] = new(t => JumpRules.Branch(t, JumpIfNotNone)),
        ["POP_JUMP_FORWARD_IF_FALSE"] = new(t => JumpRules.Branch(t, JumpIfFalse)),                    // 3.11
        ["POP_JUMP_FORWARD_IF_TRUE"] = new(t => JumpRules.Branch(t, JumpIfTrue)),
        ["POP_JUMP_FORWARD_IF_NONE"] = new(t => JumpRules.Branch(t, JumpIfNone)),
        ["POP_JUMP_FORWARD_IF_NOT_NONE"] = new(t => JumpRules.Branch(t, JumpIfNotNone)),
        ["POP_JUMP_BACKWARD_IF_FALSE"] = new(t => JumpRules.Branch(t, JumpIfFalse)),
        ["POP_JUMP_BACKWARD_IF_TRUE"] = new(t => JumpRules.Branch(t, JumpIfTrue)),
        ["POP_JUMP_BACKWARD_IF_NONE"] = new(t => JumpRules.Branch(t, JumpIfNone)),
        ["POP_JUMP_BACKWARD_IF_NOT_NONE"] = new(t => JumpRules.Branch(t, JumpIfNotNone)),
        ["JUMP_IF_FALSE_OR_POP"] = new(t => JumpRules.BranchOrPop(t, JumpIfFalse)),
        ["JUMP_IF_TRUE_OR_POP"] = new(t => JumpRules.BranchOrPop(t, JumpIfTrue)),
        ["JUMP_IF_FALSE"] = new(t => JumpRules.BranchAndKeep(t, JumpIfFalse)),                         // 3.0
        ["JUMP_IF_TRUE"] = new(t => JumpRules.BranchAndKeep(t, JumpIfTrue)),
        ["RETURN_VALUE"] = new(BlockRules.Return),
        ["GET_ITER"] = new(LoopRules.GetIterator),
        ["FOR_ITER"] = new(LoopRules.ForIterator),
        ["SETUP_LOOP"] = new(BlockRules.SetupLoop),
        ["BREAK_LOOP"] = new(BlockRules.Break),
        ["CONTINUE_LOOP"] = new(BlockRules.Continue),

        // ---- calls, functions, classes
        ["CALL_FUNCTION"] = new(CallRules.CallFunction),
        ["CALL_FUNCTION_VAR"] = new(t => CallRules.CallPairs(t, iterable: true, mapping: false)),      // 2.7 – 3.5
        ["CALL_FUNCTION_KW"] = new(CallRules.CallFunctionKeywords),
        ["CALL_FUNCTION_VAR_KW"] = new(t => CallRules.CallPairs(t, iterable: true, mapping: true)),    // 2.7 – 3.5
        ["CALL_FUNCTION_EX"] = new(CallRules.CallUnpacked),
        ["CALL_METHOD"] = new(CallRules.CallMethod),
        ["CALL"] = new(CallRules.Call),
        ["CALL_KW"] = new(CallRules.CallKeywords),
        ["KW_NAMES"] = new(CallRules.KeywordNames),
        ["MAKE_FUNCTION"] = new(FunctionRules.MakeFunction),
        ["MAKE_CLOSURE"] = new(FunctionRules.MakeClosure),
        ["SET_FUNCTION_ATTRIBUTE"] = new(FunctionRules.SetAttribute),
        ["BUILD_CLASS"] = new(BuildClass),

        // ---- exceptions
        ["SETUP_EXCEPT"] = new(t => BlockRules.Setup(t, BlockKind.Except)),
        ["SETUP_FINALLY"] = new(t => BlockRules.Setup(t, BlockKind.Finally)),
        ["SETUP_WITH"] = new(BlockRules.SetupWith),
        ["SETUP_ASYNC_WITH"] = new(BlockRules.SetupAsyncWith),
        ["POP_BLOCK"] = new(BlockRules.PopBlock),
        ["END_FINALLY"] = new(FinallyRules.End),
        ["BEGIN_FINALLY"] = new(t => t.Push(ItemKind.Normal)),
        ["CALL_FINALLY"] = new(FinallyRules.Call),
        ["POP_FINALLY"] = new(FinallyRules.Pop),
        ["WITH_CLEANUP"] = new(WithRules.Cleanup),
        ["WITH_CLEANUP_START"] = new(WithRules.CleanupStart),
        ["WITH_CLEANUP_FINISH"] = new(WithRules.CleanupFinish),
        ["WITH_EXCEPT_START"] = new(WithRules.ExceptStart),
        ["BEFORE_WITH"] = new(t => WithRules.Enter(t, SpecialMethod.Enter, SpecialMethod.Exit)),
        ["BEFORE_ASYNC_WITH"] = new(t => WithRules.Enter(t, SpecialMethod.AsyncEnter, SpecialMethod.AsyncExit)),
        ["LOAD_SPECIAL"] = new(WithRules.LoadSpecial),
        ["PUSH_EXC_INFO"] = new(ExceptionRules.Push),
        ["POP_EXCEPT"] = new(ExceptionRules.Pop),
        ["CHECK_EXC_MATCH"] = new(MatchException),
        ["JUMP_IF_NOT_EXC_MATCH"] = new(ExceptionRules.JumpIfNoMatch),
        ["CHECK_EG_MATCH"] = new(MatchExceptionGroup),
        ["PREP_RERAISE_STAR"] = new(PrepareReraiseStar),
        ["RERAISE"] = new(ExceptionRules.Reraise),
        ["RAISE_VARARGS"] = new(ExceptionRules.Raise),

        // ---- generators and coroutines
        ["GEN_START"] = new(t => t.DropTop()),
        ["RETURN_GENERATOR"] = new(ReturnGenerator),
        ["YIELD_VALUE"] = new(GeneratorRules.Yield),
        ["YIELD_FROM"] = new(GeneratorRules.YieldFrom),
        ["SEND"] = new(GeneratorRules.Send),
        ["END_SEND"] = new(GeneratorRules.EndSend),
        ["CLEANUP_THROW"] = new(GeneratorRules.CleanupThrow),
        ["GET_YIELD_FROM_ITER"] = new(GetYieldFromIterator),
        ["GET_AWAITABLE"] = new(GeneratorRules.GetAwaitable),
        ["GET_AITER"] = new(GeneratorRules.GetAsyncIterator),
        ["GET_ANEXT"] = new(GetAsyncNext),
        ["END_ASYNC_FOR"] = new(GeneratorRules.EndAsyncFor),
        ["ASYNC_GEN_WRAP"] = new(WrapAsyncYield),

        // ---- match
        ["MATCH_SEQUENCE"] = new(MatchSequence),
        ["MATCH_MAPPING"] = new(MatchMapping),
        ["MATCH_KEYS"] = new(PatternRules.MatchKeys),
        ["MATCH_CLASS"] = new(PatternRules.MatchClass),
        ["GET_LEN"] = new(GetLength),
        ["COPY_DICT_WITHOUT_KEYS"] = new(CopyWithoutKeys),

        // ---- statements of Python 2
        ["PRINT_EXPR"] = new(PrintExpression),
        ["PRINT_ITEM"] = new(PrintItem),
        ["PRINT_ITEM_TO"] = new(PrintItemTo),
        ["PRINT_NEWLINE"] = new(PrintNewLine),
        ["PRINT_NEWLINE_TO"] = new(PrintNewLineTo),
        ["EXEC_STMT"] = new(Execute),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
