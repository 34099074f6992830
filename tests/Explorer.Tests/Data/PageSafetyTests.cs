using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests.Data;

/// <summary>What is in the file, whatever was in the .pyc.</summary>
internal sealed partial class PageSafetyTests
{
    [Test]
    public void Nothing_in_the_module_makes_markup()
    {
        var page = Reports.Hostile;

        Assert.Multiple(() =>
        {
            // One script of the page's own, and the documents; nothing else begins or ends a script.
            Assert.That(Count(page, "<script"), Is.EqualTo(1 + Reports.Documents(page).Count));
            Assert.That(Count(page, "</script"), Is.EqualTo(1 + Reports.Documents(page).Count));
            Assert.That(page, Does.Not.Contain("<img").And.Not.Contain("<iframe").And.Not.Contain("<svg onload").And.Not.Contain("<!--<"));
            Assert.That(page, Has.Length.LessThan(600_000));            // no name is there in full length
        });
    }

    [Test]
    public void Names_are_there_as_text()
    {
        var names = Reports.Documents(Reports.Hostile)["module"].GetProperty("functions").EnumerateArray().Select(function => function.GetProperty("name").GetString()).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(names, Does.Contain(HostileModule.ScriptName).And.Contain(HostileModule.ImageName).And.Contain(HostileModule.QuoteName));
            Assert.That(names, Does.Contain("\\u202egnp\\u2066\u05d0\u05d1\\u2069"));
            Assert.That(names, Does.Contain(@"half \ud800 and \udc00"));
            Assert.That(names.Select(name => name?.Length), Is.All.LessThanOrEqualTo(120));
        });
    }

    [Test]
    public void Source_is_there_as_text_too()
    {
        var refused = Reports.Documents(Reports.Hostile)[$"function-{HostileModule.Names.Count}"];

        Assert.That(
            refused.GetProperty("codes")[0].GetProperty("source")[0].GetProperty("text").GetString(),
            Is.EqualTo(HostileModule.Source.TrimEnd('\n').Replace("\u202e", "\\u202e", StringComparison.Ordinal)));
    }

    [Test]
    public void All_data_of_a_page_is_ascii_without_what_html_reads()
    {
        foreach (var page in (string[])[Reports.Hostile, Reports.Lists])
        {
            var data = Data().Matches(page).Select(match => match.Groups[1].Value).ToList();

            Assert.That(data, Is.Not.Empty);
            Assert.That(data.SelectMany(text => text).Where(character => character is '<' or '>' or '&' or '\'' or < ' ' or > '~'), Is.Empty);
        }
    }

    [Test]
    public void The_policy_allows_the_pages_own_script_and_style_and_nothing_else()
    {
        var page = Reports.Sieve;
        var policy = Policy().Match(page).Groups[1].Value;
        var script = page[(page.LastIndexOf("<script>", StringComparison.Ordinal) + 8)..page.LastIndexOf("</script>", StringComparison.Ordinal)];
        var style = Style().Match(page).Groups[1].Value;

        Assert.That(policy, Is.EqualTo(
            $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'"));
    }

    [Test]
    public void The_page_names_no_address_and_makes_no_markup_of_text()
    {
        // The names of the two formats are no addresses that anything is loaded from.
        var page = Data().Replace(Reports.Sieve, "").Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);

        foreach (var forbidden in (string[])["http:", "https:", "//cdn", "@import", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch(", "XMLHttpRequest", "import(", "url(h"])
            Assert.That(page, Does.Not.Contain(forbidden));
    }

    [Test]
    public void The_whole_page_can_be_read_as_utf_8()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

        Assert.That(strict.GetString(strict.GetBytes(Reports.Hostile)), Is.EqualTo(Reports.Hostile));
    }

    [GeneratedRegex("<script type=\"application/json\" id=\"[a-z0-9-]+\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("http-equiv=\"Content-Security-Policy\" content=\"(.*?)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
