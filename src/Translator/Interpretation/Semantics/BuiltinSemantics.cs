using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in builtins.</summary>
internal sealed partial record BuiltinSemantics
{
    /// <summary>The semantics of one series.</summary>
    public static BuiltinSemantics For(PythonVersion version) => new();
}
