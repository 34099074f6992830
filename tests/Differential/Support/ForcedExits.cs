using Pyc.Execution;
using Pyc.Translation.Ir;

namespace Pyc.Differential.Support;

/// <summary>Makes native code take one of its exits where it comes to it.</summary>
internal static class ForcedExits
{
    /// <summary>Options under which the code of a module can be made to.</summary>
    public static PycOptions In(PycOptions options) => options with { ForcibleExits = true };

    /// <summary>Number of exits of a function for these types of parameters; they are counted from 1.</summary>
    public static int CountOf(PycFunction function, ParameterType[] parameters) => function.VersionFor([.. parameters]).ExitCount;

    /// <summary>Lets calls of this thread take that exit; 0 for none.</summary>
    public static void Take(int exit) => FunctionVersion.ForcedExit = exit;
}
