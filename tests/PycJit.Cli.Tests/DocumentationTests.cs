using System.Text;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

/// <summary>The pages show commands with their output; here they are run, so that the pages stay true.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] s_prompts = ["$ dotnet run --project src/PycJit.Cli -- ", "$ pycjit "];

    [TestCase("README.md")]
    [TestCase("docs/architecture.md")]
    [Platform(Exclude = "Win", Reason = "the listings show the registers of System V")]
    public void Every_command_prints_what_the_page_shows(string page)
    {
        var text = File.ReadAllText(page).ReplaceLineEndings("\n");
        var actual = Rewrite(text, out var commands);
        if (Environment.GetEnvironmentVariable("PYCJIT_ACCEPT_GOLDEN") == "1")
            File.WriteAllText(page, actual);
        else
            Assert.That(text, Is.EqualTo(actual));
        Assert.That(commands, Is.Positive);
    }

    /// <summary>The page with what the commands in its code blocks print now.</summary>
    private static string Rewrite(string text, out int commands)
    {
        var page = new StringBuilder();
        var inOutput = false;
        commands = 0;
        foreach (var line in text.Split('\n'))
        {
            var prompt = s_prompts.FirstOrDefault(prompt => line.StartsWith(prompt, StringComparison.Ordinal));
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("$ ", StringComparison.Ordinal))
                inOutput = false;
            if (!inOutput)
                page.Append(line).Append('\n');
            if (prompt is null)
                continue;
            commands++;
            inOutput = true;
            // A shell takes the quotes away; no argument on these pages has spaces in them.
            var result = Tool.Run(line[prompt.Length..].Replace("\"", "", StringComparison.Ordinal).Split(' '));
            page.Append(result.Output).Append(result.Error);
        }
        return page.ToString()[..^1];                           // the text ends with a line end, behind which stands an empty line
    }
}
