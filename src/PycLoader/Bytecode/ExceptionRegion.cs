namespace Pyc.Loader;

/// <summary>A run of instructions whose exceptions go to one handler.</summary>
/// <param name="Start">Index of the first protected instruction.</param>
/// <param name="End">Index behind the last one.</param>
/// <param name="Handler">Index of the handler's first instruction.</param>
/// <param name="Depth">Values that stay on the stack; what the handler is given is pushed above them.</param>
/// <param name="Entry">What is pushed when the handler is entered.</param>
public readonly record struct ExceptionRegion(int Start, int End, int Handler, int Depth, HandlerEntry Entry);
