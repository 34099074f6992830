using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pyc.Benchmarks;

/// <summary>The time that this thread has had: what else the machine does is not in it, where the system tells it.</summary>
internal static partial class Clock
{
    private const int ThreadTime = 3;                               // CLOCK_THREAD_CPUTIME_ID of Linux

    public static double Seconds()
    {
        if (!OperatingSystem.IsLinux())
            return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        if (GetTime(ThreadTime, out var time) != 0)
            throw new InvalidOperationException("This Linux does not tell the time of a thread.");
        return time.Seconds + time.Nanoseconds * 1e-9;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
