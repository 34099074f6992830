using System.Runtime.CompilerServices;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A key of a table with its value and hash; the key is nothing where it was removed.</summary>
internal struct TableEntry
{
    public PyValue Key;
    public PyValue Value;
    public long Hash;
}

/// <summary>The hash table under dict and set, with CPython's order of iteration.</summary>
/// <remarks>
/// CPython: <c>Objects/dictobject.c</c> and <c>Objects/setobject.c</c>. Slots hold numbers of entries; entries lie in the order of insertion.
/// Where order follows insertion, iteration walks the entries, elsewhere the slots. Comparing keys may run Python code that changes the
/// table: after each such comparison the look-up starts again if the slot holds something else.
/// </remarks>
internal sealed class KeyTable
{
    private const int InitialSize = 8;

    // A slot is 0 where nothing was ever in it, Dummy where a key was removed, else the number of an entry plus 1.
    private const int Dummy = -1;

    private readonly TablePolicy _policy;
    private int[] _slots = new int[InitialSize];
    private TableEntry[] _entries = new TableEntry[InitialSize];
    private int _entryCount;
    private int _fill;
    private long _finger;

    public KeyTable(TablePolicy policy) => _policy = policy;

    /// <summary>The number of keys.</summary>
    public int Count { get; private set; }

    /// <summary>The number of slots.</summary>
    public int SlotCount => _slots.Length;

    /// <summary>Slots in use, dummies included.</summary>
    public int Fill => _fill;

    /// <summary>The entry with that number, of those that a look-up gave; valid until the table changes.</summary>
    public ref TableEntry this[int index] => ref _entries[index];

    /// <summary>The number of a key's entry; -1 where there is none.</summary>
    public int Find(PythonRuntime runtime, PyValue key, long hash) => Find(runtime, key, hash, out _);

    /// <summary>Sets the value of a key; false where the key was there, which stays the same object.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="value">The value.</param>
    /// <param name="isFilled">Whether the table grows only when no slot would be left.</param>
    public bool Set(PythonRuntime runtime, PyValue key, long hash, PyValue value, bool isFilled = false)
    {
        var found = Find(runtime, key, hash, out var slot);
        if (found >= 0)
        {
            _entries[found].Value = value;
            return false;
        }
        Insert(runtime, key, hash, value, slot, isFilled);
        return true;
    }

    /// <summary>Removes a key; false where it was not there.</summary>
    public bool Remove(PythonRuntime runtime, PyValue key, long hash, out PyValue value)
    {
        var found = Find(runtime, key, hash, out var slot);
        value = default;
        if (found < 0)
            return false;
        value = _entries[found].Value;
        RemoveAt(slot);
        return true;
    }

    /// <summary>Walks through the entries in Python's order: start at position 0; -1 at the end.</summary>
    public int Next(ref int position)
    {
        if (_policy.IsOrdered)
        {
            while (position < _entryCount)
            {
                var index = position++;
                if (!_entries[index].Key.IsUnbound)
                    return index;
            }
            return -1;
        }
        while (position < _slots.Length)
        {
            var index = _slots[position++] - 1;
            if (index >= 0)
                return index;
        }
        return -1;
    }

    /// <summary>Walks backwards: start at <see cref="int.MaxValue"/>; -1 at the end.</summary>
    public int Previous(ref int position)
    {
        position = Math.Min(position, _entryCount);
        while (position > 0)
        {
            position--;
            if (!_entries[position].Key.IsUnbound)
                return position;
        }
        return -1;
    }

    /// <summary>Removes the entry that <c>dict.popitem</c> takes; the table is not empty.</summary>
    public TableEntry PopItem()
    {
        if (_policy.IsOrdered)
        {
            var last = int.MaxValue;
            var index = Previous(ref last);
            var entry = _entries[index];
            RemoveAt(SlotOf(index));
            _entryCount = index;
            return entry;
        }
        return PopFromFirstSlot();
    }

    // The older tables keep the place to go on from in the hash of slot 0, which is popped first.
    private TableEntry PopFromFirstSlot()
    {
        var slot = 0;
        if (_slots[0] <= 0)
        {
            slot = _finger >= _slots.Length || _finger < 1 ? 1 : (int)_finger;
            while (_slots[slot] <= 0)
                slot = slot + 1 >= _slots.Length ? 1 : slot + 1;
        }
        return PopSlot(slot);
    }

    /// <summary>Removes the entry that <c>set.pop</c> takes; the table is not empty.</summary>
    public TableEntry PopFromFinger()
    {
        if (!_policy.HasLastingFinger)
            return PopFromFirstSlot();
        var slot = (int)(_finger & (_slots.Length - 1));
        while (_slots[slot] <= 0)
            slot = slot + 1 >= _slots.Length ? 0 : slot + 1;
        return PopSlot(slot);
    }

    /// <summary>Makes the slots more than that many, and puts the entries into new places.</summary>
    public void Resize(PythonRuntime runtime, long minimum)
    {
        var size = (long)InitialSize;
        while (size <= minimum)
            size <<= 1;
        runtime.Memory.Check(size, sizeof(int));
        runtime.Memory.Check(Count, Unsafe.SizeOf<TableEntry>());
        runtime.Charge(size >> 5);

        var entries = new TableEntry[Math.Max(InitialSize, (int)Math.Min(Count + (Count >> 1) + 1L, Array.MaxLength))];
        var slots = new int[size];
        var (position, count) = (0, 0);
        for (int index; (index = Next(ref position)) >= 0; count++)
        {
            runtime.ChargeStretch(count);
            entries[count] = _entries[index];
            slots[CleanSlot(slots, entries[count].Hash)] = count + 1;
        }
        (_entries, _slots, _entryCount, _fill) = (entries, slots, count, count);
        if (!_policy.HasLastingFinger)
            _finger = 0;
    }

    /// <summary>Removes all keys.</summary>
    public void Clear()
    {
        (_slots, _entries) = (new int[InitialSize], new TableEntry[InitialSize]);
        (_entryCount, _fill, Count) = (0, 0, 0);
        if (!_policy.HasLastingFinger)
            _finger = 0;
    }

    /// <summary>A table with the same entries in the same slots.</summary>
    public KeyTable Clone()
    {
        var copy = (KeyTable)MemberwiseClone();
        copy._finger = 0;
        copy._slots = [.. _slots];
        copy._entries = [.. _entries];
        return copy;
    }

    private TableEntry PopSlot(int slot)
    {
        var entry = _entries[_slots[slot] - 1];
        RemoveAt(slot);
        _finger = slot + 1L;
        return entry;
    }

    private void RemoveAt(int slot)
    {
        if (slot == 0 && !_policy.HasLastingFinger)
            _finger = _entries[_slots[0] - 1].Hash;
        _entries[_slots[slot] - 1] = default;
        _slots[slot] = Dummy;
        Count--;
    }

    private void Insert(PythonRuntime runtime, PyValue key, long hash, PyValue value, int slot, bool isFilled)
    {
        if (_policy.GrowsBeforeInsertion && _slots[slot] == 0 && _policy.IsFull(_fill, _slots.Length))
        {
            Resize(runtime, _policy.SizeAfterGrowth(Count, _slots.Length));
            slot = CleanSlot(_slots, hash);
        }
        if (_entryCount == _entries.Length)
            MakeRoomForEntry(runtime);
        if (_slots[slot] == 0)
            _fill++;
        _entries[_entryCount] = new TableEntry { Key = key, Value = value, Hash = hash };
        _slots[slot] = ++_entryCount;
        Count++;
        if (!_policy.GrowsBeforeInsertion && (isFilled ? _fill + 1 >= _slots.Length : _policy.IsFull(_fill, _slots.Length)))
            Resize(runtime, _policy.SizeAfterGrowth(Count, _slots.Length));
    }

    /// <summary>Grows the entries; where many were removed, closes the gaps instead.</summary>
    private void MakeRoomForEntry(PythonRuntime runtime)
    {
        if (_policy.IsOrdered || Count > _entryCount / 2)
        {
            var capacity = _entryCount + (_entryCount >> 1) + 1L;
            runtime.Memory.Check(capacity, Unsafe.SizeOf<TableEntry>());
            runtime.ChargeCopy(2 * capacity);
            Array.Resize(ref _entries, (int)capacity);
            return;
        }
        runtime.Charge(_slots.Length);                    // while slots are renumbered nothing may stop it
        var entries = new TableEntry[_entries.Length];
        var count = 0;
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            if (_slots[slot] <= 0)
                continue;
            entries[count] = _entries[_slots[slot] - 1];
            _slots[slot] = ++count;
        }
        (_entries, _entryCount) = (entries, count);
    }

    private int SlotOf(int entry)
    {
        var probe = new ProbeSequence(_policy.Probing, _entries[entry].Hash, _slots.Length - 1);
        while (_slots[probe.Slot] != entry + 1)
            probe.Advance();
        return probe.Slot;
    }

    /// <summary>The first free slot for a hash in a table without dummies.</summary>
    private int CleanSlot(int[] slots, long hash)
    {
        var probe = new ProbeSequence(_policy.Probing, hash, slots.Length - 1);
        while (slots[probe.Slot] != 0)
            probe.Advance();
        return probe.Slot;
    }

    /// <param name="runtime">The runtime.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="slot">The key's slot; where it is missing, the slot to put it in.</param>
    private int Find(PythonRuntime runtime, PyValue key, long hash, out int slot)
    {
    Again:
        var slots = _slots;
        var (free, tries) = (-1, 0);
        for (var probe = new ProbeSequence(_policy.Probing, hash, slots.Length - 1); ; probe.Advance())
        {
            if ((++tries & 15) == 0)
                runtime.Charge();                        // many keys have such a hash
            slot = probe.Slot;
            var content = slots[slot];
            if (content == 0)
            {
                if (free >= 0)
                    slot = free;
                return -1;
            }
            if (content == Dummy)
            {
                if (free < 0 ? _policy.Reuse != DummyReuse.None : _policy.Reuse == DummyReuse.Last)
                    free = slot;
                continue;
            }
            ref var entry = ref _entries[content - 1];
            if (entry.Hash != hash)
                continue;
            var candidate = entry.Key;
            if (candidate.IsSame(key))
                return content - 1;
            if (candidate.IsInt && key.IsInt)
                continue;
            if (candidate.Object is PyStr left && key.Object is PyStr right && left.IsUnicode == right.IsUnicode && !left.IsSplit && !right.IsSplit)
            {
                runtime.ChargeScan(left.Value.Length);
                if (left.Value == right.Value)
                    return content - 1;
                continue;
            }
            var isEqual = Operators.IsTrue(runtime, Operators.Compare(runtime, ComparisonOperator.Equal, candidate, key));
            if (!ReferenceEquals(slots, _slots) || slots[slot] != content || !_entries[content - 1].Key.IsSame(candidate))
                goto Again;
            if (isEqual)
                return content - 1;
        }
    }
}
