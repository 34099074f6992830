using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.X64;

namespace Pyc.Execution;

/// <summary>
/// Native memory in which native callers store their frames when what they called has left: a ring of slots, so that of any number of callers the
/// outermost are there.
/// </summary>
/// <remarks>
/// A thread keeps one for its next call. While it is in use, a call within the call takes another. The memory is freed with the thread.
/// </remarks>
internal sealed unsafe class CallerSlots : IDisposable
{
    // As many frames as the recursion limit and one more: then it is known that they are too many.
    private const int SlotsBeyondLimit = 1;
    private const long MostBytes = 64 << 20;

    [ThreadStatic]
    private static CallerSlots? s_free;

    private readonly StackLimit _stack = StackLimit.OfThisThread();
    private readonly byte* _memory;
    private readonly long _size;

    private CallerSlots(long size)
    {
        _memory = (byte*)NativeMemory.Alloc((nuint)size);
        _size = size;
        // A thread that ends gives it back when the collector finds this object, which is small: the collector is to know what hangs on it.
        GC.AddMemoryPressure(size);
    }

    ~CallerSlots() => Free();

    /// <summary>Bytes of the slots that code needs.</summary>
    /// <param name="code">The code.</param>
    /// <param name="recursionLimit">The most frames that the interpreter may have.</param>
    public static long SizeFor(MachineCode code, int recursionLimit) =>
        code.CallerSlotSize * Math.Clamp((long)recursionLimit + SlotsBeyondLimit, 1, Math.Max(MostBytes / code.CallerSlotSize, 1));

    /// <summary>The address that no call of this thread may go below, whatever its limits.</summary>
    public static nint LimitOfStack => StackLimit.OfThisThread().LimitHere;

    /// <summary>Gives a context room for the frames of callers, and says where the stack ends.</summary>
    /// <param name="context">The context.</param>
    /// <param name="size">What <see cref="SizeFor"/> says.</param>
    /// <returns>Who owns the memory: it is given back by <see cref="Return"/> when nothing of it is needed any longer.</returns>
    public static CallerSlots Take(CallContext* context, long size)
    {
        ref var free = ref s_free;
        var slots = free;
        free = null;
        if (slots is null || slots._size < size)
            slots = Replace(slots, size);
        context->StackLimit = slots._stack.LimitHere;
        context->CallerCount = 0;
        context->CallersStart = context->CallerNext = (long*)slots._memory;
        context->CallersEnd = (long*)(slots._memory + size);
        return slots;
    }

    /// <summary>Lets the next call of this thread have the memory.</summary>
    public void Return()
    {
        if (s_free is null)
            s_free = this;
        else
            Dispose();
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_memory);
        if (_size > 0)                                      // it was got
            GC.RemoveMemoryPressure(_size);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CallerSlots Replace(CallerSlots? small, long size)
    {
        small?.Dispose();
        return new CallerSlots(size);
    }
}
