namespace Pyc.Loader;

/// <summary>A run of code whose exceptions go to one handler, as <c>co_exceptiontable</c> has it (3.11 on).</summary>
/// <param name="Start">Byte offset of the first protected instruction.</param>
/// <param name="End">Byte offset behind the last one, above <paramref name="Start"/>.</param>
/// <param name="Target">Byte offset of the handler.</param>
/// <param name="Depth">Values that stay on the stack.</param>
/// <param name="PushIndex">Whether the index of the instruction that raised is pushed before the exception.</param>
public readonly record struct ExceptionTableEntry(int Start, int End, int Target, int Depth, bool PushIndex);
