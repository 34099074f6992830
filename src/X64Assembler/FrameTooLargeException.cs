using System.Globalization;
using Pyc.Loader;

namespace Pyc.X64;

/// <summary>A function has more values alive at once than a native frame can hold.</summary>
/// <param name="function">Qualified name of the function.</param>
/// <param name="size">Bytes that it would take.</param>
/// <param name="limit">Bytes that it may take.</param>
public sealed class FrameTooLargeException(string function, int size, int limit)
    : PycJitException(string.Create(
        CultureInfo.InvariantCulture,
        $"{function} needs {size} bytes of native stack, more than the {limit} that compiled code may take. Split the function."))
{
    /// <summary>Qualified name of the function.</summary>
    public string FunctionName { get; } = function;

    /// <summary>Bytes that it would take.</summary>
    public int Size { get; } = size;
}
