namespace Pyc.Loader.Tests;

public sealed class RawFixtureTests
{
    private static IEnumerable<PythonVersion> Versions => Fixtures.Versions;

    [TestCaseSource(nameof(Versions))]
    public void Every_fixture_decodes_to_what_its_interpreter_says(PythonVersion version)
    {
        var folder = Fixtures.PathOf($"pyc/{version}");
        var result = RawDecodedFile.Compare(Fixtures.PathOf($"decoded/{version}.txt"), folder);

        TestContext.Out.WriteLine($"{version}: {result.Files} files, {result.CodeObjects} code objects, "
            + $"{result.Instructions} instructions, {result.Mismatches} mismatches");
        Assert.That(result.Mismatches, Is.Zero, result.Differences);
        Assert.That(result.Instructions, Is.GreaterThan(6000));
        Assert.That(
            result.Names,
            Is.EquivalentTo(Directory.GetFiles(folder, "*.pyc").Select(Path.GetFileNameWithoutExtension)),
            "a fixture that the description does not have: run fixtures/describe.py");
    }

    [TestCaseSource(nameof(Versions))]
    public void Every_instruction_of_a_fixture_has_the_line_of_its_range(PythonVersion version)
    {
        foreach (var file in Directory.GetFiles(Fixtures.PathOf($"pyc/{version}"), "*.pyc"))
        {
            foreach (var code in PycFile.Read(file).CodeObjects())
            {
                var table = PositionTable.Read(code);
                foreach (var instruction in RawDecoder.Decode(code))
                {
                    var range = table.Lines.Single(one => one.Start <= instruction.Offset && instruction.Offset < one.End);
                    Assert.That(table.At(instruction.Offset).Line, Is.EqualTo(range.Line ?? 0), $"{file}: {code.Name}");
                }
            }
        }
    }
}
