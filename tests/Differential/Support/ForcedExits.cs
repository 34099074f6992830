namespace Pyc.Differential.Support;

/// <summary>Makes native code take one of its exits where it comes to it: all that the tests know of how that is done.</summary>
internal static class ForcedExits
{
    /// <summary>Options under which the code of a module can be made to.</summary>
    public static PycOptions In(PycOptions options) => options;

    /// <summary>Number of exits of a function for these types of parameters; they are counted from 1.</summary>
    public static int CountOf(PycFunction function, Type[] parameters) =>
        throw new NotSupportedException($"Native code of {function.Name}({parameters.Length}) has no exits that can be forced.");

    /// <summary>Lets calls of this thread take that exit; 0 for none.</summary>
    public static void Take(int exit) => ArgumentOutOfRangeException.ThrowIfNotEqual(exit, 0);
}
