using System.Text.Json;
using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests;

/// <summary>The command line of <c>pycjit explore</c>.</summary>
internal sealed class ExploreCommandTests
{
    [Test]
    public void Writes_a_page()
    {
        using var folder = new TemporaryFolder();
        var page = folder.PathTo("report.html");

        var (code, output, error) = Reports.Run("explore", Repository.Pyc("straight"), "foo", "-o", page);

        Assert.Multiple(() =>
        {
            Assert.That((code, error), Is.EqualTo((0, "")));
            Assert.That(output, Does.StartWith($"{page}: 1 function native, 0 interpreted; "));
            Assert.That(File.ReadAllText(page), Does.StartWith("<!DOCTYPE html>"));
        });
    }

    [Test]
    public void Says_as_json_what_it_wrote()
    {
        using var folder = new TemporaryFolder();
        var page = folder.PathTo("report.html");

        var (code, output, _) = Reports.Run("explore", Repository.Pyc("lists", "3.13"), "digits", "-o", page, "--json");

        var document = JsonDocument.Parse(output).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(document.GetProperty("schema").GetInt32(), Is.EqualTo(1));
            Assert.That(document.GetProperty("size").GetInt64(), Is.EqualTo(new FileInfo(page).Length));
            Assert.That((document.GetProperty("native").GetInt32(), document.GetProperty("interpreted").GetInt32()), Is.EqualTo((0, 1)));
        });
    }

    [TestCase("either -o names the page to write, or --serve serves it")]
    [TestCase("either -o names the page to write, or --serve serves it", "-o", "x.html", "--serve")]
    [TestCase("--port is for --serve", "-o", "x.html", "--port", "80")]
    [TestCase("--port takes 1 to 65535, not 70000", "--serve", "--port", "70000")]
    [TestCase("--types says the types of the parameters of one function: name it", "--types", "long", "-o", "x.html")]
    [TestCase("--json is for -o: what --serve serves is a page", "--serve", "--json")]
    public void Says_what_is_wrong_with_a_command_line(string message, params string[] arguments)
    {
        var (code, _, error) = Reports.Run(["explore", Repository.Pyc("straight"), .. arguments]);

        Assert.That((code, error), Is.EqualTo((2, $"pycjit: error: {message}\n")));
    }

    [Test]
    public void Says_that_a_page_cannot_be_written()
    {
        var (code, _, error) = Reports.Run("explore", Repository.Pyc("straight"), "foo", "-o", "/no/such/folder/report.html");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.StartWith("pycjit: error: /no/such/folder/report.html: "));
    }

    [Test]
    public void A_module_without_functions_is_a_page_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathTo("empty.pyc"), HostileModule.Empty());

        var (code, output, error) = Reports.Run("explore", folder.PathTo("empty.pyc"), "-o", folder.PathTo("report.html"));

        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain(": 0 functions native, 0 interpreted; "));
    }
}
