namespace Pyc;

/// <summary>How long the stages of a compilation took, of a function and all that it calls natively.</summary>
/// <param name="Build">Making the IR of the bytecode.</param>
/// <param name="Optimise">The passes over the IR.</param>
/// <param name="Select">Choosing instructions.</param>
/// <param name="Allocate">Giving values registers.</param>
/// <param name="Emit">Encoding the instructions.</param>
/// <param name="Install">Copying the code into executable memory.</param>
public readonly record struct CompileTimes(TimeSpan Build, TimeSpan Optimise, TimeSpan Select, TimeSpan Allocate, TimeSpan Emit, TimeSpan Install)
{
    /// <summary>All of them.</summary>
    public TimeSpan Total => Build + Optimise + Select + Allocate + Emit + Install;
}
