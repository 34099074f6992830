namespace Pyc.Translation.Interpretation;

/// <summary>One step of the loop: an instruction with its operands in 12 bytes.</summary>
/// <param name="op">What it does.</param>
/// <param name="argument">The instruction's argument; of a group as <see cref="StepOp"/> says.</param>
/// <param name="target">Index of the step that it jumps to.</param>
internal readonly struct Step(StepOp op, int argument, int target)
{
    /// <summary>What it does.</summary>
    public StepOp Op { get; } = op;

    /// <summary>The instruction's argument.</summary>
    public int Argument { get; } = argument;

    /// <summary>Index of the step that it jumps to; −1 where it does not jump.</summary>
    public int Target { get; } = target;
}
