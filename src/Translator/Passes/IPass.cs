using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>A transformation of the IR that does one thing and keeps no state between functions.</summary>
public interface IPass
{
    /// <summary>Its name in dumps and messages, in lower case with hyphens.</summary>
    string Name { get; }

    /// <summary>Transforms a function in place.</summary>
    /// <returns>Whether it changed anything.</returns>
    bool Run(Function function);
}
