namespace Pyc.Loader;

/// <summary>The block stack of CPython up to 3.10, which becomes exception regions and plain jumps.</summary>
/// <remarks>CPython: <c>Python/ceval.c</c>, <c>fast_block_end</c> (up to 3.7) and <c>exception_unwind</c>.</remarks>
internal static class BlockRules
{
    /// <summary>Items of a saved or raised exception on CPython's stack.</summary>
    internal const int ExceptionItems = 3;

    internal static void SetupLoop(Translation t) => Open(t, BlockKind.Loop, t.Stack.Count);

    /// <summary>
    /// SETUP_EXCEPT and SETUP_FINALLY. From 3.8 on the latter serves both, and only exceptions go to its handler.
    /// </summary>
    internal static void Setup(Translation t, BlockKind kind) => Open(t, kind, t.Stack.Count);

    internal static void SetupWith(Translation t)
    {
        WithRules.Enter(t, SpecialMethod.Enter, SpecialMethod.Exit);
        Open(t, BlockKind.With, t.Stack.Count - 1);
    }

    internal static void SetupAsyncWith(Translation t)
    {
        if (t.Stack.IsEmpty)
            throw t.Fault("the stack is empty.");

        Open(t, BlockKind.Finally, t.Stack.Count - 1);
    }

    internal static void PopBlock(Translation t)
    {
        if (t.Blocks is null or { Kind: BlockKind.Handler })
            throw t.Fault("there is no block to leave.");

        t.Blocks = t.Blocks.Below;
    }

    /// <summary>
    /// Where an exception goes: to the handler of the innermost block, or out of the handler that is running, which makes the
    /// exception handled before the handled one again.
    /// </summary>
    internal static CodeNode? HandlerAt(Translation t, BytecodeOp op, out AbstractStack? kept)
    {
        var block = t.Blocks;
        while (block is { Kind: BlockKind.Loop })
            block = block.Below;

        kept = null;
        if (block is null)
            return null;

        var level = block.Level + (block.Kind == BlockKind.Handler ? ExceptionItems : 0);
        kept = t.Pool.Cut(t.Stack, level);
        if (kept.Count < level || (block.Kind == BlockKind.Handler && !IsSaved(kept)))
        {
            // A return out of a handler rotates its value below the saved exception (3.8 on); nothing raises there.
            kept = null;
            return BytecodeOpInfo.Of(op).Raises
                ? throw t.Fault("the stack is not as it was where its block began.")
                : null;
        }

        return block.Kind == BlockKind.Handler
            ? t.Graph.Node(block.Target, t.Pool.Push(kept, ItemKind.Value), block.Below, Phase.HandlerLeave)
            : t.Graph.Node(block.Target, t.Pool.Push(kept, ItemKind.Value), block, Phase.HandlerEntry);
    }

    /// <summary>What CPython does between an exception and the first instruction of its handler.</summary>
    internal static void EnterHandler(Translation t, int first)
    {
        // The node's blocks still hold the block whose handler this is.
        var block = t.Blocks ?? throw t.Fault("a handler has no block.");
        t.Take(ItemKind.Value);
        t.Blocks = block.Below;
        if (t.Version.IsAtLeast(3, 0))
        {
            var level = t.Stack.Count;
            t.Emit(BytecodeOp.PushHandled);
            t.Push(ItemKind.SavedPart);
            t.Push(ItemKind.Previous);
            t.Push(ItemKind.SavedPart);
            t.Blocks = t.Pool.Push(t.Blocks, BlockKind.Handler, level, first);
        }
        else if (block.Kind != BlockKind.Finally)
        {
            t.Emit(BytecodeOp.SetHandled);
        }
        t.Push(ItemKind.Traceback);
        t.Push(ItemKind.Value);
        t.Push(ItemKind.ExceptionType);
        t.Continue(first);
    }

    /// <summary>Emits the end of a handler that raises, for the neutral stack [previous, exception].</summary>
    internal static void RestoreAndRaise(Translation t)
    {
        t.Emit(BytecodeOp.Swap, 2);
        t.Emit(BytecodeOp.PopHandled);
        t.Emit(BytecodeOp.Reraise);
    }

    /// <summary>Makes the exception handled before the handled one again: POP_EXCEPT, or a jump out of a handler.</summary>
    internal static void RestoreHandled(Translation t)
    {
        var block = t.Blocks;
        if (block is not { Kind: BlockKind.Handler })
            throw t.Fault("no handler is running.");
        if (t.Stack.Count < block.Level + ExceptionItems)
            throw t.Fault("the exception handled before is not on the stack.");

        t.Blocks = block.Below;
        if (!t.Version.IsAtLeast(3, 8))
        {
            while (t.Stack.Count > block.Level + ExceptionItems)
                Discard(t);
        }
        if (!IsSaved(t.Stack))
            throw t.Fault("the exception handled before is not on the stack.");

        t.Emit(BytecodeOp.PopHandled);
        t.Stack = t.Pool.Cut(t.Stack, t.Stack.Count - ExceptionItems);    // from 3.8 on perhaps above a value to return
    }

    internal static void Break(Translation t) => Unwind(t, ItemKind.PendingBreak, 0);

    internal static void Continue(Translation t) => Unwind(t, ItemKind.PendingContinue, JumpRules.TargetOf(t));

    /// <summary>RETURN_VALUE; up to 3.7 it runs the finally bodies and exits that it leaves.</summary>
    internal static void Return(Translation t)
    {
        if (t.Version.IsAtLeast(3, 8))
            t.Do(BytecodeOp.Return);
        else
            Unwind(t, ItemKind.PendingReturn, 0);
    }

    /// <summary>Leaves blocks up to the one that the return, break or continue is about, or that wants to be run first.</summary>
    internal static void Unwind(Translation t, ItemKind why, int target)
    {
        var isReturn = why == ItemKind.PendingReturn;
        if (isReturn && t.Stack.Kind != ItemKind.Value)
            throw t.Fault("there is no value to return.");

        while (t.Blocks is { } block)
        {
            if (isReturn && !NeedsUnwinding(block))
                break;
            if (block.Kind == BlockKind.Loop && why == ItemKind.PendingContinue)
            {
                t.Jump(target);
                return;
            }

            // What lies above the block is dropped, and a value that is returned with it lifted out first.
            if (block.Level + (isReturn ? 1 : 0) > t.Stack.Count)
                throw t.Fault("the stack is lower than where its block began.");
            if (block.Kind == BlockKind.Handler)
            {
                LeaveHandlerWith(t, block, isReturn);
                continue;
            }

            t.Blocks = block.Below;
            while (t.Stack.Count > block.Level + (isReturn ? 1 : 0))
                DiscardBelow(t, isReturn);
            switch (block.Kind)
            {
                case BlockKind.Loop when why == ItemKind.PendingBreak:
                    t.Jump(block.Target);
                    return;
                case BlockKind.Finally or BlockKind.With:
                    if (why == ItemKind.PendingContinue)
                        t.Push(ItemKind.ContinueTarget);
                    t.Push(why, target);
                    t.Jump(block.Target);
                    return;
            }
        }

        if (!isReturn)
            throw t.Fault("there is no loop around it.");
        t.Do(BytecodeOp.Return);
    }

    /// <summary>Whether the top three items are the exception handled before.</summary>
    private static bool IsSaved(AbstractStack stack) =>
        stack is { Kind: ItemKind.SavedPart, Below: { Kind: ItemKind.Previous, Below.Kind: ItemKind.SavedPart } };

    private static bool NeedsUnwinding(BlockStack? block)
    {
        while (block is { Kind: BlockKind.Loop or BlockKind.Except })
            block = block.Below;
        return block is not null;
    }

    private static void LeaveHandlerWith(Translation t, BlockStack block, bool isReturn)
    {
        if (!isReturn)
        {
            RestoreHandled(t);
            return;
        }

        t.Blocks = block.Below;
        while (t.Stack.Count > block.Level + ExceptionItems + 1)
            DiscardBelow(t, keepTop: true);
        t.Take(ItemKind.Value);
        if (t.Stack.Count != block.Level + ExceptionItems || !IsSaved(t.Stack))
            throw t.Fault("the exception handled before is not on the stack.");

        t.Emit(BytecodeOp.Swap, 2);
        t.Emit(BytecodeOp.PopHandled);
        t.Stack = t.Pool.Cut(t.Stack, block.Level);
        t.Push(ItemKind.Value);
    }

    private static void DiscardBelow(Translation t, bool keepTop)
    {
        if (!keepTop)
        {
            Discard(t);
            return;
        }

        t.Take(ItemKind.Value);
        var isNeutral = t.Stack.IsNeutral;
        t.Stack = t.Stack.Below;
        t.Push(ItemKind.Value);
        if (!isNeutral)
            return;
        t.Emit(BytecodeOp.Swap, 2);
        t.Emit(BytecodeOp.Pop);
    }

    private static void Discard(Translation t)
    {
        var isNeutral = t.Stack.IsNeutral;
        t.Stack = t.Stack.Below;
        if (isNeutral)
            t.Emit(BytecodeOp.Pop);
    }

    private static void Open(Translation t, BlockKind kind, int level) =>
        t.Blocks = t.Pool.Push(t.Blocks, kind, level, JumpRules.TargetOf(t));
}
