namespace Pyc.Loader;

/// <summary>Displays, comprehensions' appends and unpacking, whose operands changed places over the versions.</summary>
internal static class ContainerRules
{
    /// <summary>Up to 3.4 the argument is only a hint of the size.</summary>
    internal static void BuildMap(Translation t) => t.Do(BytecodeOp.BuildMap, t.Version.IsAtLeast(3, 5) ? t.Argument : 0);

    /// <summary>LIST_APPEND and SET_ADD; in 3.0 they take the container from the stack, too.</summary>
    internal static void Append(Translation t, BytecodeOp op)
    {
        if (t.Version == new PythonVersion(3, 0))
        {
            Update(t, op, 1);
            t.DropTop();
        }
        else
        {
            Update(t, op, t.Argument);
        }
    }

    /// <summary>MAP_ADD; up to 3.7 the key is on top.</summary>
    internal static void AddToMap(Translation t)
    {
        if (!t.Version.IsAtLeast(3, 8))
            t.SwapItems(2);
        Update(t, BytecodeOp.MapAdd, t.Argument);
    }

    /// <summary>STORE_MAP, up to 3.4: dict, value, key.</summary>
    internal static void StoreInMap(Translation t)
    {
        t.SwapItems(2);
        Update(t, BytecodeOp.MapAdd, 1);
    }

    /// <summary>An operation on a container that is <paramref name="place"/>-th from the top behind its operands.</summary>
    internal static void Update(Translation t, BytecodeOp op, int place)
    {
        if (place < 1)
            throw t.Fault("it names no container on the stack.");

        var operands = BytecodeOpInfo.Of(op).Pops;
        var container = t.ItemAt((int)Math.Min((long)place + operands, int.MaxValue));
        if (container.Kind != ItemKind.Value)
            throw t.Fault("the container is not an object.");

        t.Do(op, t.Stack.Depth - container.Below.Depth - operands);
    }

    /// <summary>
    /// Makes one container of the items of several: 3.5 to 3.8 in one opcode, here step by step as from 3.9 on.
    /// </summary>
    internal static void BuildUnpacked(Translation t, int count, BytecodeOp build, BytecodeOp extend)
    {
        if (count < 0 || count > t.Stack.RawDepth)
            throw t.Fault($"it needs {count} values, but only {t.Stack.RawDepth} are on the stack.");

        t.Do(build);
        t.RotateDownItems(count + 1);
        for (var taken = 0; taken < count; taken++)
        {
            t.CopyItem(count - taken);             // the first one lies deepest and comes first
            t.Do(extend, count + 1);
        }
        for (var taken = 0; taken < count; taken++)
            t.DropTop();
    }

    internal static void BuildUnpackedTuple(Translation t)
    {
        BuildUnpacked(t, t.Argument, BytecodeOp.BuildList, BytecodeOp.ListExtend);
        t.Do(BytecodeOp.ListToTuple);
    }

    /// <summary>BUILD_MAP_UNPACK_WITH_CALL; 3.5 has the place of the callable in bits 8 on, for the text of an error.</summary>
    internal static void BuildKeywordMap(Translation t) => BuildUnpacked(
        t, t.Version.IsAtLeast(3, 6) ? t.Argument : t.Argument & 0xFF, BytecodeOp.BuildMap, BytecodeOp.DictMerge);
}
