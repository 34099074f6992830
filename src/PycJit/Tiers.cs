namespace Pyc;

/// <summary>Where functions run.</summary>
public enum Tier
{
    /// <summary>As native code; what cannot, as <see cref="PycOptions.Fallback"/> says.</summary>
    Auto,

    /// <summary>In the interpreter: exact, for every function, slower, and without any native code.</summary>
    InterpreterOnly,
}

/// <summary>What becomes of a function that native code cannot hold.</summary>
public enum Fallback
{
    /// <summary>Asking for it is an error that says why.</summary>
    Error,

    /// <summary>It runs in the interpreter.</summary>
    Interpreter,
}

/// <summary>Whether memory may be made executable.</summary>
public enum ExecutableMemory
{
    /// <summary>It may, which native code needs.</summary>
    Allow,

    /// <summary>It must not, as some systems and stores demand.</summary>
    Forbid,
}
