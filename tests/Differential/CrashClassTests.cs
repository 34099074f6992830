using System.Globalization;
using System.Text.Json;
using Pyc.Fuzz.Execution;
using Pyc.Loader;

namespace Pyc.Differential;

/// <summary>The classes of damage that have crashed CPython (fixtures/hostile/crashes.py): each gives a typed error or a right result.</summary>
public sealed class CrashClassTests
{
    private static IEnumerable<TestCaseData> Cases =>
        from path in Directory.GetFiles(Repository.PathTo("fixtures", "hostile", "crashes"), "*.jsonl").Order(StringComparer.Ordinal)
        from line in File.ReadLines(path)
        let json = JsonDocument.Parse(line).RootElement
        let name = json.GetProperty("name").GetString()
        select new TestCaseData(json.GetProperty("outcome").GetString(), json.GetProperty("file").GetBytesFromBase64())
            .SetArgDisplayNames(Path.GetFileNameWithoutExtension(path), name);

    [TestCaseSource(nameof(Cases))]
    public void Ends_as_it_has_to(string outcome, byte[] file)
    {
        // All that no file may do, whatever it is.
        var report = new InputRunner().Run(file, seed: 1);
        Assert.That(report.Findings.Select(finding => finding.Text), Is.Empty);
        switch (outcome.Split(' '))
        {
            case ["refused"]:
                Assert.That(() => PycJit.Load(file), Throws.InstanceOf<PycFormatException>());
                break;
            case ["invalid"]:
                using (var module = PycJit.Load(file))
                    Assert.That(() => module["f"].Compile(), Throws.InstanceOf<PycFormatException>());
                using (var module = PycJit.Load(file, new PycOptions { Tier = Tier.InterpreterOnly }))
                    Assert.That(() => module["f"].Invoke(3), Throws.InstanceOf<PycFormatException>());
                break;
            case ["value", var value]:
                foreach (var tier in Enum.GetValues<Tier>())
                {
                    using var module = PycJit.Load(file, new PycOptions { Tier = tier });
                    Assert.That(module["f"].Invoke(3), Is.EqualTo(long.Parse(value, CultureInfo.InvariantCulture)), tier.ToString());
                }
                break;
            default:
                Assert.That(outcome, Is.EqualTo("any"));
                Assert.That(report.Outcome, Is.GreaterThan(Outcome.NotRead), "what has a meaning is read");
                break;
        }
    }
}
