namespace Pyc.Loader;

/// <summary>What a node of the decoded code stands for.</summary>
internal enum Phase : byte
{
    /// <summary>A raw instruction.</summary>
    Ordinary,

    /// <summary>What CPython does when a frame is made: cells, and up to 3.10 the generator.</summary>
    Entry,

    /// <summary>What CPython up to 3.10 does when a handler is entered, before its first instruction.</summary>
    HandlerEntry,

    /// <summary>What CPython 3.0 to 3.10 does when an exception leaves a handler.</summary>
    HandlerLeave,

    /// <summary>The loop of YIELD_FROM (3.3 to 3.10).</summary>
    SendLoop,

    /// <summary>The end of that loop, or of a SEND in 3.11.</summary>
    SendDone,

    /// <summary>The handler of an exception thrown into a Yield inside a SEND loop, up to 3.11.</summary>
    SendThrow,

    /// <summary>The exception silenced by the exit of a <c>with</c> (up to 3.8).</summary>
    Silenced,

    /// <summary>END_ASYNC_FOR met another exception than StopAsyncIteration.</summary>
    AsyncForRaise,
}

/// <summary>A raw instruction in one context, and the neutral instructions that it becomes there.</summary>
internal sealed class CodeNode(int raw, AbstractStack stack, BlockStack? blocks, Phase phase, int id)
{
    /// <summary>Index of the raw instruction.</summary>
    internal int Raw { get; } = raw;

    /// <summary>The stack before it.</summary>
    internal AbstractStack Stack { get; } = stack;

    /// <summary>The block stack before it.</summary>
    internal BlockStack? Blocks { get; } = blocks;

    internal Phase Phase { get; } = phase;

    /// <summary>Number in the order of discovery.</summary>
    internal int Id { get; } = id;

    internal List<EmittedInstruction> Code { get; } = new(1);

    /// <summary>Where it goes on; <see langword="null"/> when the last instruction ends.</summary>
    internal CodeNode? Next { get; set; }
}

/// <summary>A neutral instruction whose targets are still nodes.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Argument">Its argument.</param>
/// <param name="Target">Where it jumps to.</param>
/// <param name="Handler">Where its exceptions go to.</param>
/// <param name="HandlerDepth">Values that stay on the neutral stack then.</param>
/// <param name="Raw">Index of the raw instruction that it came from.</param>
internal readonly record struct EmittedInstruction(
    BytecodeOp Op, int Argument, CodeNode? Target, CodeNode? Handler, int HandlerDepth, int Raw);
