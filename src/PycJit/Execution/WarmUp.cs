using Pyc.Translation.Ir;
using Pyc.Translation.Passes;
using Pyc.X64;

namespace Pyc.Execution;

/// <summary>
/// Compiles a small function while the first module is loaded, on another thread: loading and compiling use different parts of PycJit, and most of what each of them takes the first time is
/// what .NET needs to make that part ready.
/// </summary>
internal static class WarmUp
{
    // As the builder makes it of a * a - b: an overflow, its exit, and moves.
    private const string Function = """
        function warm_up(v0: i64, v1: i64) -> i64
        b0:
            v2 = state 1 depth 2, 0: v0, 1: v1
            v3 = int.mul v0, v0, v2
            v4 = state 2 depth 2, 0: v3, 1: v1
            v5 = int.sub v3, v1, v4
            return v5
        """;

    private static int s_hasStarted;

    /// <summary>Begins with it, the first time that it is called in a process where native code can be expected and a processor is there to do it.</summary>
    public static void Start(PycOptions options)
    {
        if (options.Tier == Tier.InterpreterOnly || options.ExecutableMemory == ExecutableMemory.Forbid || !CpuFeatures.IsSupported || Environment.ProcessorCount == 1)
            return;
        if (Interlocked.Exchange(ref s_hasStarted, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(_ => Compile(), null);
    }

    private static void Compile()
    {
        try
        {
            var function = IrParser.Parse(Function);
            UnitPipeline.Run(function);
            NativeCompiler.Compile(function);
        }
        catch (Exception)
        {
            // Nobody has asked for this function: whatever is wrong, the one who asks for another is told.
        }
    }
}
