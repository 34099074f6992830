using System.Runtime.CompilerServices;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <summary>The lists that a call of native code makes: in memory that does not move, freed when the call ends.</summary>
/// <remarks>
/// <para>A thread has a heap whose memory serves for one call after the other. A call within a call, where the interpreter has taken over the outer one,
/// has a heap of its own.</para>
/// <para>While a call lasts, lists that it can no longer reach are looked for from time to time: see <see cref="Collect"/>.</para>
/// </remarks>
internal sealed unsafe partial class ListHeap
{
    // What native code keeps lies below the frame that Enter is called in. Enter's own frame lies below that too, and is no larger.
    private const int SizeOfEnter = 1024;

    private static readonly long s_defaultLimit = new PythonMemory().Limit;

    // Bytes that all heaps have from the system, as they were when calls last ended.
    private static long s_heldBytes;

    [ThreadStatic]
    private static ListHeap? s_kept;

    [ThreadStatic]
    private static ListHeap? s_current;

    private readonly ListHeap? _outer;
    private readonly HeaderPool _headers = new();
    private readonly ListBuffers _buffers = new();
    private readonly List<nint> _grown = [];                // lent lists whose elements are in a buffer of this heap
    private nint _top;
    private long _counted;                                  // this heap's part of s_heldBytes

    private ListHeap(ListHeap? outer)
    {
        _outer = outer;
        Limit = outer?.Limit ?? s_defaultLimit;
    }

    private CallControl? _control;                          // of the call that runs; null where nothing stops it

    /// <summary>Gives the memory of a thread that has ended back to the system.</summary>
    ~ListHeap() => Release();

    /// <summary>The heap of the innermost call that runs on this thread; null where none does.</summary>
    public static ListHeap? Current => s_current;

    /// <summary>The heap of the calls of this thread that are not within another.</summary>
    public static ListHeap OfThisThread => s_kept ??= new ListHeap(null);

    /// <summary>Bytes that the heaps of all threads have from the system, as it was when calls last ended.</summary>
    public static long HeldBytesOfAll => Interlocked.Read(ref s_heldBytes);

    /// <summary>Bytes that the lists of a call may have in all; as many as the interpreter's memory may grow by, unless said otherwise.</summary>
    public long Limit { get; set; }

    /// <summary>Whether the call has asked for more than its limits allow: <see cref="CallControl.ListBytes"/>.</summary>
    public bool HasExceededLimit { get; private set; }

    /// <summary>Bytes of the lists of the call, among them those that are not reachable any more and not collected yet.</summary>
    public long UsedBytes { get; private set; }

    /// <summary>Bytes that it has from the system.</summary>
    public long HeldBytes => _headers.HeldBytes + _buffers.HeldBytes;

    /// <summary>Starts a call of native code. The method that does also calls the code, or the method that does.</summary>
    /// <param name="control">What may stop the call, and how many bytes its lists may take; null for nothing.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Enter(CallControl? control = null)
    {
        byte here;
        var outer = s_current;
        var heap = outer is null ? OfThisThread : new ListHeap(outer);
        heap._top = (nint)(&here) + SizeOfEnter;
        heap.Collections = 0;
        heap._control = control;
        heap.HasExceededLimit = false;
        s_current = heap;
    }

    /// <summary>Ends it: frees all lists that it has made, and what lent lists have grown into.</summary>
    public static void Leave()
    {
        var heap = s_current ?? throw new InvalidOperationException("No call has been started.");
        s_current = heap._outer;
        if (heap._outer is null)
            heap.Reset();
        else
            heap.Release();
    }

    private void Reset()
    {
        _headers.Reset();
        _buffers.Reset();
        _grown.Clear();
        (UsedBytes, _allocated, _threshold) = (0, 0, LeastBetweenCollections);
        Count();
    }

    private void Release()
    {
        _headers.Release();
        _buffers.Release();
        Count();
    }

    private void Count()
    {
        var held = HeldBytes;
        if (held == _counted)
            return;
        Interlocked.Add(ref s_heldBytes, held - _counted);
        // A thread that ends gives it back when the collector finds its heap, which is small: the collector is to know what hangs on it.
        if (held > _counted)
            GC.AddMemoryPressure(held - _counted);
        else
            GC.RemoveMemoryPressure(_counted - held);
        _counted = held;
    }

    private SequenceHeader* New(ElementKind kind, RecordLayout tuples, long capacity)
    {
        if (kind is < ElementKind.Int8 or > ElementKind.Record || (kind == ElementKind.Record) != (tuples.Count > 0) || capacity > int.MaxValue)
            return null;
        CollectIfDue(null, null);
        var made = new SequenceHeader { Kind = kind, Tuples = tuples };
        var room = RoomFor(made.ElementSize, capacity);
        if (!HasMemory(room + SequenceLayout.Size) && !CollectFor(room + SequenceLayout.Size, null, null))
        {
            NoteLack(room + SequenceLayout.Size);
            return null;
        }
        var list = _headers.Take();
        *list = made;
        Use(SequenceLayout.Size);
        if (room > 0)
            Put(list, Take(room), room);                    // what fails leaves a list without elements, for which nobody asks
        return list;
    }

    /// <summary>Makes room in a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="count">For how many elements.</param>
    /// <param name="kept">How many of its first elements stay.</param>
    /// <param name="other">Another sequence that is still wanted; null for none.</param>
    /// <returns>False where there is no memory; all is as it was.</returns>
    private bool TryReserve(SequenceHeader* list, long count, long kept, SequenceHeader* other = null)
    {
        if (count <= list->Capacity)
            return true;
        if (count > int.MaxValue)
            return false;
        CollectIfDue(list, other);
        var size = list->ElementSize;
        var isOwn = IsOwn(list);
        var room = isOwn ? RoomFor(size, list->Capacity) : 0;
        var newRoom = RoomFor(size, CapacityFor(count, kept));
        if (!HasMemory(newRoom - room))
            newRoom = RoomFor(size, count);
        if (!HasMemory(newRoom - room) && !CollectFor(newRoom - room, list, other))
        {
            NoteLack(newRoom - room);
            return false;
        }
        if (room > 0)
        {
            var grown = _buffers.Grow(list->Data, room, kept * size, newRoom);
            Use(newRoom - room);
            Put(list, Note(grown, newRoom), newRoom);
            return true;
        }
        if (!isOwn)
            _grown.EnsureCapacity(_grown.Count + 1);
        var taken = Take(newRoom);
        if (!isOwn)
        {
            Buffer.MemoryCopy(list->Data, taken, newRoom, kept * size);
            _grown.Add((nint)list);
        }
        Put(list, taken, newRoom);
        return true;
    }

    /// <summary>Whether the elements of a list are in a buffer of this heap, or nowhere.</summary>
    private bool IsOwn(SequenceHeader* list) => list->Lent == 0 || _grown.Contains((nint)list);

    private long LimitOfCall => Math.Min(Limit, _control?.ListBytes ?? long.MaxValue);

    private bool HasMemory(long bytes) => UsedBytes + bytes <= LimitOfCall;

    private void NoteLack(long bytes) => HasExceededLimit = _control is { } control && UsedBytes + bytes > control.ListBytes;

    private byte* Take(long room)
    {
        var buffer = Note(_buffers.Take(room), room);
        Use(room);
        return buffer;
    }

    private void Use(long bytes)
    {
        UsedBytes += bytes;
        _allocated += bytes;
    }

    private static long RoomFor(int size, long capacity) => capacity <= 0 ? 0 : ListBuffers.RoomFor(capacity * size);

    private static void Put(SequenceHeader* list, byte* buffer, long room)
    {
        list->Data = buffer;
        list->Capacity = Math.Min(room / list->ElementSize, int.MaxValue);
    }

    // An eighth more than is asked for, so that appending takes constant time on average; but exactly that where a list becomes much longer at once.
    // CPython: Objects/listobject.c, list_resize.
    private static long CapacityFor(long count, long kept)
    {
        var capacity = (count + (count >> 3) + 6) & ~3L;
        return Math.Min(count - kept > capacity - count ? (count + 3) & ~3L : capacity, int.MaxValue);
    }
}
