using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>The slots of a frame, in the order of CPython 3.11: locals, cells that are no locals, free variables.</summary>
internal sealed class SlotTable
{
    private readonly bool[] _isCell;

    internal SlotTable(CodeObject code)
    {
        if (code.Version.IsAtLeast(3, 11))
        {
            Names = code.LocalSlots.Select(slot => slot.Name).ToImmutableArray();
            _isCell = code.LocalSlots.Select(slot => (slot.Kind & (LocalKinds.Cell | LocalKinds.Free)) != 0).ToArray();
            FreeCount = code.LocalSlots.Count(slot => (slot.Kind & LocalKinds.Free) != 0);
        }
        else
        {
            Names = [.. code.LocalNames, .. code.CellNames, .. code.FreeNames];
            _isCell = new bool[Names.Length];
            _isCell.AsSpan(code.LocalNames.Length).Fill(true);
            FreeCount = code.FreeNames.Length;
        }
        FirstCell = code.LocalNames.Length;
    }

    internal ImmutableArray<string> Names { get; }

    internal int FreeCount { get; }

    /// <summary>Slot of the first cell up to 3.10, where opcodes count cells from there.</summary>
    internal int FirstCell { get; }

    internal bool Contains(int slot) => (uint)slot < (uint)Names.Length;

    /// <summary>Whether a slot holds a cell, at least once MAKE_CELL or COPY_FREE_VARS has run.</summary>
    internal bool IsCell(int slot) => Contains(slot) && _isCell[slot];
}
