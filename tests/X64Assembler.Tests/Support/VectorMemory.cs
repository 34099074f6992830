using System.Runtime.InteropServices;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Arrays in native memory, none of them aligned for vectors.</summary>
internal sealed unsafe class VectorMemory : IDisposable
{
    private readonly byte* _start;
    private readonly int _words;

    /// <param name="arrays">How many arrays.</param>
    /// <param name="words">Words of each.</param>
    public VectorMemory(int arrays, int words)
    {
        _words = words;
        var size = SequenceLayout.Size + words * sizeof(long);
        _start = (byte*)NativeMemory.AlignedAlloc((nuint)(arrays * size + sizeof(long)), 64);
        for (var index = 0; index < arrays; index++)
        {
            var header = (long*)(_start + sizeof(long) + index * size);
            Headers.Add((nint)header);
            header[(int)SequenceField.Data] = (long)((byte*)header + SequenceLayout.Size);
            header[(int)SequenceField.Count] = header[(int)SequenceField.Capacity] = words;
            this[index].Clear();
        }
    }

    /// <summary>The addresses of the headers.</summary>
    public List<long> Headers { get; } = [];

    /// <summary>The words of an array.</summary>
    public Span<long> this[int array] => new((void*)AddressOf(array), _words);

    /// <summary>The address of the first word of an array.</summary>
    public long AddressOf(int array) => ((long*)Headers[array])[(int)SequenceField.Data];

    public void Dispose() => NativeMemory.AlignedFree(_start);

    /// <summary>The lanes that vectors can have on this processor.</summary>
    public static int[] Lanes => CpuFeatures.Detected.VectorLanes switch { 8 => [4, 8], 4 => [4], _ => [] };
}
