namespace Pyc.Tests.Support;

/// <summary>The modules of fixtures/facade.</summary>
internal static class Facade
{
    /// <summary>The CPythons that compiled them.</summary>
    public static IReadOnlyList<string> Versions { get; } = ["2.7", "3.8", "3.12", "3.13"];

    public static PycOptions Interpreted { get; } = new() { Tier = Tier.InterpreterOnly };

    public static PycModule Load(string module = "binding", string version = "3.12", PycOptions? options = null) =>
        PycJit.Load(Path(module, version), options ?? Interpreted);

    public static string Path(string module, string version = "3.12") =>
        Repository.PathTo("fixtures", "facade", "pyc", version, module + ".pyc");
}
