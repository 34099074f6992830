namespace Pyc.Native;

/// <summary>
/// Pages of a heap and what of them is free. The heap's lock guards all but the pages, which look after themselves.
/// </summary>
internal sealed class CodeRegion(ICodePages pages)
{
    internal ICodePages Pages { get; } = pages;
    internal FreeSpace Free { get; } = new(pages.Length);

    /// <summary>
    /// Blocks that hold a range, from before it is written until after it is erased; the pages live while there are any.
    /// </summary>
    internal int LiveBlocks { get; set; }
}
