using System.Collections.Immutable;

namespace Pyc;

/// <summary>The whole way of a function from bytecode to machine code, for one combination of parameter types: <see cref="PycFunction.Trace"/>.</summary>
/// <remarks>
/// Every line that comes from Python says from which instruction of which code object (<see cref="TraceOrigin"/>), so what one line has become can be
/// followed through all forms. Names and texts come from a file that may be hostile: they are on one line each, and no more is promised of them.
/// </remarks>
public sealed record CompilationTrace
{
    /// <summary>The function as Python declares it: <c>foo(a, b)</c>.</summary>
    public required string Function { get; init; }

    /// <summary>The source file as the compiler was given it.</summary>
    public required string File { get; init; }

    /// <summary>The line of the <c>def</c>, or of its first decorator.</summary>
    public required int Line { get; init; }

    /// <summary>Parameter types and result in terms of the IR: <c>(i64, i64) -> i64</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>The code objects that the code was made of: that of the function, then those that it calls, directly or in place of the call.</summary>
    public required ImmutableArray<CodeTrace> Codes { get; init; }

    /// <summary>
    /// The calls in whose place the code of what they call was put, and loops that have taken in the code of generators. What stands there belongs to that line too:
    /// <see cref="TraceOrigin.CallSite"/>. A call site may be in code that was put in place of a call itself.
    /// </summary>
    public required ImmutableArray<TraceOrigin> CallSites { get; init; }

    /// <summary>The bytecode of the function itself.</summary>
    public ImmutableArray<BytecodeLine> Bytecode => Codes[0].Lines;

    /// <summary>
    /// The IR of the function and of what it calls natively: as it was built, then after each pass that changed something, in the order in which they ran.
    /// The last one is what machine code was made of.
    /// </summary>
    public required ImmutableArray<IrSnapshot> Snapshots { get; init; }

    /// <summary>
    /// How many snapshots before the last one are missing, because all together would have been too large: beyond 200 million characters only the last one is taken.
    /// </summary>
    public required int SnapshotsLeftOut { get; init; }

    /// <summary>The machine code, with that of the functions that it calls natively, and the constants behind it.</summary>
    public required ImmutableArray<AssemblyLine> Assembly { get; init; }

    /// <summary>Size of the machine code in bytes, constants included.</summary>
    public required int CodeSize { get; init; }

    /// <summary>How long it took. Taking snapshots is not counted, installing the code was not done.</summary>
    public required CompileTimes Times { get; init; }
}
