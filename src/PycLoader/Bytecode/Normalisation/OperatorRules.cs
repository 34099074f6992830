namespace Pyc.Loader;

/// <summary>Operators whose opcode says by its argument which one it is.</summary>
internal static class OperatorRules
{
    private const int BoolFlag = 16;

    /// <summary>BINARY_OP, 3.11 on.</summary>
    internal static void BinaryOperation(Translation t)
    {
        var operations = OperandTables.BinaryOperations(t.Version);
        if (t.Argument >= operations.Length)
            throw t.Fault($"binary operator {t.Argument} does not exist.");

        var operation = operations[t.Argument];
        if (operation.Operator is { } symbol)
            t.Do(operation.InPlace ? BytecodeOp.BinaryInPlace : BytecodeOp.Binary, (int)symbol);
        else
            t.Do(BytecodeOp.LoadSubscript);
    }

    internal static void Comparison(Translation t)
    {
        var comparison = t.Version.IsAtLeast(3, 13) ? t.Argument >> 5 : t.Version.IsAtLeast(3, 12) ? t.Argument >> 4 : t.Argument;
        if (comparison >= OperandTables.Comparisons(t.Version).Length)
            throw t.Fault($"comparison {comparison} does not exist.");

        switch (comparison)
        {
            case 6 or 7:
                t.Do(BytecodeOp.Contains, comparison - 6);
                break;
            case 8 or 9:
                t.Do(BytecodeOp.Is, comparison - 8);
                break;
            case 10:
                ExceptionRules.Match(t);
                break;
            default:
                t.Do(BytecodeOp.Compare, comparison);
                if (t.Version.IsAtLeast(3, 13) && (t.Argument & BoolFlag) != 0)
                    Truth(t);
                break;
        }
    }

    /// <summary>TO_BOOL. Where a jump or a <c>not</c> follows, that one tests the object itself, and here.</summary>
    internal static void Truth(Translation t)
    {
        var next = t.Graph.Effective(t.RawIndex + 1);
        var name = next < 0 ? "" : t.Graph.Raw[next].Opcode.Name;
        switch (name)
        {
            case "POP_JUMP_IF_FALSE" or "POP_JUMP_IF_TRUE":
                var op = name == "POP_JUMP_IF_FALSE" ? BytecodeOp.JumpIfFalse : BytecodeOp.JumpIfTrue;
                t.Branch(op, t.Graph.IndexOf(t.Graph.Raw[next].Target, next));
                t.Continue(next + 1);
                break;
            case "UNARY_NOT":
                t.Do(BytecodeOp.Unary, (int)UnaryOperator.Not);
                t.Continue(next + 1);
                break;
            default:
                t.Do(BytecodeOp.ToBoolean);
                break;
        }
    }

    /// <summary>CALL_INTRINSIC_1, 3.12 on.</summary>
    internal static void UnaryIntrinsic(Translation t)
    {
        if (t.Argument >= OperandTables.UnaryIntrinsics(t.Version).Length)
            throw t.Fault($"intrinsic {t.Argument} does not exist.");

        switch (t.Argument)
        {
            case 1:
                t.Do(BytecodeOp.PrintExpression);
                ConstantRules.LoadNone(t);
                break;
            case 2:
                t.Do(BytecodeOp.ImportStar);
                ConstantRules.LoadNone(t);
                break;
            case 3: t.Do(BytecodeOp.ConvertStopIteration); break;
            case 4: t.Do(BytecodeOp.WrapAsyncYield); break;
            case 5: t.Do(BytecodeOp.Unary, (int)UnaryOperator.Positive); break;
            case 6: t.Do(BytecodeOp.ListToTuple); break;
            case >= 7: t.Do(BytecodeOp.TypeUnary, (int)TypeOperation.TypeVariable + t.Argument - 7); break;
            default: throw t.Fault("intrinsic 0 is invalid.");
        }
    }

    /// <summary>CALL_INTRINSIC_2, 3.12 on.</summary>
    internal static void BinaryIntrinsic(Translation t)
    {
        if (t.Argument == 0 || t.Argument >= OperandTables.BinaryIntrinsics(t.Version).Length)
            throw t.Fault($"intrinsic {t.Argument} does not exist.");

        if (t.Argument == 1)
            t.Do(BytecodeOp.PrepareReraiseStar);
        else
            t.Do(BytecodeOp.TypeBinary, (int)TypeOperation.TypeVariableWithBound + t.Argument - 2);
    }
}
