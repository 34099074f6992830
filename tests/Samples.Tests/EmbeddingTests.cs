using System.Text.RegularExpressions;

namespace Pyc.Samples.Tests;

/// <summary>docs/embedding.md shows code of the sample, and what the sample prints.</summary>
public sealed partial class EmbeddingTests
{
    private const string Page = "docs/embedding.md";

    private static readonly string s_text = File.ReadAllText(Repository.PathTo(Page)).ReplaceLineEndings("\n");

    [Test]
    public void The_sample_prints_what_the_page_shows()
    {
        var outcome = SampleProgram.Run("Embedding");
        Assert.That(outcome.Errors, Is.Empty);
        Assert.That(outcome.ExitCode, Is.Zero);
        Golden.CheckFile(Repository.PathTo(Page), Output().Replace(s_text, match => match.Groups[1].Value + string.Join('\n', outcome.Output) + "\n```"));
    }

    [Test]
    public void All_code_of_the_page_is_code_of_the_sample_or_of_its_tests()
    {
        var sources = Directory.GetFiles(Repository.PathTo("samples", "Embedding"), "*.cs")
            .Append(Repository.PathTo("tests", "Samples.Tests", "EmbeddingExamples.cs"))
            .Select(path => Lines(File.ReadAllText(path))).ToList();
        var parts = Code().Matches(s_text).SelectMany(block => block.Groups[1].Value.Split("\n\n")).ToList();
        Assert.That(parts, Has.Count.GreaterThan(5));
        Assert.That(parts.Where(part => !sources.Exists(source => source.Contains(Lines(part), StringComparison.Ordinal))), Is.Empty);
    }

    /// <summary>The text with each line's indentation taken away.</summary>
    private static string Lines(string text) =>
        "\n" + string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim('\n') + "\n";

    [GeneratedRegex("```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"(\$ dotnet run --project samples/Embedding\n).*?```", RegexOptions.Singleline)]
    private static partial Regex Output();
}
