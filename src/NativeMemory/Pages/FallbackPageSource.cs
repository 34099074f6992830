namespace Pyc.Native;

/// <summary>Asks a second source where the first is refused, as memfd is in some containers.</summary>
internal sealed class FallbackPageSource(IPageSource first, IPageSource second) : IPageSource
{
    public ICodePages Reserve(long length, nint near)
    {
        try
        {
            return first.Reserve(length, near);
        }
        catch (NativeMemoryException refused)
        {
            try
            {
                return second.Reserve(length, near);
            }
            catch (NativeMemoryException last)
            {
                // The last word is the exception; why the first way failed too is kept as its cause.
                throw new NativeMemoryException(last.Operation, last.ErrorCode, last.Remedy, refused);
            }
        }
    }
}
