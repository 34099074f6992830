using System.Collections.Frozen;
using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>Functions of Python's own that go through iterables, as code of Python: <c>prelude.py</c> beside this file, compiled by CPython 3.13.</summary>
internal static class PreludeFunctions
{
    private const string Resource = "prelude.pyc";

    private static readonly Lazy<FrozenDictionary<string, Bytecode>> s_functions = new(Read);

    /// <summary>The instructions of a function.</summary>
    /// <param name="name">Its name in <c>prelude.py</c>.</param>
    public static Bytecode Get(string name) => s_functions.Value[name];

    /// <summary>Whether a code object is one of them, or of a function in one of them.</summary>
    public static bool Owns(CodeObject code) => s_functions.IsValueCreated && s_functions.Value.Values.Any(function => function.Code.Contains(code));

    private static bool Contains(this CodeObject outer, CodeObject code) =>
        outer == code || outer.Constants.OfType<CodeObject>().Any(inner => inner.Contains(code));

    private static FrozenDictionary<string, Bytecode> Read()
    {
        using var stream = typeof(PreludeFunctions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InternalCompilerException($"The assembly has no {Resource}.", stage: "building the IR");
        return PycFile.Read(stream).Code.Constants.OfType<CodeObject>().ToFrozenDictionary(code => code.Name, BytecodeDecoder.Decode);
    }
}
