namespace Pyc.Samples.Tests;

public sealed class RulesTests
{
    [Test]
    public void Prints_what_CPython_computes_and_its_traceback()
    {
        var outcome = SampleProgram.Run("Rules");

        Assert.That(outcome.Errors, Is.Empty);
        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Output, Is.EqualTo((string[])
        [
            "29.97",
            "26.97",
            "14 each, 2 left over",
            "11 22 33.55",
            "4 boxes of 6",
            "Traceback (most recent call last):",
            "  File \"rules.py\", line 17, in pack",
            "    raise ValueError(\"%d items are left over\" % rest)",
            "ValueError: 1 items are left over",
        ]));
        var page = File.ReadAllText(Repository.PathTo("docs", "samples.md")).ReplaceLineEndings("\n");
        Assert.That(page, Does.Contain("$ dotnet run --project samples/Rules\n" + string.Join("\n", outcome.Output) + "\n"));
    }
}
