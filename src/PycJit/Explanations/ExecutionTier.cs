namespace Pyc;

/// <summary>Where a function runs.</summary>
public enum ExecutionTier
{
    /// <summary>As native code; what that cannot go on with, the interpreter does.</summary>
    Native,

    /// <summary>In the interpreter, where <see cref="PycOptions.Fallback"/> or <see cref="PycOptions.Tier"/> allows that; else asking for it is an error.</summary>
    Interpreted,

    /// <summary>Nowhere: what the name stands for could not be had, or its code is damaged.</summary>
    Unavailable,
}
