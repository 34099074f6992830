namespace Pyc.Translation.Passes;

/// <summary>How a pipeline is run.</summary>
public sealed record PipelineOptions
{
    /// <summary>Whether the IR is verified before the first pass and after each that changed it; by default in debug builds.</summary>
    public bool VerifyEachPass { get; init; }
#if DEBUG
        = true;
#endif

    /// <summary>Whether passes say what they do and why not: <see cref="Ir.Function.Remarks"/>. It changes nothing in the code.</summary>
    public bool CollectRemarks { get; init; }

    /// <summary>Whether calls of the code can be stopped: <see cref="Polling"/>. What cannot pays nothing for it.</summary>
    public bool IsStoppable { get; init; }

    /// <summary>The <see cref="Ir.Function.VectorLanes"/> that functions get: what the processor that runs them has; none by default.</summary>
    public int VectorLanes { get; init; }
}
