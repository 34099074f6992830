using Pyc.Native;

namespace Pyc.Execution;

/// <summary>How far native code may use the stack of a thread.</summary>
/// <param name="Lowest">The address that no call may go below.</param>
internal readonly record struct StackLimit(nint Lowest)
{
    // A native frame takes up to 64 KB, and one that calls nothing is not checked; one that is made behind the check is small. The rest is for functions of the C library and for handlers of
    // signals. A thread of 256 KB has more than that.
    private const int Reserve = 128 << 10;

    // Beyond, recursion goes on in the interpreter, or has exceeded its limit long since: so much of the stack's memory is used at most.
    private const int MostUsed = 8 << 20;

    /// <summary>The limit of the thread that asks.</summary>
    public static StackLimit OfThisThread() => new(ThreadStack.Lowest + Reserve);

    /// <summary>The address that native code called from here is not to go below.</summary>
    public unsafe nint LimitHere
    {
        get
        {
            byte here;
            return Math.Max(Lowest, (nint)(&here) - MostUsed);
        }
    }
}
