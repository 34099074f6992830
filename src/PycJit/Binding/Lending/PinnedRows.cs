using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Execution.Sequences;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>The rows of a <c>T[][]</c> while a call has them: pinned, with a header each in native memory.</summary>
/// <remarks>A thread keeps some for its next calls. The handles stay as well: to make them takes most of the time.</remarks>
internal sealed unsafe class PinnedRows : IDisposable
{
    // Beyond, what is kept between calls would be a burden to the garbage collector and to the memory of the process.
    private const int MostKept = 4096;

    // As many as a call has that passes a few matrices.
    private const int MostFree = 4;

    [ThreadStatic]
    private static Stack<PinnedRows>? s_free;

    private readonly List<GCHandle> _handles = [];
    private byte* _memory;
    private nuint _size;
    private nuint _counted;                                             // what the collector knows of
    private Array[] _rows = [];
    private SequenceHeader* _headers;
    private int* _table;                                                // indexes of rows and 1, by their addresses; 0 where there is none
    private int _mask;

    private PinnedRows()
    {
    }

    ~PinnedRows() => Free();

    /// <summary>The array of the rows.</summary>
    public Array Array => _rows;

    /// <summary>How the elements of the rows lie in memory.</summary>
    public ElementKind Kind { get; private set; }

    /// <summary>The addresses of the headers, one for each row: the elements of the sequence of sequences.</summary>
    public byte* Addresses { get; private set; }

    /// <summary>The number of rows.</summary>
    public int Count => _rows.Length;

    /// <summary>The row at an index.</summary>
    public Array this[int index] => _rows[index];

    /// <summary>The header of the row at an index.</summary>
    public SequenceHeader* HeaderAt(int index) => _headers + index;

    /// <summary>Pins rows.</summary>
    /// <param name="rows">The rows, none of which is null.</param>
    /// <param name="kind">How their elements lie in memory.</param>
    /// <returns>What has to be disposed of when the call has ended.</returns>
    public static PinnedRows Take(Array[] rows, ElementKind kind)
    {
        var taken = s_free?.TryPop(out var free) == true ? free : new PinnedRows();
        taken.Pin(rows, kind);
        return taken;
    }

    /// <summary>The header of an array that is one of the rows; null where it is none.</summary>
    /// <param name="data">The address of its first element.</param>
    public SequenceHeader* Find(byte* data)
    {
        for (var place = PlaceOf(data); _table[place] != 0; place = (place + 1) & _mask)
        {
            var header = _headers + _table[place] - 1;
            if (header->Data == data)
                return header;
        }
        return null;
    }

    /// <summary>The row of a header; null where it is of none.</summary>
    public Array? RowOf(SequenceHeader* header) =>
        header >= _headers && header < _headers + _rows.Length ? _rows[header - _headers] : null;

    /// <summary>Lets go of the rows.</summary>
    public void Dispose()
    {
        for (var i = 0; i < _rows.Length; i++)
            SetTarget(i, null);
        _rows = [];
        var free = s_free ??= [];
        if (free.Count < MostFree && _handles.Count <= MostKept)
        {
            free.Push(this);
            // A thread that ends gives it back when the collector finds this object, which is small: the collector is to know what hangs on it.
            if (_size > _counted)
                GC.AddMemoryPressure((long)(_size - _counted));
            _counted = _size;
            return;
        }
        Free();
        GC.SuppressFinalize(this);
    }

    private void Pin(Array[] rows, ElementKind kind)
    {
        var places = (int)BitOperations.RoundUpToPowerOf2((uint)rows.Length * 2 + 1);
        Reserve((nuint)rows.Length * (SequenceLayout.Size + sizeof(long)) + (nuint)places * sizeof(int));
        (Kind, _mask) = (kind, places - 1);
        _headers = (SequenceHeader*)_memory;
        Addresses = (byte*)(_headers + rows.Length);
        _table = (int*)(Addresses + rows.Length * sizeof(long));
        new Span<int>(_table, places).Clear();
        _rows = rows;
        for (var i = 0; i < rows.Length; i++)
            PinRow(i, rows[i]);
    }

    private void PinRow(int index, Array row)
    {
        SetTarget(index, row);
        var data = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(row));        // it is pinned
        // One array in two rows is one list.
        var header = Find(data);
        if (header is null)
        {
            header = _headers + index;
            var place = PlaceOf(data);
            while (_table[place] != 0)
                place = (place + 1) & _mask;
            _table[place] = index + 1;
        }
        _headers[index] = new SequenceHeader { Data = data, Count = row.Length, Capacity = row.Length, Kind = Kind };
        ((SequenceHeader**)Addresses)[index] = header;
    }

    private void SetTarget(int index, Array? row)
    {
        if (index == _handles.Count)
        {
            _handles.Add(GCHandle.Alloc(row, GCHandleType.Pinned));
            return;
        }
        var handle = _handles[index];
        handle.Target = row;
    }

    private int PlaceOf(byte* data)
    {
        const ulong Golden = 0x9E37_79B9_7F4A_7C15;
        return (int)(((ulong)data >> 3) * Golden >> 32) & _mask;
    }

    private void Reserve(nuint size)
    {
        if (size <= _size)
            return;
        _memory = (byte*)NativeMemory.Realloc(_memory, size);
        _size = size;
    }

    private void Free()
    {
        foreach (var handle in _handles)
            handle.Free();
        _handles.Clear();
        NativeMemory.Free(_memory);
        _memory = null;
        if (_counted > 0)
            GC.RemoveMemoryPressure((long)_counted);
        _size = _counted = 0;
    }
}
