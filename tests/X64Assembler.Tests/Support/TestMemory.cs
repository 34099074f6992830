using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Sequences in native memory: some of numbers, of each any may be read and written, and behind them one of these.</summary>
internal sealed unsafe class TestMemory : IDisposable
{
    /// <summary>The number of sequences of numbers.</summary>
    public const int Sequences = 3;

    /// <summary>Indexes of elements of any kind are from −<see cref="Reach"/> to below it.</summary>
    public const int Reach = 16;

    private const int DataSize = 2 * Reach * sizeof(long);
    private const int Size = (Sequences + 1) * (SequenceLayout.Size + DataSize);

    private readonly byte* _start = (byte*)NativeMemory.AlignedAlloc(Size, 16);

    /// <summary>The address of the header of a sequence; of number <see cref="Sequences"/>, that of sequences.</summary>
    public nint this[int number] => (nint)(_start + SequenceLayout.Size * number);

    /// <summary>The words, from the address of the elements of a sequence on.</summary>
    public long* DataOf(int number) => (long*)(_start + SequenceLayout.Size * (Sequences + 1) + DataSize * number + DataSize / 2);

    /// <summary>Fills everything.</summary>
    public void Fill(Random random)
    {
        random.NextBytes(new Span<byte>(_start, Size));
        for (var number = 0; number <= Sequences; number++)
        {
            var header = (long*)this[number];
            header[(int)SequenceField.Data] = (long)DataOf(number);
            header[(int)SequenceField.Count] = random.Next(100);
            header[(int)SequenceField.Capacity] = random.Next(1000);
            header[(int)SequenceField.Columns] = random.Next(9);
        }
        for (var index = -Reach; index < Reach; index++)
            DataOf(Sequences)[index] = this[random.Next(Sequences)];
    }

    /// <summary>A copy of everything.</summary>
    public byte[] Copy() => new Span<byte>(_start, Size).ToArray();

    /// <summary>Makes everything as it was.</summary>
    public void Restore(byte[] copy) => copy.CopyTo(new Span<byte>(_start, Size));

    public void Dispose() => NativeMemory.AlignedFree(_start);

    /// <summary>An element, as its documentation says.</summary>
    public static long Load(ElementKind kind, long address, long index)
    {
        var place = (byte*)address + index * ElementKinds.SizeOf(kind);
        return kind switch
        {
            ElementKind.Int8 => *(sbyte*)place,
            ElementKind.UInt8 or ElementKind.Bool => *place,
            ElementKind.Int16 => *(short*)place,
            ElementKind.UInt16 => *(ushort*)place,
            ElementKind.Int32 => *(int*)place,
            ElementKind.UInt32 => *(uint*)place,
            ElementKind.Float32 => BitConverter.DoubleToInt64Bits(*(float*)place),
            _ => *(long*)place,
        };
    }

    /// <summary>Writes an element.</summary>
    public static void Store(ElementKind kind, long address, long index, long word)
    {
        if (kind == ElementKind.Float32)
            word = BitConverter.SingleToInt32Bits((float)BitConverter.Int64BitsToDouble(word));
        new Span<byte>(&word, ElementKinds.SizeOf(kind)).CopyTo(new Span<byte>((byte*)address + index * ElementKinds.SizeOf(kind), sizeof(long)));
    }
}

/// <summary>Functions in the place of the runtime: what they do tells what they were called with, and they spoil what they may.</summary>
internal static unsafe class TestRuntime
{
    [ThreadStatic]
    private static TestMemory? s_memory;

    /// <summary>Where lists come from: <see cref="RuntimeFunction.NewList"/> gives one of the sequences.</summary>
    public static TestMemory? Memory
    {
        get => s_memory;
        set => s_memory = value;
    }

    public static nint AddressOf(RuntimeFunction function) => RuntimeFunctionInfo.Of(function).Parameters.Length switch
    {
        _ when function == RuntimeFunction.NewList => (nint)(delegate* unmanaged<long, long, long>)&NewList,
        1 => (nint)(delegate* unmanaged<long, long>)&Unary,
        2 => (nint)(delegate* unmanaged<long, long, long>)&Binary,
        3 => (nint)(delegate* unmanaged<long, long, long, long>)&Ternary,
        _ => (nint)(delegate* unmanaged<long, long, long, long, long, long>)&AppendItems,
    };

    /// <summary>What a function does for the evaluator.</summary>
    public static long Call(RuntimeFunction function, ReadOnlySpan<long> words) =>
        function == RuntimeFunction.NewList ? Memory![(int)(words[0] & 1)] : Mix(words);

    [UnmanagedCallersOnly]
    private static long NewList(long a, long b) => Call(RuntimeFunction.NewList, [a, b]);

    [UnmanagedCallersOnly]
    private static long Unary(long a) => Mix([a]);

    [UnmanagedCallersOnly]
    private static long Binary(long a, long b) => Mix([a, b]);

    [UnmanagedCallersOnly]
    private static long Ternary(long a, long b, long c) => Mix([a, b, c]);

    [UnmanagedCallersOnly]
    private static long AppendItems(long a, long b, long c, long d, long e) => Mix([a, b, c, d, e]);

    // Leaves a trace of its arguments in the first one, a sequence; addresses are of no interest, where they point to is.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Mix(ReadOnlySpan<long> words)
    {
        var header = (long*)words[0];
        var data = (long*)header[(int)SequenceField.Data];
        var mixed = words.Length + header[(int)SequenceField.Count];
        foreach (var word in words[1..])
            mixed = mixed * 31 + word;
        data[mixed & (TestMemory.Reach - 1)] ^= mixed;
        header[(int)SequenceField.Count] = mixed & 0xfff;
        return mixed;
    }
}
