namespace Pyc.Loader;

/// <summary>With statements: every version looks the methods up with LoadSpecial and calls them with Call or CallExit.</summary>
internal static class WithRules
{
    private const int ExitBelowException = 3;

    /// <summary>manager → its exit, and what its enter gives (for <c>async with</c> to be awaited).</summary>
    /// <remarks>
    /// Up to 3.4 the exit is looked up first, from 3.6 on the enter (run in 2.7 and 3.6 to 3.13): it decides which is missing in
    /// the error.
    /// </remarks>
    internal static void Enter(Translation t, SpecialMethod enter, SpecialMethod exit)
    {
        t.CopyItem(1);
        if (t.Version.IsAtLeast(3, 5))
        {
            t.Do(BytecodeOp.LoadSpecial, (int)enter);
            t.SwapItems(2);
            t.Do(BytecodeOp.LoadSpecial, (int)exit);
            t.SwapItems(2);
        }
        else
        {
            t.Do(BytecodeOp.LoadSpecial, (int)exit);
            t.SwapItems(2);
            t.Do(BytecodeOp.LoadSpecial, (int)enter);
        }
        t.Do(BytecodeOp.Call, 0);
    }

    /// <summary>LOAD_SPECIAL, 3.14 on: the method is bound, so that the slot for self beside it is empty.</summary>
    internal static void LoadSpecial(Translation t)
    {
        t.Do(BytecodeOp.LoadSpecial, t.Argument);
        t.Push(ItemKind.Null);
    }

    /// <summary>
    /// WITH_EXCEPT_START, 3.9 on: exit, [NULL], [place], previous, exception → the same, and what the exit gives.
    /// </summary>
    internal static void ExceptStart(Translation t)
    {
        // CPython 3.9 and 3.10 have six items above the exit; 3.11 the place, previous, exception; 3.14 the slot for self, too.
        var place = t.Version.IsAtLeast(3, 14) ? 5 : t.Version.IsAtLeast(3, 11) ? 4 : 7;
        var exit = t.ItemAt(place);
        if (exit.Kind != ItemKind.Value || t.Stack.Depth - exit.Below.Depth != ExitBelowException)
            throw t.Fault("the exit is not where it looks for it.");

        t.Do(BytecodeOp.CallExit, ExitBelowException);
    }

    /// <summary>
    /// WITH_CLEANUP, up to 3.4: calls the exit, and says by what it leaves on the stack how END_FINALLY goes on.
    /// </summary>
    internal static void Cleanup(Translation t)
    {
        var isOnTop = t.Version is (3, 0) or (3, 1);
        if (isOnTop)
            SinkExit(t);
        CallExit(t);
        if (IsException(t))
        {
            BranchIfSilenced(t);
            return;
        }
        t.DropTop();
    }

    /// <summary>WITH_CLEANUP_START, 3.5 to 3.8: what the exit gives is left for an <c>await</c>.</summary>
    internal static void CleanupStart(Translation t)
    {
        CallExit(t);
        var result = t.Take(ItemKind.Value);
        t.Push(ItemKind.ExitArgument);
        t.Push(result.Kind);
    }

    /// <summary>WITH_CLEANUP_FINISH, 3.5 to 3.8.</summary>
    internal static void CleanupFinish(Translation t)
    {
        t.Take(ItemKind.Value);
        t.Take(ItemKind.ExitArgument);
        t.Push(ItemKind.Value);
        if (IsException(t))
            BranchIfSilenced(t);
        else
            t.DropTop();
    }

    /// <summary>
    /// The exception was silenced: exit, previous, exception → nothing; the body goes on as after a normal entry.
    /// </summary>
    internal static void Silenced(Translation t)
    {
        t.Take(ItemKind.ExceptionType);
        t.Take(ItemKind.Value);
        t.Emit(BytecodeOp.Pop);
        t.Take(ItemKind.Traceback);
        if (t.Version.IsAtLeast(3, 0))
            BlockRules.RestoreHandled(t);
        if (t.Stack.Kind != ItemKind.Exit)
            throw t.Fault("the exit is not below the exception.");

        t.Stack = t.Stack.Below;
        t.Emit(BytecodeOp.Pop);
        t.Push(ItemKind.Normal);
        t.Continue(t.RawIndex + 1);
    }

    /// <summary>
    /// In 3.0 and 3.1 the exit comes from a hidden local and lies on top; here it goes below, as in later versions.
    /// </summary>
    private static void SinkExit(Translation t)
    {
        var token = t.Stack.IsEmpty ? ItemKind.Bottom : t.Stack.Below.Kind;
        t.RotateDownItems(token switch
        {
            ItemKind.ExceptionType => 1 + 2 * BlockRules.ExceptionItems,
            ItemKind.PendingReturn or ItemKind.PendingContinue => 3,
            _ => 2,
        });

        // A handler began below the exit that has come under it.
        if (token == ItemKind.ExceptionType && t.Blocks is { Kind: BlockKind.Handler } handler)
            t.Blocks = t.Pool.Push(handler.Below, BlockKind.Handler, handler.Level + 1, handler.Target);
    }

    /// <summary>
    /// Calls the exit below the token of a finally body; its result is on top afterwards, and the exit is gone or hidden.
    /// </summary>
    private static void CallExit(Translation t)
    {
        switch (t.Stack.Kind)
        {
            case ItemKind.ExceptionType:
                CallExitWithException(t);
                break;
            case ItemKind.Normal or ItemKind.PendingBreak or ItemKind.ReturnAddress:
                CallExitWithNone(t, tokenItems: 1);
                break;
            case ItemKind.PendingContinue or ItemKind.PendingReturn:
                CallExitWithNone(t, tokenItems: 2);
                break;
            default:
                throw t.Fault("the stack does not say how the with body was left.");
        }
    }

    private static void CallExitWithNone(Translation t, int tokenItems)
    {
        t.RotateUpItem(tokenItems + 1);
        if (t.Stack.Kind != ItemKind.Value)
            throw t.Fault("the exit is not below what says how the with body was left.");
        for (var argument = 0; argument < 3; argument++)
            ConstantRules.LoadNone(t);
        t.Do(BytecodeOp.Call, 3);
    }

    private static void CallExitWithException(Translation t)
    {
        // CPython moves the exit out from below the exception, and the handler's block down with it. Here it stays, hidden.
        var items = t.Version.IsAtLeast(3, 0) ? 2 * BlockRules.ExceptionItems : BlockRules.ExceptionItems;
        var exit = t.ItemAt(items + 1);
        if (exit.Kind != ItemKind.Value)
            throw t.Fault("the exit is not below the exception.");

        t.Emit(BytecodeOp.CallExit, t.Stack.Depth - exit.Below.Depth);
        var above = new ItemKind[items];
        var payloads = new int[items];
        for (var index = 0; index < items; index++)
        {
            var item = t.Take();
            (above[index], payloads[index]) = (item.Kind, item.Payload);
        }
        t.Stack = t.Stack.Below;
        t.Push(ItemKind.Exit);
        for (var index = items - 1; index >= 0; index--)
            t.Push(above[index], payloads[index]);
        t.Push(ItemKind.Value);
    }

    private static bool IsException(Translation t) => t.Stack.Below.Kind == ItemKind.ExceptionType;

    private static void BranchIfSilenced(Translation t) => t.Branch(BytecodeOp.JumpIfTrue, t.RawIndex, Phase.Silenced);
}
