using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>The versions of the blocks of a function: one for each instruction that begins a block and each combination of types there.</summary>
/// <remarks>
/// M. Chevalier-Boisvert, M. Feeley, "Simple and Effective Type Check Removal through Lazy Basic Block Versioning", ECOOP 2015: code is
/// made for the combinations of types that reach it, instead of a type for each variable that holds them all.
/// </remarks>
internal sealed class BlockVersions
{
    /// <summary>
    /// The most versions of one block. Loops need two or three; where more come, the function leaves for the interpreter instead, which is
    /// right whatever the types are.
    /// </summary>
    public const int MostOfOneBlock = 16;

    private readonly Dictionary<(CodeFlow Flow, int Index, string Key), BlockVersion> _versions = [];
    private readonly Dictionary<(CodeFlow Flow, int Index), int> _counts = [];
    private readonly PriorityQueue<BlockVersion, (int Index, int Order)> _pending = new();

    /// <summary>The version of a block for a combination of types, made if it is new.</summary>
    /// <param name="flow">The code that it is of.</param>
    /// <param name="index">Index of its first instruction.</param>
    /// <param name="key">The types of everything in the frame.</param>
    /// <param name="make">Makes the version.</param>
    /// <returns>The version; null where there are too many already.</returns>
    public BlockVersion? FindOrMake(CodeFlow flow, int index, string key, Func<BlockVersion> make)
    {
        if (_versions.TryGetValue((flow, index, key), out var version))
            return version;
        var count = _counts.GetValueOrDefault((flow, index));
        if (count >= MostOfOneBlock)
            return null;
        _counts[(flow, index)] = count + 1;
        version = make();
        _versions.Add((flow, index, key), version);
        _pending.Enqueue(version, (index, _versions.Count));
        return version;
    }

    /// <summary>The next version to be filled: that of the first instruction, so that blocks come in the order of the source.</summary>
    public bool TryTakePending(out BlockVersion version) => _pending.TryDequeue(out version!, out _);
}

/// <summary>One version of a block.</summary>
/// <param name="Index">Index of its first instruction.</param>
/// <param name="Block">The IR block; it begins with a phi for each value in the frame.</param>
/// <param name="Frame">What the frame holds at its start, made of those phis.</param>
/// <param name="Phis">The phis, in the order of the values in the frame.</param>
internal sealed record BlockVersion(int Index, Block Block, FrameOperands Frame, IReadOnlyList<Value> Phis);
