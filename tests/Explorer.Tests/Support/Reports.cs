using System.Text.Json;
using System.Text.RegularExpressions;
using Pyc.Cli;
using Pyc.Cli.Explorer;

namespace Pyc.Explorer.Tests.Support;

/// <summary>Reports that several tests look at, each made once.</summary>
internal static partial class Reports
{
    private static readonly Lazy<string> s_sieve = new(() => Make("arrays", "sieve", typeof(byte[])));
    private static readonly Lazy<string> s_blackScholes = new(() => Make(
        "kernels", "black_scholes", typeof(double), typeof(double), typeof(double), typeof(double), typeof(double)));
    private static readonly Lazy<string> s_lists = new(() => Make("lists", null));
    private static readonly Lazy<string> s_hostile = new(MakeHostile);

    /// <summary>Of <c>sieve(flags)</c> over bytes: loops in loops, some in lanes.</summary>
    public static string Sieve => s_sieve.Value;

    /// <summary>Of <c>black_scholes</c>, into which <c>normal_cdf</c> is compiled twice.</summary>
    public static string BlackScholes => s_blackScholes.Value;

    /// <summary>Of a module of 14 functions, some of which run interpreted.</summary>
    public static string Lists => s_lists.Value;

    /// <summary>Of <see cref="HostileModule"/>.</summary>
    public static string Hostile => s_hostile.Value;

    /// <summary>The documents of a page by their id.</summary>
    public static Dictionary<string, JsonElement> Documents(string page) =>
        DocumentElement().Matches(page).ToDictionary(match => match.Groups[1].Value, match => JsonDocument.Parse(match.Groups[2].Value).RootElement);

    /// <summary>Runs a command line.</summary>
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var terminal = new Terminal(output, error);
        var code = CommandLine.Invoke(arguments, terminal);
        return (code, output.ToString(), error.ToString());
    }

    [GeneratedRegex("<script type=\"application/json\" id=\"([a-z0-9-]+)\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DocumentElement();

    private static string Make(string module, string? function, params Type[] types) =>
        ExplorerReport.Make(new ExploreRequest(Repository.Pyc(module, "3.13"), function, types, Wrap64: false)).Page;

    private static string MakeHostile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("hostile.pyc");
        File.WriteAllBytes(path, HostileModule.Bytes());
        File.WriteAllText(folder.PathTo(HostileModule.SourceName), HostileModule.Source);
        return ExplorerReport.Make(new ExploreRequest(path, null, [], Wrap64: false)).Page;
    }
}
