using System.Globalization;
using System.Text.RegularExpressions;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>Each code is what something in a real .pyc gets, on the same line in all versions.</summary>
public sealed partial class DiagnosticCodeTests
{
    [Test]
    public void What_is_refused_gets_its_code_on_its_line([ValueSource(typeof(DiagnosticFixtures), nameof(DiagnosticFixtures.Versions))] string version)
    {
        var wrong = new List<string>();
        foreach (var (name, diagnostic) in Refusals(version))
        {
            if (diagnostic is null)
                wrong.Add($"{name} is not refused, {name.Code} is expected");
            else if (diagnostic.Descriptor.Id != name.Code || (diagnostic.Where.Line != name.Line && diagnostic.Where != SourceLocation.None))
                wrong.Add($"{name}: {name.Code} is expected, and it is {diagnostic}");
            else if (diagnostic.Where.Column > 0 != HasColumn(diagnostic, version))
                wrong.Add($"{name}: a column is expected from 3.11 on, and it is {diagnostic}");
        }
        Assert.That(wrong, Is.Empty, string.Join("\n", wrong));
    }

    [Test]
    public void What_no_source_has_gets_its_code([Range(0, 8)] int index)
    {
        var (code, cause, provoked) = HandMadeDiagnostics.All[index];
        Assert.That(provoked.Value, Is.InstanceOf<IDiagnosed>().With.Property("Diagnostic").Property("Descriptor").Property("Id").EqualTo(code), cause);
    }

    [Test]
    public void Every_code_is_provoked()
    {
        string[] provoked = [.. DiagnosticFixtures.All.Select(name => name.Code), .. HandMadeDiagnostics.All.Select(made => made.Code)];
        Assert.That(provoked.Distinct().Order(), Is.EqualTo(DiagnosticDescriptors.All.Select(descriptor => descriptor.Id)));
    }

    [Test]
    public void Every_refusal_says_what_where_why_and_what_to_do() => Assert.Multiple(() =>
    {
        Diagnostic?[] all = [.. Refusals("3.13").Select(refusal => refusal.Diagnostic), .. HandMadeDiagnostics.All.Select(made => (made.Provoked.Value as IDiagnosed)?.Diagnostic)];
        foreach (var diagnostic in all.OfType<Diagnostic>())
        {
            Assert.That(diagnostic.Reason, Is.Not.Empty.And.Not.EndsWith("."));
            Assert.That(diagnostic.Remedy, Does.EndWith(".").And.Match("^[A-Z]"));
            Assert.That(diagnostic.ToString(), Does.Contain($"{diagnostic.Descriptor}: {diagnostic.What}: {diagnostic.Reason}. {diagnostic.Remedy}"));
        }
    });

    [Test]
    public void What_is_said_to_do_can_be_done([Values("2.7", "3.8", "3.13")] string version)
    {
        using var module = PycJit.Load(DiagnosticFixtures.Pyc("remedies", version));
        // The generators are for others to go through.
        foreach (var function in module.Functions.Where(function => char.IsDigit(function.Name[^1])))
        {
            var types = DiagnosticFixtures.TypesOf("remedies", function.Name);
            Assert.That(function.IsCompilable(out var whyNot, [.. types]), Is.True, whyNot);
        }
    }

    [Test]
    public void Every_code_has_its_own_number_and_words() => Assert.Multiple(() =>
    {
        var all = DiagnosticDescriptors.All;
        Assert.That(all.Select(descriptor => descriptor.Id), Is.Unique.And.Ordered);
        Assert.That(all.Select(descriptor => descriptor.Title), Is.Unique);
        Assert.That(all.Select(descriptor => descriptor.Id), Has.All.Match(Id()));
        Assert.That(all.Select(descriptor => descriptor.Title), Has.None.EndsWith("."));
        Assert.That(all.Select(descriptor => descriptor.Description), Has.All.EndsWith("."));
        Assert.That(
            typeof(DiagnosticDescriptors).GetProperties().Where(property => property.PropertyType == typeof(DiagnosticDescriptor)).Select(property => property.GetValue(null)),
            Is.EquivalentTo(all));
    });

    [Test]
    public void A_call_names_all_that_it_calls_up_to_what_is_refused()
    {
        using var file = new RefusingFile(DiagnosticFixtures.Pyc("common", "3.13"));
        var diagnostic = DiagnosticFixtures.All.Single(name => name.Name == "passed_on").Refuse(file)!;
        Assert.That(
            (diagnostic.Callee, diagnostic.Cause?.Callee, diagnostic.Root.Opcode, diagnostic.ValueType, diagnostic.Root.ValueType),
            Is.EqualTo(("middle", "text", "BINARY_SUBSCR", "str", "str")));
        Assert.That(diagnostic.Reason, Does.StartWith("it calls middle, which calls text, in which NAME is a string, ").And.EndsWith($"(common.py:{diagnostic.Root.Where.Line})"));
    }

    /// <summary>What is refused in the files of a version, and what is said about it.</summary>
    internal static IEnumerable<(RefusedName Name, Diagnostic? Diagnostic)> Refusals(string version)
    {
        foreach (var names in DiagnosticFixtures.All.GroupBy(name => name.Source).Where(names => File.Exists(DiagnosticFixtures.Pyc(names.Key, version))))
        {
            using var file = new RefusingFile(DiagnosticFixtures.Pyc(names.Key, version));
            foreach (var name in names)
                yield return (name, name.Refuse(file));
        }
    }

    // What is about a function or a name as a whole has none; neither has what a compiler adds of its own.
    private static bool HasColumn(Diagnostic diagnostic, string version) =>
        diagnostic.Where.Index >= 0 && diagnostic.Opcode != "MAKE_CELL" && Version.Parse(version) >= new Version(3, 11);

    [GeneratedRegex(@"^PYJ[123]\d{3}$")]
    private static partial Regex Id();
}
