using System.Runtime.InteropServices;
using Pyc.X64;

namespace Pyc.Execution;

/// <summary>What native code writes to when it leaves early: the managed side of <see cref="CallContextLayout"/>.</summary>
/// <remarks>
/// It lies on the stack of the caller and is not cleared: the words of a frame are read only where an exit has stored them. So it takes
/// no time that it has room for the frames of all but large functions.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = CallContextLayout.Frame + RoomForWords * sizeof(long))]
internal unsafe struct CallContext
{
    /// <summary>Words of a frame that there is room for.</summary>
    public const int RoomForWords = 48;

    /// <summary>0 when the function returned, else the number of the exit that it took.</summary>
    [FieldOffset(CallContextLayout.Status)]
    public int Status;

    /// <summary>Which of its results a function gave that has several.</summary>
    [FieldOffset(CallContextLayout.ResultShape)]
    public int ResultShape;

    /// <summary>The exit that is to be taken, for tests.</summary>
    [FieldOffset(CallContextLayout.ForcedExit)]
    public int ForcedExit;

    /// <summary>How many callers have stored a frame.</summary>
    [FieldOffset(CallContextLayout.CallerCount)]
    public int CallerCount;

    /// <summary>The address that the stack pointer must not be below where native code calls.</summary>
    [FieldOffset(CallContextLayout.StackLimit)]
    public nint StackLimit;

    /// <summary>The slot for the frame of the next caller that leaves.</summary>
    [FieldOffset(CallContextLayout.CallerNext)]
    public long* CallerNext;

    /// <summary>The first slot for frames of callers.</summary>
    [FieldOffset(CallContextLayout.CallersStart)]
    public long* CallersStart;

    /// <summary>Behind the last slot.</summary>
    [FieldOffset(CallContextLayout.CallersEnd)]
    public long* CallersEnd;

    /// <summary>The first word of the frame. Word k ≥ 1 of a result lies where word k of a frame does.</summary>
    [FieldOffset(CallContextLayout.Frame)]
    public long FirstWord;
}
