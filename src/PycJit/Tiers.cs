namespace Pyc;

/// <summary>Where functions run.</summary>
public enum Tier
{
    /// <summary>As native code; what cannot, as <see cref="PycOptions.Fallback"/> says.</summary>
    Auto,

    /// <summary>
    /// In the interpreter: exact, for every function, slower, and without any native code. <see cref="PycOptions.Fallback"/> and
    /// <see cref="PycOptions.ExecutableMemory"/> do not matter then.
    /// </summary>
    InterpreterOnly,
}

/// <summary>What becomes of a function that native code cannot hold.</summary>
/// <remarks>
/// Calls that native code leaves on its way, because an int outgrows 64 bits or Python raises, go on in the interpreter whatever this says.
/// </remarks>
public enum Fallback
{
    /// <summary>Asking for it is an error that says why.</summary>
    Error,

    /// <summary>
    /// It runs in the interpreter, and so does every function where the system or the processor runs no native code. A delegate type
    /// with parameters that native code does not take, <c>string</c> or <c>object</c>, is served there too.
    /// </summary>
    Interpreter,
}

/// <summary>Whether memory may be made executable.</summary>
public enum ExecutableMemory
{
    /// <summary>It may, which native code needs.</summary>
    Allow,

    /// <summary>
    /// It must not, as some systems and stores demand: all functions run in the interpreter, if <see cref="PycOptions.Fallback"/> or
    /// <see cref="PycOptions.Tier"/> says so.
    /// </summary>
    Forbid,
}
