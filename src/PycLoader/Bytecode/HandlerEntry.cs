namespace Pyc.Loader;

/// <summary>What the interpreter pushes when it enters an exception handler.</summary>
public enum HandlerEntry
{
    /// <summary>[exception] (3.11 on).</summary>
    Exception,

    /// <summary>[index of the instruction that raised, exception] (3.11 on, entries with lasti).</summary>
    IndexAndException,

    /// <summary>[traceback, value, type] (2.7).</summary>
    Triple,

    /// <summary>[traceback, value, type of the exception handled so far; traceback, value, type] (3.0 to 3.10).</summary>
    TwoTriples,
}
