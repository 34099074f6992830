namespace Pyc.Translation.Passes;

/// <summary>How a pipeline is run.</summary>
public sealed record PipelineOptions
{
    /// <summary>Whether the IR is verified before the first pass and after each that changed it; by default in debug builds.</summary>
    public bool VerifyEachPass { get; init; }
#if DEBUG
        = true;
#endif
}
