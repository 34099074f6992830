namespace Pyc;

/// <summary>Files from which profilers of Linux learn the names of functions that were compiled at run time.</summary>
[Flags]
public enum ProfilerFiles
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>
    /// <c>perf-PID.map</c>: address, size and name of each function. Code then gets pages of its own, a few KB a function, since <c>perf</c> looks
    /// names up in this file for anonymous memory only.
    /// </summary>
    PerfMap = 1,

    /// <summary>
    /// <c>jit-PID.dump</c>: the functions with their code, their Python lines and the times at which they were compiled. <c>perf inject --jit</c> joins it
    /// with what <c>perf record -k 1</c> has recorded.
    /// </summary>
    JitDump = 2,

    /// <summary>Both.</summary>
    All = PerfMap | JitDump,
}
