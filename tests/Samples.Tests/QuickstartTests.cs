namespace Pyc.Samples.Tests;

public sealed class QuickstartTests
{
    [Test]
    public void Prints_what_the_pages_show([Values("README.md", "docs/samples.md")] string page)
    {
        var outcome = SampleProgram.Run("Quickstart");

        Assert.That(outcome.Errors, Is.Empty);
        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Output, Has.Length.EqualTo(2).And.All.EndsWith("foo(7, 3) = 40"));
        var text = File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
        Assert.That(text, Does.Contain("$ dotnet run --project samples/Quickstart\n" + string.Join("\n", outcome.Output) + "\n"));
    }
}
