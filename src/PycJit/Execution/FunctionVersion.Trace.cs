using System.Diagnostics;
using Pyc.Tracing;
using Pyc.X64;

namespace Pyc.Execution;

/// <content>Compiling once more, to show how.</content>
internal sealed unsafe partial class FunctionVersion
{
    /// <summary>All that a compilation makes, from bytecode to machine code; nothing is installed.</summary>
    /// <exception cref="FunctionTooLargeException">The function has too many values alive at once.</exception>
    public CompilationTrace Trace()
    {
        var start = Stopwatch.GetTimestamp();
        var function = Build(_scope);
        var buildTime = Stopwatch.GetElapsedTime(start);
        var codes = new TraceCodes();
        codes.NumberOf(_bytecode.Code);                     // the first one
        var recorder = new IrRecorder(function, codes);
        start = Stopwatch.GetTimestamp();
        Optimise(function, recorder.Note);
        var optimiseTime = Stopwatch.GetElapsedTime(start) - recorder.Elapsed;
        var unit = NativeCompiler.UnitOf(function);
        var code = NativeCompiler.Compile(unit, BackEndOptions);
        var snapshots = recorder.ToSnapshots();
        var assembly = TraceAssembly.Of(code, [.. unit.Select(recorder.NameOf)], codes);
        return new CompilationTrace
        {
            Function = _function.Declaration,
            File = _function.SourceFile,
            Line = _function.Line,
            Signature = Signature,
            Codes = codes.ToTraces(),
            CallSites = codes.CallSites,
            Snapshots = snapshots,
            SnapshotsLeftOut = recorder.LeftOut,
            Assembly = assembly,
            CodeSize = code.Bytes.Length,
            Times = new CompileTimes(buildTime, optimiseTime, code.Times.Selection, code.Times.Allocation, code.Times.Emission, Install: TimeSpan.Zero),
        };
    }
}
