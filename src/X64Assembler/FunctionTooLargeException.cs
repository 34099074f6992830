using Pyc.Loader;

namespace Pyc.X64;

/// <summary>A function exceeds a limit of the code generator, which no function written by hand comes near.</summary>
/// <param name="function">Qualified name of the function.</param>
/// <param name="problem">What there is too much of, with the limit: it follows "needs more than".</param>
public sealed class FunctionTooLargeException(string function, string problem)
    : PycJitException($"{function} is too large to be compiled: it needs more than {problem}. Split the function.")
{
    /// <summary>Qualified name of the function.</summary>
    public string FunctionName { get; } = function;
}
