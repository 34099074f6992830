namespace Pyc;

/// <summary>The base of every exception that PycJit itself defines.</summary>
public abstract class PycJitException : Exception
{
    /// <summary>Says what went wrong.</summary>
    protected PycJitException(string message)
        : base(message)
    {
    }

    /// <summary>Says what went wrong, and what caused it.</summary>
    protected PycJitException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
