using Pyc.Tests.Support;

namespace Pyc.Tests.Limits;

/// <summary>The modules of <c>fixtures/limits</c>.</summary>
internal static class LimitFixtures
{
    public static PycModule Load(string module, string version = "3.13", PycOptions? options = null) =>
        PycJit.Load(Repository.PathTo("fixtures", "limits", "pyc", version, module + ".pyc"), options);

    public static PycOptions Of(Tier tier) => new() { Tier = tier, Fallback = Fallback.Interpreter };
}
