using System.Text.RegularExpressions;

namespace Pyc.Architecture;

/// <summary>What holds for every file of the repository.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 500;

    private static readonly string[] s_textFiles =
    [
        "", ".cs", ".csproj", ".slnx", ".props", ".targets", ".json", ".jsonl", ".md", ".py", ".cake", ".yml", ".yaml",
        ".txt", ".ir", ".asm", ".sh", ".mjs", ".c", ".editorconfig", ".gitattributes", ".gitignore",
    ];

    [Test]
    public void No_source_file_is_too_long_to_read_in_one_go()
    {
        var tooLong = SourceTree.Files(Repository.PathTo("src"))
            .Where(file => file.Extension == ".cs")
            .Select(file => (Path: SourceTree.RelativePath(file), Lines: File.ReadLines(file.FullName).Count()))
            .Where(file => file.Lines > LongestFile);

        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void No_text_names_a_folder_of_the_machine_it_was_written_on()
    {
        var texts = SourceTree.Files(Repository.Root).Where(file => s_textFiles.Contains(file.Extension)).ToList();
        var found =
            from file in texts
            from line in File.ReadLines(file.FullName).Select((text, index) => (Text: text, Number: index + 1))
            let match = MachinePath().Match(line.Text)
            where match.Success
            select $"{SourceTree.RelativePath(file)}:{line.Number}: {match.Value}";

        Assert.That(found, Is.Empty);
        Assert.That(texts, Has.Count.GreaterThan(50), "the search looks at the repository");
    }

    // The brackets keep the expression from finding itself.
    [GeneratedRegex(@"(?<![\w.])/[w]ork/\w|(?<![\w.])/[h]ome/\w|/[U]sers/\w|(?<![\w.])/[r]oot/|[A-Z]:\\[U]sers\\")]
    private static partial Regex MachinePath();
}
