using Pyc.Translation;

namespace Pyc.Cli;

/// <summary>Makes sure that times of compilation are those of the function that is compiled.</summary>
/// <remarks>The first compilation of a process takes a hundred times as long, because .NET compiles the compiler.</remarks>
internal sealed class WarmCompiler
{
    private bool _isWarm;

    /// <summary>Compiles a function once for nothing, unless one was before.</summary>
    /// <param name="function">The function; one that cannot be compiled warms nothing.</param>
    /// <param name="types">C# types of its parameters; empty for those that it says itself.</param>
    public void Prepare(PycFunction function, Type[] types)
    {
        if (_isWarm)
            return;
        try
        {
            function.Trace(types);
            _isWarm = true;
        }
        catch (PycJitException exception) when (exception is IDiagnosed)
        {
            // Whoever compiles it for good says so.
        }
    }
}
