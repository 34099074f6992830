namespace Pyc.Loader;

/// <summary>The ends of finally bodies up to 3.8, which go on where the entry of the body said.</summary>
internal static class FinallyRules
{
    /// <summary>END_FINALLY. The body was decoded for each way it is entered, so that the way on is known.</summary>
    internal static void End(Translation t)
    {
        var token = t.Take();
        switch (token.Kind)
        {
            case ItemKind.Normal:
                break;
            case ItemKind.ReturnAddress:
                t.Jump(token.Payload);
                break;
            case ItemKind.PendingReturn or ItemKind.PendingBreak:
                BlockRules.Unwind(t, token.Kind, 0);
                break;
            case ItemKind.PendingContinue:
                t.Take(ItemKind.ContinueTarget);
                BlockRules.Unwind(t, token.Kind, token.Payload);
                break;
            case ItemKind.ExceptionType:
                ExceptionRules.RaiseAgain(t);
                break;
            default:
                throw t.Fault("the top of the stack does not say how the finally body was entered.");
        }
    }

    /// <summary>CALL_FINALLY, 3.8.</summary>
    internal static void Call(Translation t)
    {
        t.Push(ItemKind.ReturnAddress, t.RawIndex + 1);
        t.Jump(JumpRules.TargetOf(t));
    }

    /// <summary>POP_FINALLY, 3.8: a return, break or continue inside the finally body forgets how it was entered.</summary>
    internal static void Pop(Translation t)
    {
        var keepsValue = t.Argument != 0;
        if (keepsValue)
            t.Take(ItemKind.Value);

        var token = t.Take();
        switch (token.Kind)
        {
            case ItemKind.Normal or ItemKind.ReturnAddress:
                if (keepsValue)
                    t.Push(ItemKind.Value);
                break;
            case ItemKind.ExceptionType:
                // Neutral stack: previous, exception, [value].
                t.Take(ItemKind.Value);
                t.Take(ItemKind.Traceback);
                if (keepsValue)
                {
                    t.Emit(BytecodeOp.Swap, 2);
                    t.Emit(BytecodeOp.Pop);
                    t.Emit(BytecodeOp.Swap, 2);
                }
                else
                {
                    t.Emit(BytecodeOp.Pop);
                }
                BlockRules.RestoreHandled(t);
                if (keepsValue)
                    t.Push(ItemKind.Value);
                break;
            default:
                throw t.Fault("the stack does not say how the finally body was entered.");
        }
    }
}
