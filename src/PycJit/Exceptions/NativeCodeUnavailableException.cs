namespace Pyc;

/// <summary>There is no native code of a function: the options or the processor rule it out, or it is no function of Python code.</summary>
public sealed class NativeCodeUnavailableException : PycJitException
{
    internal NativeCodeUnavailableException(string function, string why, string remedy)
        : base($"{function} cannot be compiled: {why}. {remedy}".TrimEnd())
    {
        Function = function;
        Why = why;
        Remedy = remedy;
    }

    /// <summary>The function, or the module where that says it.</summary>
    public string Function { get; }

    /// <summary>Why not: a clause, without a full stop.</summary>
    public string Why { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
