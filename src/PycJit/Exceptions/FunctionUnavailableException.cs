namespace Pyc;

/// <summary>The module defines a function of that name, but which one it is at run time is not known, or it is not callable as it is.</summary>
public sealed class FunctionUnavailableException : PycJitException
{
    internal FunctionUnavailableException(string module, string function, string file, int line, string obstacle)
        : base($"{file}:{line}: {function} of {module} cannot be used: {obstacle}")
    {
        FunctionName = function;
        Obstacle = obstacle;
    }

    /// <summary>Name of the function.</summary>
    public string FunctionName { get; }

    /// <summary>Why it cannot be used.</summary>
    public string Obstacle { get; }
}
