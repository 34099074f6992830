using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests.Build;

/// <summary>Functions of the fixtures, built into IR.</summary>
internal static class StraightFixture
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Versions { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "fixtures", "pyc")).Select(Path.GetFileName).OfType<string>().OrderBy(Version.Parse)];

    private static PycFile Read(string version, string module) =>
        PycFile.Read(Path.Combine(Root, "fixtures", "pyc", version, module + ".pyc"));

    public static Function Build(
        string version, string module, string function, IntegerMode integers = IntegerMode.Exact, params IrType[] types)
    {
        var file = Read(version, module);
        var bytecode = BytecodeDecoder.Decode(file.Code.Constants.OfType<CodeObject>().Single(code => code.Name == function));
        var parameters = types.Length > 0 ? types : [.. Enumerable.Repeat(IrType.Int64, bytecode.Code.ParameterCount)];
        var built = IrBuilder.Build(bytecode, new ModuleScope(file.CodeObjects()), parameters, integers);
        IrVerifier.Verify(built);
        return built;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PycJit.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("PycJit.slnx is in no folder above the tests.");
        return folder.FullName;
    }
}
