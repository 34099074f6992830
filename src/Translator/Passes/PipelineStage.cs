namespace Pyc.Translation.Passes;

/// <summary>Passes that are run one after the other, again and again while they change something.</summary>
/// <param name="MaxRounds">
/// How often at most: one more round finds little, and a hostile function must not cost more than linear time.
/// </param>
/// <param name="Passes">The passes in order.</param>
/// <param name="Needs">A pass that is run before them once, which leaves them something to do only if it changes something; null where they have anyway.</param>
public sealed record PipelineStage(int MaxRounds, IReadOnlyList<IPass> Passes, IPass? Needs = null);
