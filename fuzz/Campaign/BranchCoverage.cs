using System.Runtime.InteropServices;
using Pyc.Fuzz.Execution;

namespace Pyc.Fuzz.Campaign;

/// <summary>Which branches of PycJit an input has taken, where its assemblies are instrumented (<c>fuzz/coverage.sh</c>).</summary>
/// <remarks>SharpFuzz counts pairs of places in 64 KB, as AFL does; how often is told by eight classes.</remarks>
public sealed unsafe class BranchCoverage
{
    private const int Size = 1 << 16;
    private readonly byte* _counts = (byte*)NativeMemory.AllocZeroed(Size);      // for as long as the process runs: any code may write there

    /// <summary>Gives instrumented code a place to count in.</summary>
    public BranchCoverage() => SharpFuzz.Common.Trace.SharedMem = _counts;

    /// <summary>Notes what has been counted since the last time, and forgets it.</summary>
    public void NoteIn(InputReport report)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(new Span<byte>(_counts, Size));
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == 0)
                continue;
            for (var place = i * sizeof(ulong); place < (i + 1) * sizeof(ulong); place++)
            {
                if (_counts[place] != 0)
                    report.Note(3, place, int.Log2(_counts[place]));
            }
            words[i] = 0;
        }
        SharpFuzz.Common.Trace.PrevLocation = 0;
    }
}
