namespace Pyc.Loader;

/// <summary>Generators and coroutines: every version gets the loop of Send and Yield that CPython has from 3.12 on.</summary>
internal static class GeneratorRules
{
    internal static void Yield(Translation t)
    {
        if (!t.Version.IsAtLeast(3, 11))
        {
            if ((t.Graph.Code.Flags & CodeFlags.AsyncGenerator) != 0)
                t.Do(BytecodeOp.WrapAsyncYield);
            t.Do(BytecodeOp.Yield);
            return;
        }

        var isDelegated = t.Version.IsAtLeast(3, 13) ? t.Argument == 1 : FollowsSend(t);
        if (isDelegated && !t.Version.IsAtLeast(3, 12))
        {
            YieldDelegated(t);
            return;
        }
        t.Do(BytecodeOp.Yield, isDelegated ? 1 : 0);
    }

    /// <summary>YIELD_FROM, 3.3 to 3.10: iterator, value → result.</summary>
    internal static void YieldFrom(Translation t) => t.Continue(t.RawIndex, Phase.SendLoop);

    /// <summary>The loop that YIELD_FROM is.</summary>
    internal static void SendLoop(Translation t)
    {
        t.Branch(BytecodeOp.Send, t.RawIndex, Phase.SendDone);
        YieldDelegated(t);
        t.Jump(t.RawIndex, Phase.SendLoop);
    }

    /// <summary>The end of that loop: iterator, result → result.</summary>
    internal static void SendDone(Translation t)
    {
        var next = t.Name == "YIELD_FROM" ? t.RawIndex + 1 : JumpRules.TargetOf(t);
        DropReceiver(t);
        t.Continue(next);
    }

    /// <summary>An exception was thrown into the Yield of such a loop and came back: iterator, value, exception.</summary>
    internal static void SendThrow(Translation t)
    {
        t.Do(BytecodeOp.CleanupThrow);
        if (t.Name == "YIELD_FROM")
        {
            t.Jump(t.RawIndex, Phase.SendDone);
            return;
        }
        // 3.11: the SEND stands before the YIELD_VALUE, and its end drops the iterator.
        var send = SendBefore(t);
        DropReceiver(t);
        t.Jump(t.Graph.IndexOf(t.Graph.Raw[send].Target, send));
    }

    /// <summary>SEND, 3.11 on; in 3.11 its end drops the iterator, later END_SEND does.</summary>
    internal static void Send(Translation t)
    {
        if (t.Version.IsAtLeast(3, 15))
        {
            // iterator, NULL, value
            t.Take(ItemKind.Value);
            t.Take(ItemKind.Null);
            t.Take(ItemKind.Value);
            Restore(t);
            var done = t.Graph.Node(JumpRules.TargetOf(t), t.Stack, t.Blocks);
            t.Emit(BytecodeOp.Send, done);
            return;
        }
        if (t.Version.IsAtLeast(3, 12))
            t.Branch(BytecodeOp.Send, JumpRules.TargetOf(t));
        else
            t.Branch(BytecodeOp.Send, t.RawIndex, Phase.SendDone);
    }

    /// <summary>END_SEND, 3.12 on.</summary>
    internal static void EndSend(Translation t)
    {
        if (t.Version.IsAtLeast(3, 15))
        {
            t.Take(ItemKind.Value);
            t.Take(ItemKind.Null);
            t.Push(ItemKind.Value);
        }
        DropReceiver(t);
    }

    /// <summary>CLEANUP_THROW, 3.12 on: iterator, [NULL], value, exception → iterator, [NULL], result.</summary>
    internal static void CleanupThrow(Translation t)
    {
        if (!t.Version.IsAtLeast(3, 15))
        {
            t.Do(BytecodeOp.CleanupThrow);
            return;
        }
        t.Take(ItemKind.Value);
        t.Take(ItemKind.Value);
        t.Take(ItemKind.Null);
        t.Take(ItemKind.Value);
        t.Emit(BytecodeOp.CleanupThrow);
        Restore(t);
    }

    internal static void GetAwaitable(Translation t) =>
        t.Do(BytecodeOp.GetAwaitable, t.Version.IsAtLeast(3, 11) ? t.Argument : 0);

    /// <summary>In 3.5 and 3.6 <c>__aiter__</c> may be a coroutine, and what GET_AITER gives is awaited.</summary>
    internal static void GetAsyncIterator(Translation t) =>
        t.Do(BytecodeOp.GetAsyncIterator, t.Version.IsAtLeast(3, 7) ? 0 : 1);

    /// <summary>END_ASYNC_FOR, 3.8 on: ends the loop at StopAsyncIteration, raises anything else again.</summary>
    internal static void EndAsyncFor(Translation t)
    {
        if (t.Version.IsAtLeast(3, 11))
        {
            ConstantRules.LoadCommon(t, CommonObject.StopAsyncIteration);
            t.Do(BytecodeOp.MatchException);
            t.Branch(BytecodeOp.JumpIfFalse, t.RawIndex, Phase.AsyncForRaise);
            t.DropTop();
            t.DropTop();
            return;
        }

        t.CopyItem(1);
        ConstantRules.LoadCommon(t, CommonObject.StopAsyncIteration);
        ExceptionRules.Match(t);
        t.Branch(BytecodeOp.JumpIfFalse, t.RawIndex, Phase.AsyncForRaise);
        for (var item = 0; item < BlockRules.ExceptionItems; item++)
            t.DropTop();
        BlockRules.RestoreHandled(t);
        t.DropTop();
    }

    internal static void AsyncForRaise(Translation t)
    {
        if (t.Version.IsAtLeast(3, 11))
        {
            t.Do(BytecodeOp.Reraise);
            return;
        }
        t.Take(ItemKind.ExceptionType);
        ExceptionRules.RaiseAgain(t);
    }

    private static void YieldDelegated(Translation t)
    {
        var handler = t.Graph.Node(t.RawIndex, t.Pool.Push(t.Stack, ItemKind.Value), t.Blocks, Phase.SendThrow);
        t.EmitGuarded(BytecodeOp.Yield, 1, handler, t.Stack.Depth);
        t.PopValues(1);
        t.PushValues(1);
    }

    private static void Restore(Translation t)
    {
        t.Push(ItemKind.Value);
        t.Push(ItemKind.Null);
        t.Push(ItemKind.Value);
    }

    private static void DropReceiver(Translation t)
    {
        t.SwapItems(2);
        t.DropTop();
    }

    private static bool FollowsSend(Translation t) => SendBefore(t) >= 0;

    private static int SendBefore(Translation t)
    {
        var raw = t.RawIndex - 1;
        while (raw >= 0 && t.Graph.Raw[raw].Opcode.Name == "EXTENDED_ARG")
            raw--;
        return raw >= 0 && t.Graph.Raw[raw].Opcode.Name == "SEND" ? raw : -1;
    }
}
