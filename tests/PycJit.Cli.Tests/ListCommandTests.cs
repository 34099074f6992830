using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

public sealed class ListCommandTests
{
    [Test]
    public void In_a_pipe_each_function_is_a_line_and_nothing_is_cut()
    {
        var result = Tool.Run("list", Tool.Fixture("arity"));
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        // Windows passes arguments in other registers, which makes code of another size.
        if (!OperatingSystem.IsWindows())
            Golden.Check("list-arity.txt", result.Output);
    }

    [Test]
    public void In_a_window_the_table_fits_and_the_reasons_stand_below()
    {
        var result = Tool.Run(isInteractive: true, "list", Tool.Fixture("arity"));
        var lines = result.Output.Split('\n');
        Assert.That(lines[0], Is.EqualTo("fixtures/pyc/3.12/arity.pyc: CPython 3.12, magic 3531, 47 functions"));
        var table = lines.Where(line => line.StartsWith('│') || line.StartsWith('╭') || line.StartsWith('╰')).ToList();
        Assert.That(table, Has.Count.GreaterThan(47));
        Assert.That(table.Max(line => line.Length), Is.LessThanOrEqualTo(80));
        Assert.That(lines, Has.Some.StartsWith("generator runs interpreted: src/arity.py:162 in generator: PYJ1602: "));
        Assert.That(result.Output, Does.Contain("raise_on_third_line"));
        Assert.That(result.Output, Does.Not.Contain("\u001b"), "colours where none are wanted");
    }

    [Test]
    public void Names_that_are_not_available_for_one_reason_share_a_line()
    {
        var result = Tool.Run("list", "fixtures/modules/pyc/3.13/unknowns.pyc");
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        var lines = result.Output.Split('\n');
        Assert.That(lines, Has.One.StartsWith("seed_unknown, sum_unknown, alias_unknown"));
        Assert.That(lines, Has.One.Contains("modules/unknowns.py:11 could not be evaluated, because random.random is not available: "));
        Assert.That(lines, Has.None.StartsWith("division"), "nothing needs to know a name that is imported from __future__");
    }

    [Test]
    public void Every_fixture_can_be_listed([ValueSource(nameof(Fixtures))] string fixture)
    {
        var result = Tool.Run("list", fixture);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output.Split('\n'), Has.Length.GreaterThan(4));
    }

    [Test]
    public void The_fixtures_that_are_listed_are_of_all_versions() => Assert.That(
        Fixtures().Select(fixture => fixture.Split('/')[^2]).Distinct(), Is.EquivalentTo(Repository.PythonVersions));

    private static IEnumerable<string> Fixtures() => FixtureSample.Files(0);
}
