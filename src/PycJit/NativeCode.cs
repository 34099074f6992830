namespace Pyc;

/// <summary>What a function was compiled to for one combination of parameter types.</summary>
/// <param name="Signature">Parameter types and result in terms of the IR: <c>(i64, i64) -> i64</c>, <c>(f64) -> (i64, f64) | none</c>.</param>
/// <param name="Address">Where the code lies; valid while the module or a delegate of it lives.</param>
/// <param name="Size">Its size in bytes, with that of the functions that it calls natively.</param>
/// <param name="FrameSize">
/// Native stack that a call takes, of it or of one of those functions, in bytes: the most of any, without the return address and what it calls.
/// </param>
/// <param name="SpillSlots">Values of all of them that live on the native stack for want of a register.</param>
/// <param name="Times">How long it took to compile it.</param>
public sealed record NativeCode(string Signature, nint Address, int Size, int FrameSize, int SpillSlots, CompileTimes Times);
