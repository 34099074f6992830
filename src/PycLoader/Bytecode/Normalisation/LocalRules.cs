namespace Pyc.Loader;

/// <summary>Locals and cells, in the one frame of slots that all versions share here.</summary>
internal static class LocalRules
{
    internal static int Slot(Translation t, int slot) => t.Graph.Slots.Contains(slot)
        ? slot
        : throw t.Fault($"slot {slot} does not exist, there are {t.Graph.Slots.Names.Length}.");

    /// <summary>The slot of a cell or free variable. Up to 3.10 they are counted from the first cell.</summary>
    internal static int Cell(Translation t, int index)
    {
        var slot = t.Version.IsAtLeast(3, 11) ? index : index + (long)t.Graph.Slots.FirstCell;
        return slot <= int.MaxValue && t.Graph.Slots.IsCell((int)slot)
            ? (int)slot
            : throw t.Fault($"cell {index} does not exist.");
    }

    internal static void Load(Translation t) => Load(t, t.Argument);

    internal static void Save(Translation t)
    {
        t.Emit(BytecodeOp.SaveLocal, Slot(t, t.Argument));
        t.Push(ItemKind.Saved);
    }

    internal static void Store(Translation t) => Store(t, t.Argument);

    internal static void LoadTwo(Translation t)
    {
        Load(t, t.Argument >> 4);
        Load(t, t.Argument & 15);
    }

    internal static void StoreThenLoad(Translation t)
    {
        Store(t, t.Argument >> 4);
        Load(t, t.Argument & 15);
    }

    internal static void StoreTwo(Translation t)
    {
        Store(t, t.Argument >> 4);
        Store(t, t.Argument & 15);
    }

    /// <summary>LOAD_CLASSDEREF looks into the class body's namespace first.</summary>
    internal static void LoadClassCell(Translation t)
    {
        var cell = Cell(t, t.Argument);
        t.Do(BytecodeOp.LoadLocals);
        t.Do(BytecodeOp.LoadFromDictOrDeref, cell);
    }

    /// <summary>What a frame of CPython up to 3.10 has before its first instruction, and 3.11 does by instructions.</summary>
    internal static void EnterFrame(Translation t)
    {
        if (t.Version.IsAtLeast(3, 11))
            return;

        var code = t.Graph.Code;
        var parameters = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = Math.Min(code.ParameterCount, code.LocalNames.Length) - 1; slot >= 0; slot--)
            parameters[code.LocalNames[slot]] = slot;

        if (code.FreeNames.Length > 0)
            t.Do(BytecodeOp.CopyFreeVariables, code.FreeNames.Length);
        for (var index = 0; index < code.CellNames.Length; index++)
        {
            var cell = t.Graph.Slots.FirstCell + index;
            t.Do(BytecodeOp.MakeCell, cell);
            if (parameters.TryGetValue(code.CellNames[index], out var parameter))
            {
                t.Do(BytecodeOp.LoadLocal, parameter);
                t.Do(BytecodeOp.StoreDeref, cell);
            }
        }

        if ((code.Flags & (CodeFlags.Generator | CodeFlags.Coroutine | CodeFlags.AsyncGenerator)) == 0)
            return;

        t.Do(BytecodeOp.ReturnGenerator);
        if (!t.Version.IsAtLeast(3, 10))
            t.DropTop();                                // in 3.10 GEN_START does it
    }

    // From 3.13 on LOAD_FAST of a cell's slot is how a closure takes the cell.
    private static void Load(Translation t, int slot) =>
        t.Do(t.Graph.Slots.IsCell(Slot(t, slot)) ? BytecodeOp.LoadClosure : BytecodeOp.LoadLocal, slot);

    private static void Store(Translation t, int slot)
    {
        Slot(t, slot);
        if (t.Stack.Kind != ItemKind.Saved)
        {
            t.Do(BytecodeOp.StoreLocal, slot);
            return;
        }
        t.Take();
        t.Emit(BytecodeOp.RestoreLocal, slot);
    }
}
