namespace Pyc.Loader;

/// <summary>Locals and cells, in the one frame of slots that all versions share here.</summary>
internal static class LocalRules
{
    // In the payload of a saved slot: it holds a new cell.
    private const int CellAgain = 1 << 30;

    internal static int Slot(Translation t, int slot) => t.Graph.Slots.Contains(slot)
        ? slot
        : throw t.Fault($"slot {slot} does not exist, there are {t.Graph.Slots.Names.Length}.");

    /// <summary>The slot of a cell or free variable. Up to 3.10 they are counted from the first cell.</summary>
    internal static int Cell(Translation t, int index)
    {
        var slot = t.Version.IsAtLeast(3, 11) ? index : index + (long)t.Graph.Slots.FirstCell;
        if (slot > int.MaxValue || !t.Graph.Slots.IsCell((int)slot))
            throw t.Fault($"cell {index} does not exist.");
        return HoldsCell(t, (int)slot) ? (int)slot : throw t.Fault("a comprehension has taken the cell out of its slot.");
    }

    internal static void Load(Translation t) => Load(t, t.Argument);

    internal static void Save(Translation t)
    {
        t.Emit(BytecodeOp.SaveLocal, Slot(t, t.Argument));
        t.Push(ItemKind.Saved, t.Argument);
    }

    /// <summary>MAKE_CELL. In a comprehension that saved the slot, the slot is a cell's again from then on.</summary>
    internal static void MakeCell(Translation t)
    {
        t.Do(BytecodeOp.MakeCell, Slot(t, t.Argument));

        if (SavedFrom(t, t.Argument) is not { } saved)
            return;

        var above = new Stack<AbstractStack>();
        for (var item = t.Stack; item != saved; item = item.Below)
            above.Push(item);
        t.Pool.Spend(above.Count);

        t.Stack = saved.Below;
        t.Push(ItemKind.Saved, t.Argument | CellAgain);
        while (above.TryPop(out var item))
            t.Push(item.Kind, item.Payload);
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
        t.Do(HoldsCell(t, Slot(t, slot)) ? BytecodeOp.LoadClosure : BytecodeOp.LoadLocal, slot);

    private static void Store(Translation t, int slot)
    {
        Slot(t, slot);
        if (t.Stack.Kind == ItemKind.Saved)
        {
            if ((t.Take().Payload & ~CellAgain) != slot)
                throw t.Fault("it puts a saved local into another slot.");
            t.Emit(BytecodeOp.RestoreLocal, slot);
        }
        else if (HoldsCell(t, slot))
        {
            throw t.Fault($"slot {slot} holds a cell.");
        }
        else
        {
            t.Do(BytecodeOp.StoreLocal, slot);
        }
    }

    /// <summary>
    /// Whether a slot holds a cell: not in a comprehension that was inlined, has saved the slot and uses it for a variable of its
    /// own.
    /// </summary>
    private static bool HoldsCell(Translation t, int slot) =>
        t.Graph.Slots.IsCell(slot) && (SavedFrom(t, slot) is not { } saved || (saved.Payload & CellAgain) != 0);

    /// <summary>The item on the stack that LOAD_FAST_AND_CLEAR took from a slot, the last one.</summary>
    private static AbstractStack? SavedFrom(Translation t, int slot)
    {
        var saved = t.Stack.LastSaved;
        while (saved is not null && (saved.Payload & ~CellAgain) != slot)
        {
            t.Pool.Spend(1);
            saved = saved.Below.LastSaved;
        }
        return saved;
    }
}
