namespace Pyc;

/// <summary>The module binds that name, but to no function that can be called, or to a value that could not be had.</summary>
public sealed class FunctionUnavailableException : PycJitException
{
    internal FunctionUnavailableException(string module, string function, string obstacle)
        : base($"{function} of {module} cannot be used: {obstacle}")
    {
        FunctionName = function;
        Obstacle = obstacle;
    }

    /// <summary>Name of the function.</summary>
    public string FunctionName { get; }

    /// <summary>Why it cannot be used.</summary>
    public string Obstacle { get; }
}
