namespace Pyc.X64;

/// <summary>Offsets, in bytes, in the context that the caller of a native function passes as its hidden first argument.</summary>
/// <remarks>
/// A native function takes <c>(context*, word, word, …)</c> and returns a word: every argument and result is a 64-bit register
/// image (int and unsigned int: the value; float: its bits; bool: 0 or 1; None: 0). It writes the status and the frame only when it
/// exits early; the caller clears the status before the call. So the way that succeeds costs nothing for being checked.
/// </remarks>
public static class CallContextLayout
{
    /// <summary>int32: 0 when the function returned, else the 1-based number in <see cref="MachineCode.Exits"/>.</summary>
    public const int Status = 0;

    /// <summary>
    /// int32: which of <see cref="Pyc.Translation.Ir.Function.Results"/> was returned, written by the returns of a function that has several.
    /// </summary>
    public const int ResultShape = 4;

    /// <summary>
    /// int32, read by code that was compiled with <see cref="NativeCompilerOptions.ForcibleExits"/> and by no other: the number of the
    /// exit to take where the code comes to it, as if its check had failed; 0 for none.
    /// </summary>
    public const int ForcedExit = 8;

    /// <summary>The first of <see cref="MachineCode.FrameWords"/> words of 8 bytes: what an exit stores for the interpreter.</summary>
    public const int Frame = 16;

    /// <summary>Size of a context without frame words.</summary>
    public const int Size = Frame;
}
