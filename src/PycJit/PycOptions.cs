using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pyc.Native;
using Pyc.Translation;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;
using Pyc.X64;

namespace Pyc;

/// <summary>How a module is loaded, compiled and run.</summary>
public sealed record PycOptions
{
    /// <summary>The options that apply when none are given.</summary>
    public static PycOptions Default { get; } = new();

    /// <summary>What happens to an integer that does not fit 64 bits; <see cref="IntegerMode.Exact"/> unless said otherwise.</summary>
    public IntegerMode Integers { get; init; } = IntegerMode.Exact;

    /// <summary>What becomes of a function that native code cannot hold; <see cref="Fallback.Error"/> unless said otherwise.</summary>
    public Fallback Fallback { get; init; } = Fallback.Error;

    /// <summary>Where functions run; <see cref="Tier.Auto"/> unless said otherwise.</summary>
    public Tier Tier { get; init; } = Tier.Auto;

    /// <summary>Whether memory may be made executable; <see cref="ExecutableMemory.Allow"/> unless said otherwise.</summary>
    public ExecutableMemory ExecutableMemory { get; init; } = ExecutableMemory.Allow;

    /// <summary>Where Python's <c>print</c> writes. Nowhere unless said otherwise: a call of <c>print</c> is then an error.</summary>
    /// <remarks>It is written to by one thread at a time, the one that runs Python code.</remarks>
    public TextWriter? Output { get; init; }

    /// <summary>The depth of Python calls that raises RecursionError, from 1; 1000, as in CPython, unless said otherwise.</summary>
    /// <remarks>
    /// A thread with too small a stack gets the RecursionError earlier. Native recursion that ends may go deeper; one that does not end raises
    /// the RecursionError at this depth.
    /// </remarks>
    public int RecursionLimit { get; init; } = 1000;

    /// <summary>What loading may take: the top level runs as an import runs it. 100 million steps unless said otherwise.</summary>
    /// <remarks>Beyond that, loading ends by an <see cref="ExecutionLimitException"/>: a hostile file would never end.</remarks>
    public ExecutionLimits LoadLimits { get; init; } = new() { Steps = ModuleEvaluation.DefaultBudget };

    /// <summary>What each call of a function may take; <see cref="ExecutionLimits.None"/> unless said otherwise.</summary>
    public ExecutionLimits Limits { get; init; } = ExecutionLimits.None;

    /// <summary>Where the module says what it loads and compiles; nowhere unless said otherwise.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>
    /// The files that tell profilers of Linux which functions native code belongs to; none unless said otherwise. Those that the environment
    /// variable <c>PYCJIT_PROFILE</c> names (<c>perfmap</c>, <c>jitdump</c> or <c>all</c>) are written as well.
    /// </summary>
    /// <remarks>A process has one of each in a folder, for all of its modules. What cannot be written is logged, and nothing else fails for it.</remarks>
    public ProfilerFiles Profiling { get; init; }

    /// <summary>
    /// The folder of these files; null, unless said otherwise, for that of the environment variable <c>PYCJIT_PROFILE_DIRECTORY</c>, or else
    /// <c>/tmp</c>, the only one in which <c>perf</c> looks for a map.
    /// </summary>
    public string? ProfilingDirectory { get; init; }

    /// <summary>
    /// Whether the IR is verified after every pass, which finds faults of the compiler itself; debug builds always do.
    /// </summary>
    public bool VerifyEachPass { get; init; }

    /// <summary>
    /// Whether machine code is verified before it is installed: that it runs allowed instructions alone, keeps to its stack frame, its context and the elements of its arrays as far as
    /// the code itself shows that, and gives back what it must; so a fault of the compiler is an <see cref="InternalCompilerException"/> and no harm.
    /// <see cref="VerifyEachPass"/> includes it.
    /// </summary>
    /// <remarks>It takes about as long as the back end, for which it does not matter how often the code is called. docs/security.md says what it shows.</remarks>
    public bool VerifyMachineCode { get; init; }

    /// <summary>Whether native code can be made to take any of its exits: see <see cref="Execution.FunctionVersion.ForcedExit"/>.</summary>
    internal bool ForcibleExits { get; init; }

    /// <summary>
    /// The most lanes that vectors may have, for tests and for listings that are to be the same on all processors: 8, 4, or 0 for no vectors. Of a
    /// processor that has fewer, those are used.
    /// </summary>
    internal int MaximumVectorLanes { get; init; } = 8;

    /// <summary>The operations between two polls of calls that can be stopped, about: tests make them few.</summary>
    internal long MostBetweenPolls { get; init; } = PipelineOptions.UsualBetweenPolls;

    /// <summary>What gives memory for native code and counts it, for tests; null: the system.</summary>
    internal Func<CodeMemoryUsage, CodeHeap>? HeapOf { get; init; }

    /// <summary>What makes machine code of optimised IR, for tests; null: the back end.</summary>
    internal Func<Function, MachineCode>? CodeOf { get; init; }
}
