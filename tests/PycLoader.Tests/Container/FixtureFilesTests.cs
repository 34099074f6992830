namespace Pyc.Loader.Tests;

public sealed class FixtureFilesTests
{
    [TestCaseSource(typeof(Fixtures), nameof(Fixtures.AllPyc))]
    public void Every_fixture_loads_with_the_version_of_its_folder(string relative)
    {
        var file = PycFile.Read(Fixtures.PathOf(relative));

        Assert.Multiple(() =>
        {
            Assert.That(file.Version, Is.EqualTo(Fixtures.VersionOf(relative)));
            Assert.That(file.Code.Name, Is.EqualTo("<module>"));
            Assert.That(file.Code.FileName, Is.EqualTo("src/" + Path.GetFileNameWithoutExtension(relative) + ".py"));
            Assert.That(file.CodeObjects().Skip(1), Is.Not.Empty);
            Assert.That(file.Header.IsHashBased, Is.False);
        });
    }

    [Test]
    public void There_are_fixtures_of_each_version() =>
        Assert.That(Fixtures.AllPyc.Select(Fixtures.VersionOf).Distinct(), Is.EquivalentTo(CodeBytes.AllVersions));

    [TestCaseSource(typeof(Fixtures), nameof(Fixtures.AllVariants))]
    public void Optimised_and_hash_based_files_load(string relative)
    {
        var file = PycFile.Read(Fixtures.PathOf(relative));

        var kind = relative.Split('.')[^2];
        var plain = PycFile.Read(Fixtures.PathOf($"pyc/{file.Version}/straight.pyc"));
        Assert.Multiple(() =>
        {
            Assert.That(file.Version, Is.EqualTo(Fixtures.VersionOf(relative)));
            Assert.That(file.Header.IsHashBased, Is.EqualTo(kind is "checked" or "unchecked"));
            Assert.That(file.Header.CheckSource, Is.EqualTo(kind == "checked"));
            Assert.That(file.Header.SourceHash is not null, Is.EqualTo(file.Header.IsHashBased));
            Assert.That(file.Header.SourceModified, Is.EqualTo(file.Header.IsHashBased ? null : 1500000000u));
            Assert.That(file.Code.FileName, Is.EqualTo("src/straight.py"));
            Assert.That(file.CodeObjects().Select(code => code.Name), Is.EqualTo(plain.CodeObjects().Select(code => code.Name)));
            // -OO drops the docstring of the module, -O keeps it.
            Assert.That(file.Code.Constants.Select(constant => constant.ToString()).Any(text => text.Contains("Straight-line")),
                Is.EqualTo(kind != "opt-2"));
        });
    }
}
