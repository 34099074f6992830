namespace Pyc.X64;

/// <summary>Offsets, in bytes, in the context that the caller of a native function passes as its hidden first argument.</summary>
/// <remarks>
/// A native function takes <c>(context*, word, word, …)</c> and returns a word: every argument and result is a 64-bit register
/// image (int and unsigned int: the value; float: its bits; bool: 0 or 1; None: 0). It writes the status and the frame only when it
/// exits early; the caller clears the status before the call. So the way that succeeds costs nothing for being checked. What is about callers and the
/// stack is set before the call of code that has calls, and of no other.
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

    /// <summary>
    /// int32: how many callers stored a frame after <see cref="Status"/> was set. The frame of the last one lies in the slot before
    /// <see cref="CallerNext"/>; where there are more than slots, the frames of the first ones are overwritten.
    /// </summary>
    public const int CallerCount = 12;

    /// <summary>
    /// Address: <see cref="Pyc.Translation.Ir.Op.CheckStack"/> exits when the stack pointer is below it. Whoever wants the call to end writes the highest address there:
    /// <see cref="Pyc.Translation.Ir.Op.Poll"/> exits when the context itself lies below it, which it does not before.
    /// </summary>
    public const int StackLimit = 16;

    /// <summary>Address of the slot that the next caller stores its frame in.</summary>
    public const int CallerNext = 24;

    /// <summary>
    /// Address of the first slot for frames of callers. A slot has <see cref="MachineCode.CallerSlotSize"/> bytes: the number of the exit as a word,
    /// then the words of the frame.
    /// </summary>
    public const int CallersStart = 32;

    /// <summary>Address behind the last slot, a whole number of slots from <see cref="CallersStart"/>.</summary>
    public const int CallersEnd = 40;

    /// <summary>
    /// The first of <see cref="MachineCode.FrameWords"/> words of 8 bytes: what an exit stores for the interpreter. Of a result of several words,
    /// word k ≥ 1 is word k here, and word 0 the one that is returned.
    /// </summary>
    public const int Frame = 48;

    /// <summary>Size of a context without frame words.</summary>
    public const int Size = Frame;
}
