namespace Pyc.Loader;

/// <summary>Handlers. In all versions the neutral stack of a running handler is [previous, exception].</summary>
internal static class ExceptionRules
{
    /// <summary>PUSH_EXC_INFO, 3.11 on.</summary>
    internal static void Push(Translation t)
    {
        t.Take(ItemKind.Value);
        t.Emit(BytecodeOp.PushHandled);
        t.Push(ItemKind.Previous);
        t.Push(ItemKind.Value);
    }

    internal static void Pop(Translation t)
    {
        if (!t.Version.IsAtLeast(3, 11))
        {
            BlockRules.RestoreHandled(t);
            return;
        }
        t.Take(ItemKind.Previous);
        t.Emit(BytecodeOp.PopHandled);
    }

    /// <summary>
    /// The match of a class up to 3.10: its left operand is a copy of the exception's class, which is not on the neutral stack.
    /// </summary>
    internal static void Match(Translation t)
    {
        t.Take(ItemKind.Value);
        t.Take(ItemKind.ExceptionType);
        if (t.Stack is not { Kind: ItemKind.ExceptionType, Below.Kind: ItemKind.Value })
            throw t.Fault("the exception is not below its class.");

        t.Emit(BytecodeOp.MatchException);
        t.Push(ItemKind.Value);
    }

    /// <summary>JUMP_IF_NOT_EXC_MATCH, 3.9 and 3.10.</summary>
    internal static void JumpIfNoMatch(Translation t)
    {
        Match(t);
        t.Branch(BytecodeOp.JumpIfFalse, JumpRules.TargetOf(t));
    }

    internal static void Reraise(Translation t)
    {
        if (t.Version.IsAtLeast(3, 11))
        {
            if (t.Argument > 0 && t.ItemAt(t.Argument + 1).Kind != ItemKind.RaiseIndex)
                throw t.Fault("the place of the raise is not on the stack.");
            t.Do(BytecodeOp.Reraise);
            return;
        }
        t.Take(ItemKind.ExceptionType);
        RaiseAgain(t);
    }

    /// <summary>Raises the exception of a handler up to 3.10 again, whose class is off the stack already.</summary>
    internal static void RaiseAgain(Translation t)
    {
        t.Take(ItemKind.Value);
        t.Take(ItemKind.Traceback);
        if (!t.Version.IsAtLeast(3, 0))
        {
            t.Push(ItemKind.Value);
            t.Do(BytecodeOp.Reraise);
            return;
        }

        if (t.Blocks is not { Kind: BlockKind.Handler } handler || t.Stack.Count != handler.Level + BlockRules.ExceptionItems)
            throw t.Fault("no handler is running, or its stack is not as it began.");

        t.Blocks = handler.Below;
        BlockRules.RestoreAndRaise(t);
    }

    internal static void Raise(Translation t)
    {
        var most = t.Version.IsAtLeast(3, 0) ? 2 : 3;
        if (t.Argument > most)
            throw t.Fault($"it raises with {t.Argument} values, {most} are allowed.");

        t.Do(BytecodeOp.Raise, t.Argument);
    }
}
