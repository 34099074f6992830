namespace Pyc.X64;

/// <summary>Offsets, in bytes, in the context that the caller of a native function passes as its hidden first argument.</summary>
/// <remarks>
/// A native function takes <c>(context*, word, word, …)</c> and returns a word: every argument and result is a 64-bit register
/// image (int: the value; bool: 0 or 1; None: 0). It writes to the context only when it exits early; the caller clears the status
/// before the call. So the way that succeeds costs nothing for being checked.
/// </remarks>
public static class CallContextLayout
{
    /// <summary>int32: 0 when the function returned, else the 1-based number in <see cref="MachineCode.Exits"/>.</summary>
    public const int Status = 0;

    /// <summary>Size of the context.</summary>
    public const int Size = 16;
}
