namespace Pyc.Loader;

/// <summary>
/// Calls. CPython 3.11 and later keeps a slot for self beside the callable; here what is in it is an argument, and a NULL is
/// nothing.
/// </summary>
internal static class CallRules
{
    private const int HasIterable = 1 << 16;
    private const int HasMapping = 1 << 17;

    /// <summary>CALL_FUNCTION: up to 3.5 with pairs of keyword names and values in the high byte.</summary>
    internal static void CallFunction(Translation t)
    {
        if (t.Version.IsAtLeast(3, 6))
            t.Do(BytecodeOp.Call, t.Argument);
        else
            CallPairs(t, iterable: false, mapping: false);
    }

    /// <summary>CALL_FUNCTION_KW: <c>f(…, **mapping)</c> up to 3.5, keywords named by a tuple in 3.6 to 3.10.</summary>
    internal static void CallFunctionKeywords(Translation t)
    {
        if (t.Version.IsAtLeast(3, 6))
            t.Do(BytecodeOp.CallKeywords, t.Argument);
        else
            CallPairs(t, iterable: false, mapping: true);
    }

    internal static void CallPairs(Translation t, bool iterable, bool mapping)
    {
        if (t.Argument > 0xFFFF)
            throw t.Fault("it has more than 255 arguments of one kind.");

        var pairs = t.Argument >> 8;
        if (pairs > 0 && iterable && t.Version == new PythonVersion(3, 5))
        {
            // 3.5 has the iterable below the pairs.
            t.RotateUpItem(2 * pairs + (mapping ? 2 : 1));
            if (mapping)
                t.SwapItems(2);
        }

        if (!iterable && !mapping && pairs == 0)
            t.Do(BytecodeOp.Call, t.Argument);
        else if (iterable && t.Argument == 0)
            t.Do(BytecodeOp.CallUnpacked, mapping ? 1 : 0);
        else
            t.Do(BytecodeOp.CallPairs, t.Argument | (iterable ? HasIterable : 0) | (mapping ? HasMapping : 0));
    }

    /// <summary>CALL_METHOD, 3.7 to 3.10, as CALL of 3.11.</summary>
    internal static void CallMethod(Translation t) => CallWithSelf(t, BytecodeOp.Call, t.Argument, extra: 0);

    /// <summary>KW_NAMES, 3.11 and 3.12: its tuple waits for the CALL.</summary>
    internal static void KeywordNames(Translation t)
    {
        t.Emit(BytecodeOp.LoadConstant, ConstantRules.Check(t, t.Argument));
        t.Push(ItemKind.KeywordNames);
    }

    internal static void Call(Translation t)
    {
        if (t.Stack.Kind != ItemKind.KeywordNames)
        {
            CallWithSelf(t, BytecodeOp.Call, t.Argument, extra: 0);
            return;
        }
        t.Stack = t.Stack.Below;
        t.Push(ItemKind.Value);
        CallWithSelf(t, BytecodeOp.CallKeywords, t.Argument, extra: 1);
    }

    internal static void CallKeywords(Translation t) => CallWithSelf(t, BytecodeOp.CallKeywords, t.Argument, extra: 1);

    internal static void CallUnpacked(Translation t)
    {
        if (!t.Version.IsAtLeast(3, 11))
        {
            t.Do(BytecodeOp.CallUnpacked, t.Argument & 1);
            return;
        }

        var hasMapping = (t.Argument & 1) != 0;
        if (t.Version.IsAtLeast(3, 14))
        {
            hasMapping = t.Stack.Kind != ItemKind.Null;
            if (!hasMapping)
                t.Take();
        }
        RemoveNull(t, hasMapping ? 2 : 1);
        t.Do(BytecodeOp.CallUnpacked, hasMapping ? 1 : 0);
    }

    private static void CallWithSelf(Translation t, BytecodeOp op, int count, int extra)
    {
        if (count > t.Stack.RawDepth)
            throw t.Fault($"it needs {count + 2L} values, but only {t.Stack.RawDepth} are on the stack.");

        t.Do(op, RemoveNull(t, count + extra) ? count : count + 1);
    }

    /// <summary>Takes the NULL from beside the callable below <paramref name="operands"/> values, if it is one.</summary>
    private static bool RemoveNull(Translation t, int operands)
    {
        // Up to 3.12 the NULL lies below the callable, from 3.13 on above it.
        var place = operands + (t.Version.IsAtLeast(3, 13) ? 1 : 2);
        if (t.ItemAt(place).Kind != ItemKind.Null)
            return false;

        t.RotateUpItem(place);
        t.Take(ItemKind.Null);
        return true;
    }
}
