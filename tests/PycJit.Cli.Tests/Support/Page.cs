using System.Text;
using System.Text.RegularExpressions;

namespace Pyc.Cli.Tests.Support;

/// <summary>A page of the documentation whose commands are run.</summary>
internal static partial class Page
{
    private static readonly string[] s_prompts = ["$ dotnet run --project src/PycJit.Cli -- ", "$ pycjit "];

    /// <summary>Compares the output that a page shows behind each command with what the command prints now, in the current folder.</summary>
    /// <param name="path">The page.</param>
    public static void Check(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var actual = Rewrite(text, out var commands);
        if (Masked(actual) == Masked(text))
            actual = text;                                      // but for times, and the size of a page
        if (Environment.GetEnvironmentVariable("PYCJIT_ACCEPT_GOLDEN") == "1")
            File.WriteAllText(path, actual);
        else
            Assert.That(text, Is.EqualTo(actual), "PYCJIT_ACCEPT_GOLDEN=1 rewrites the page");
        Assert.That(commands, Is.Positive);
    }

    private static string Masked(string text) => Varying().Replace(text, "…");

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

    [GeneratedRegex(@"compiled in \d.*|\d+ KiB")]
    private static partial Regex Varying();
}
