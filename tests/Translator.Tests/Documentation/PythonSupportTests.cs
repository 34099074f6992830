using System.Text.RegularExpressions;

namespace Pyc.Translation.Tests.Documentation;

/// <summary>docs/python-support.md says what the code has: its tables are made here.</summary>
public sealed partial class PythonSupportTests
{
    private static string PagePath => Repository.PathTo("docs", "python-support.md");

    [Test]
    public void The_tables_of_the_page_are_those_of_the_code()
    {
        var names = new SupportedNames();
        var tables = new Dictionary<string, string>
        {
            ["syntax"] = SupportedSyntax.Table(),
            ["builtins"] = names.Builtins(),
            ["modules"] = names.Modules(),
            ["methods"] = names.Methods(),
            ["opcodes"] = SupportedOperations.Opcodes(),
            ["operations"] = SupportedOperations.Table(),
        };
        var page = File.ReadAllText(PagePath).ReplaceLineEndings("\n");
        Assert.That(Part().Matches(page).Select(part => part.Groups["name"].Value), Is.EquivalentTo(tables.Keys));

        var made = Part().Replace(page, part => $"{part.Groups["begin"].Value}\n{tables[part.Groups["name"].Value]}\n{part.Groups["end"].Value}");

        Golden.CheckFile(PagePath, made);
    }

    [GeneratedRegex("(?<begin><!-- begin: (?<name>[a-z]+) -->)\n.*?(?<end><!-- end -->)", RegexOptions.Singleline)]
    private static partial Regex Part();
}
