using Pyc.Execution;
using Pyc.Translation.Ir;

namespace Pyc.Differential.Support;

/// <summary>Makes native code take one of its exits where it comes to it.</summary>
internal static class ForcedExits
{
    /// <summary>Options under which the code of a module can be made to.</summary>
    public static PycOptions In(PycOptions options) => options with { ForcibleExits = true };

    /// <summary>The exits of a function for these types of parameters that it can be made to take.</summary>
    /// <remarks>
    /// A call that changes a list returns that it has found no memory where it has changed nothing. To leave so behind one that has done its work
    /// would have the interpreter do it again, so no such exit is taken.
    /// </remarks>
    public static IReadOnlyList<int> Of(PycFunction function, ParameterType[] parameters)
    {
        var version = function.VersionFor([.. parameters]);
        return [.. Enumerable.Range(1, version.ExitCount).Where(exit => version.MachineCode.Exits[exit - 1].Reason != ExitReason.Memory)];
    }

    /// <summary>Lets calls of this thread take that exit; 0 for none.</summary>
    public static void Take(int exit) => FunctionVersion.ForcedExit = exit;
}
