namespace Pyc.Translation.Passes;

/// <summary>Passes that are run one after the other, again and again while they change something.</summary>
/// <param name="MaxRounds">
/// How often at most: one more round finds little, and a hostile function must not cost more than linear time.
/// </param>
/// <param name="Passes">The passes in order.</param>
public sealed record PipelineStage(int MaxRounds, IReadOnlyList<IPass> Passes);
