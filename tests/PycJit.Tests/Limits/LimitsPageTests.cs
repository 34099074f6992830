using System.Text.RegularExpressions;
using Pyc.Tests.Support;

namespace Pyc.Tests.Limits;

/// <summary>docs/limits.md shows code of this file.</summary>
public sealed partial class LimitsPageTests
{
    private delegate long Search(in PyCallContext context, long n);

    [Test]
    public void A_token_stops_a_call()
    {
        using var module = LimitFixtures.Load("hostile", options: Facade.Interpreted);
        using var Console = new StringWriter { NewLine = "\n" };

        var search = module.Get<Search>("count");
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        try
        {
            search(new PyCallContext(source.Token), 1_000_000_000_000);
        }
        catch (OperationCanceledException stopped)
        {
            Console.WriteLine(stopped.Message);     // limits/hostile.py:28 in count: the call was cancelled by its token. The module can be called again.
        }

        Assert.That(Console.ToString(), Does.Match(@"^limits/hostile\.py:\d+ in count: the call was cancelled by its token\. The module can be called again\.\n$"));
    }

    [Test]
    public void A_view_has_limits()
    {
        using var module = LimitFixtures.Load("hostile", options: Facade.Interpreted);

        var careful = module.WithLimits(new ExecutionLimits
        {
            Time = TimeSpan.FromSeconds(1),
            RecursionDepth = 200,
            IntegerBits = 100_000,
            ListBytes = 100 << 20,
        });
        var append = careful.Get<Func<long, long>>("append");

        Assert.That(append(10), Is.EqualTo(10));
        Assert.That(() => append(1_000_000_000_000), Throws.TypeOf<ExecutionLimitException>());
    }

    [Test]
    public void The_page_shows_code_that_runs()
    {
        var source = Lines(File.ReadAllText(PathOfThisFile()));
        var parts = Code().Matches(File.ReadAllText(Repository.PathTo("docs", "limits.md")).ReplaceLineEndings("\n"))
            .SelectMany(block => block.Groups[1].Value.Split("\n\n")).ToList();
        Assert.That(parts, Has.Count.EqualTo(3));
        Assert.That(parts.Where(part => !source.Contains(Lines(part), StringComparison.Ordinal)), Is.Empty);
    }

    private static string PathOfThisFile() => Repository.PathTo("tests", "PycJit.Tests", "Limits", "LimitsPageTests.cs");

    /// <summary>The text with each line's indentation taken away.</summary>
    private static string Lines(string text) =>
        "\n" + string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim('\n') + "\n";

    [GeneratedRegex("```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
