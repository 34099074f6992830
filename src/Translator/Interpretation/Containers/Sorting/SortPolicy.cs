namespace Pyc.Translation.Interpretation;

/// <summary>Which pending runs a sort merges, and when.</summary>
internal enum MergePolicy
{
    /// <summary>Keeps the lengths of the last three runs apart, which does not always hold for those below.</summary>
    LastThree,

    /// <summary>Keeps the lengths of the last four runs apart, so that those of all are.</summary>
    LastFour,

    /// <summary>"Powersort": merges by the runs' places in the whole list.</summary>
    Powers,
}

/// <summary>What differs between the versions in how a list is sorted: which items are compared with which, and in what order.</summary>
/// <param name="Merging">Which runs are merged.</param>
/// <param name="RunsMayFallAndRest">Whether equal neighbours do not end a descending run.</param>
/// <param name="VariesMinimumRun">Whether the least length of a run is computed anew for each run.</param>
/// <param name="AsksClassFirst">
/// Whether the method of a class that all keys have is asked before the protocol, which asks it again where it gave NotImplemented.
/// </param>
internal sealed record SortPolicy(MergePolicy Merging, bool RunsMayFallAndRest, bool VariesMinimumRun, bool AsksClassFirst);
