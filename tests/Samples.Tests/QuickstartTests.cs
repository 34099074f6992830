namespace Pyc.Samples.Tests;

public sealed class QuickstartTests
{
    [Test]
    public void Prints_what_the_README_shows()
    {
        var outcome = SampleProgram.Run("Quickstart");

        Assert.That(outcome.Errors, Is.Empty);
        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Output, Has.Length.EqualTo(2).And.All.EndsWith("foo(7, 3) = 40"));
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
        Assert.That(readme, Does.Contain("$ dotnet run --project samples/Quickstart\n" + string.Join("\n", outcome.Output) + "\n"));
    }
}
