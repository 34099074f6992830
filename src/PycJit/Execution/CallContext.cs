using System.Runtime.InteropServices;
using Pyc.X64;

namespace Pyc.Execution;

/// <summary>What native code can write to while it runs: the managed side of <see cref="CallContextLayout"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = CallContextLayout.Size)]
internal struct CallContext
{
    /// <summary>0 when the function returned, else the number of the exit that it took.</summary>
    [FieldOffset(CallContextLayout.Status)]
    public int Status;
}
