namespace Pyc.Translation.Interpretation;

/// <summary>A token has cancelled a call: .NET's exception for that, which also says where Python was.</summary>
internal sealed class CallCanceledException(CancellationToken token) : OperationCanceledException(token)
{
    /// <summary>The place in Python that was running; null where no Python code was.</summary>
    public SourceLocation? Where { get; set; }

    /// <inheritdoc/>
    public override string Message =>
        $"{(Where is { } where ? $"{where}: " : "")}the call was cancelled by its token. The module can be called again.";
}
