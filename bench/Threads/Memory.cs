using System.Diagnostics;
using Pyc.Execution.Sequences;
using Pyc.Telemetry;

namespace Pyc.Benchmarks;

/// <summary>Memory of the process, when what nobody holds is collected.</summary>
/// <param name="Managed">Bytes of objects.</param>
/// <param name="Code">Bytes taken from the system for native code.</param>
/// <param name="Lists">Bytes that threads keep for lists.</param>
/// <param name="Resident">Bytes of the whole process.</param>
internal sealed record Memory(long Managed, long Code, long Lists, long Resident)
{
    public static Memory Now()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        using var process = Process.GetCurrentProcess();
        return new Memory(GC.GetTotalMemory(forceFullCollection: true), PycJitMeter.CodeMemory.BytesReserved, ListHeap.HeldBytesOfAll, process.WorkingSet64);
    }

    public override string ToString() => $"objects {Managed / 1e6:F1} MB, code {Code / 1e6:F2} MB, lists {Lists / 1e6:F2} MB, process {Resident / 1e6:F0} MB";
}
