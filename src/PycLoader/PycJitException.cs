namespace Pyc;

/// <summary>The base of every exception that PycJit itself defines.</summary>
public abstract class PycJitException : Exception
{
    private protected PycJitException(string message)
        : base(message)
    {
    }

    private protected PycJitException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
