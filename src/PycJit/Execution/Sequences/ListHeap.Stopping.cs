namespace Pyc.Execution.Sequences;

/// <content>What takes long asks between pieces of some milliseconds at most whether the call is to end.</content>
/// <remarks>
/// It then fails as it does without memory, and the code leaves: whoever has called the code sees that the call was stopped. A list that C# has lent is left as it was, or as it will be, or in
/// another order.
/// </remarks>
internal sealed unsafe partial class ListHeap
{
    /// <summary>Elements of a piece: some take a hundred cycles, those that are only moved one or less.</summary>
    public const int Piece = 1 << 16;

    /// <summary>Bytes of a piece of what is only moved.</summary>
    public const int PieceBytes = 4 << 20;

    /// <summary>Whether the innermost call that runs on this thread is to end.</summary>
    public static bool IsStopped => s_current is { HasStopped: true };

    /// <summary>Whether it may come to an end: what no one stops need not be done in pieces.</summary>
    public static bool IsStoppable => s_current?._control is not null;

    private bool HasStopped => _control is { IsStopped: true };

    /// <summary>Throws if the call is to end.</summary>
    /// <exception cref="OperationCanceledException">It is.</exception>
    public static void ThrowIfStopped()
    {
        if (IsStopped)
            throw new OperationCanceledException();
    }
}
