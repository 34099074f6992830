namespace Pyc.Translation.Interpretation;

/// <content>Lists over memory that C# has lent: their length is fixed, and their items are what lies there.</content>
internal sealed partial class PyList
{
    /// <inheritdoc/>
    protected override PyValue[] CopyOf(PythonRuntime runtime, SliceRange range)
    {
        if (Memory is null)
            return base.CopyOf(runtime, range);
        var items = new PyValue[range.Count];
        for (var i = 0; i < items.Length; i++)
        {
            runtime.ChargeStretch(i);
            items[i] = Memory.Get(runtime, (int)range[i]);
        }
        return items;
    }

    private static PythonError LengthIsFixed() => PyErrors.TypeError("the length of an array that C# has lent is fixed; pass a List");

    private static PyValue[] CopyOfMemory(PythonRuntime runtime, ElementMemory memory)
    {
        runtime.Memory.Check(memory.Count, PythonMemory.ValueSize);
        var items = new PyValue[memory.Count];
        for (var i = 0; i < items.Length; i++)
        {
            runtime.ChargeStretch(i);
            items[i] = memory.Get(runtime, i);
        }
        return items;
    }

    private void ReverseMemory(PythonRuntime runtime, ElementMemory memory)
    {
        if (memory.Count < 2)
            return;
        memory.CheckReordering();
        var items = ToArray(runtime);
        Array.Reverse(items);
        PutAll(runtime, items);
    }

    private PyValue ItemOfGrid(PythonRuntime runtime, GridElements grid, PyTuple pair)
    {
        var (row, column) = IndexesInGrid(runtime, grid, pair, "list index out of range");
        return row.Get(runtime, column);
    }

    private void SetItemOfGrid(PythonRuntime runtime, GridElements grid, PyTuple pair, PyValue value)
    {
        var (row, column) = IndexesInGrid(runtime, grid, pair, OutOfRangeForStore);
        row.Set(runtime, column, value);
    }

    private (ElementMemory Row, int Column) IndexesInGrid(PythonRuntime runtime, GridElements grid, PyTuple pair, string outOfRange)
    {
        if (pair.Count != 2 || pair[0].Object is PySlice || pair[1].Object is PySlice)
            throw PyErrors.TypeError("an array of two dimensions that C# has lent is indexed by one or by two integers");
        var row = grid.RowAt(ResolveIndex(runtime, pair[0], outOfRange));
        return (row.Memory!, row.ResolveIndex(runtime, pair[1], outOfRange));      // each row lies over memory
    }
}
