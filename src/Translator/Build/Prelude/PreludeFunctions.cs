using System.Collections.Frozen;
using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>Functions of Python's own that go through iterables, as code of Python: <c>prelude.py</c> beside this file, compiled by CPython 3.13.</summary>
internal static class PreludeFunctions
{
    private const string Resource = "prelude.pyc";

    private static readonly Lazy<FrozenDictionary<string, Bytecode>> s_functions = new(Read);

    /// <summary>The source file as their code names it.</summary>
    public static string FileName => s_functions.Value.Values[0].Code.FileName;

    /// <summary>The instructions of a function.</summary>
    /// <param name="name">Its name in <c>prelude.py</c>.</param>
    public static Bytecode Get(string name) => s_functions.Value[name];

    private static FrozenDictionary<string, Bytecode> Read()
    {
        using var stream = typeof(PreludeFunctions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InternalCompilerException($"The assembly has no {Resource}.", stage: "building the IR");
        return PycFile.Read(stream).Code.Constants.OfType<CodeObject>().ToFrozenDictionary(code => code.Name, BytecodeDecoder.Decode);
    }
}
