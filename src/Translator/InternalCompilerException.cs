using Pyc.Translation.Ir;

namespace Pyc.Translation;

/// <summary>An invariant of the compiler does not hold: a defect of PycJit, never of the .pyc or of the caller.</summary>
/// <param name="problem">What is wrong, as one sentence.</param>
/// <param name="ir">The function as IR text; empty where there is none.</param>
/// <param name="stage">The pass or stage behind which it was found; <see langword="null"/> where unknown.</param>
public sealed class InternalCompilerException(string problem, string ir = "", string? stage = null)
    : PycJitException(
        $"PycJit broke its own rules{(stage is null ? "" : $" in {stage}")}: {problem} Please report it with what follows.\n{ir}")
{
    /// <summary>What is wrong, as one sentence.</summary>
    public string Problem { get; } = problem;

    /// <summary>The function as <see cref="IrPrinter"/> writes it; empty where there is none.</summary>
    public string IrText { get; } = ir;

    /// <summary>The pass or stage behind which it was found; <see langword="null"/> where unknown.</summary>
    public string? Stage { get; } = stage;
}
