using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>What is known about the global names of a module without running it.</summary>
/// <param name="codeObjects">All code objects of the module's file.</param>
public sealed class ModuleScope(IEnumerable<CodeObject> codeObjects)
{
    private static readonly HashSet<string> s_stores = ["STORE_NAME", "STORE_GLOBAL", "DELETE_NAME", "DELETE_GLOBAL"];

    private readonly Lazy<HashSet<string>> _assigned =
        new(() => NamesAssignedIn(codeObjects), LazyThreadSafetyMode.PublicationOnly);     // an error is thrown to each caller anew

    /// <summary>The constant that a global name certainly stands for; <see langword="null"/> where that is not certain.</summary>
    /// <remarks>In Python 2 <c>True</c> and <c>False</c> are builtins that a module may assign, not keywords.</remarks>
    public Constant? Find(string name)
    {
        Constant? builtin = name switch { "True" => BoolConstant.True, "False" => BoolConstant.False, _ => null };
        return builtin is null || _assigned.Value.Contains(name) ? null : builtin;
    }

    private static HashSet<string> NamesAssignedIn(IEnumerable<CodeObject> codeObjects) =>
    [
        .. codeObjects.SelectMany(code => RawDecoder.Decode(code)
            .Where(instruction => s_stores.Contains(instruction.Opcode.Name) && instruction.Argument < code.Names.Length)
            .Select(instruction => code.Names[instruction.Argument])),
    ];
}
