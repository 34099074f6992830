namespace Pyc;

/// <summary>The base of every exception that PycJit itself defines.</summary>
public abstract class PycJitException : Exception
{
    /// <summary>An exception with its message.</summary>
    protected PycJitException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its message and what caused it.</summary>
    protected PycJitException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
