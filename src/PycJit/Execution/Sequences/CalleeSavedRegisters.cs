using Pyc.Native;

namespace Pyc.Execution.Sequences;

/// <summary>The general registers that a function gives back as it found them: what generated code keeps in them while it calls.</summary>
/// <remarks>
/// A function that uses them has saved them in its frame before. So these, and the frames further down than generated code's, are all places where
/// its values may be. C# has no name for registers: a few instructions store them.
/// </remarks>
internal static unsafe class CalleeSavedRegisters
{
    /// <summary>How many there are at most.</summary>
    public const int Count = 8;

    // mov [rdi], rbx; mov [rdi+8], rbp; mov [rdi+16], r12; mov [rdi+24], r13; mov [rdi+32], r14; mov [rdi+40], r15; ret
    private static ReadOnlySpan<byte> SystemV =>
    [
        0x48, 0x89, 0x1F, 0x48, 0x89, 0x6F, 0x08, 0x4C, 0x89, 0x67, 0x10, 0x4C, 0x89, 0x6F, 0x18, 0x4C, 0x89, 0x77, 0x20, 0x4C, 0x89, 0x7F, 0x28, 0xC3,
    ];

    // The same with rcx for rdi; then mov [rcx+48], rsi; mov [rcx+56], rdi; ret
    private static ReadOnlySpan<byte> Win64 =>
    [
        0x48, 0x89, 0x19, 0x48, 0x89, 0x69, 0x08, 0x4C, 0x89, 0x61, 0x10, 0x4C, 0x89, 0x69, 0x18, 0x4C, 0x89, 0x71, 0x20, 0x4C, 0x89, 0x79, 0x28,
        0x48, 0x89, 0x71, 0x30, 0x48, 0x89, 0x79, 0x38, 0xC3,
    ];

    private static readonly CodeBlock? s_code = Make();

    /// <summary>Whether the system has given memory for the instructions.</summary>
    public static bool CanBeRead => s_code is not null;

    /// <summary>The address of the instructions, as a C function of the place to store to.</summary>
    public static nint Address => s_code!.Address;          // where they CanBeRead

    /// <summary>Stores them.</summary>
    /// <param name="registers">Room for <see cref="Count"/>.</param>
    public static void Read(nint* registers)
    {
        // Without a GC transition, whose own code would use them.
        var read = (delegate* unmanaged[SuppressGCTransition]<nint*, void>)Address;
        read(registers);
    }

    private static CodeBlock? Make()
    {
        try
        {
            using var heap = new CodeHeap();
            return heap.Add(OperatingSystem.IsWindows() ? Win64 : SystemV);
        }
        catch (NativeMemoryException)
        {
            return null;                    // no list is freed before its call ends, and a call that makes too many ends in the interpreter
        }
    }
}
