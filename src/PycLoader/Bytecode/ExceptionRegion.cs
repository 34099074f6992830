namespace Pyc.Loader;

/// <summary>A run of instructions whose exceptions go to one handler.</summary>
/// <param name="Start">Index of the first protected instruction.</param>
/// <param name="End">Index behind the last one.</param>
/// <param name="Handler">Index of the handler's first instruction.</param>
/// <param name="Depth">
/// Values that stay on the stack. The exception is pushed above them, and nothing else, in every version: that it becomes the
/// handled one is a <see cref="BytecodeOp.PushHandled"/> of its own in the handler.
/// </param>
public readonly record struct ExceptionRegion(int Start, int End, int Handler, int Depth);
