namespace Pyc.Translation.Interpretation;

/// <summary>Lets a frame go on behind what PycJit cannot do: the top level of a module, which leaves statements out.</summary>
internal interface IFrameRecovery
{
    /// <summary>Puts the frame where it goes on.</summary>
    /// <param name="frame">The frame, standing at the instruction that failed.</param>
    /// <param name="exception">Why it failed.</param>
    /// <returns>Whether it can go on.</returns>
    /// <exception cref="ExecutionLimitException">Finding that out is more work than is allowed.</exception>
    bool TryRecover(Frame frame, PycJitException exception);
}
