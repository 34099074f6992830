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
}
