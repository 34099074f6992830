using System.Text.RegularExpressions;

namespace Pyc.Architecture;

/// <summary>What holds for every page of the documentation.</summary>
public sealed partial class DocumentationTests
{
    private static IEnumerable<string> Pages =>
        Directory.GetFiles(Repository.PathTo("docs"), "*.md").Order().Prepend(Repository.PathTo("README.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path));

    [TestCaseSource(nameof(Pages))]
    public void Every_link_leads_somewhere(string page)
    {
        var path = Repository.PathTo(page);
        var broken = new List<string>();
        foreach (Match link in Link().Matches(File.ReadAllText(path)))
        {
            var (file, heading) = (link.Groups["file"].Value, link.Groups["heading"].Value);
            var target = file.Length == 0 ? path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, file));       // a page is in a folder
            if (!Path.Exists(target) || (heading.Length > 0 && !Headings(target).Contains(heading)))
                broken.Add(link.Value);
        }
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void The_index_names_every_page()
    {
        var index = File.ReadAllText(Repository.PathTo("docs", "README.md"));
        var missing = Pages.Select(Path.GetFileName).OfType<string>().Where(page => page != "README.md" && !index.Contains($"({page}", StringComparison.Ordinal));

        Assert.That(missing, Is.Empty);
    }

    // As the usual viewers of such pages name them.
    private static HashSet<string> Headings(string page) => [.. Heading().Matches(File.ReadAllText(page)).Select(heading => string.Concat(
        heading.Groups[1].Value.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)(?:#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
