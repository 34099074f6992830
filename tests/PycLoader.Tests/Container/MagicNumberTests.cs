namespace Pyc.Loader.Tests;

public sealed class MagicNumberTests
{
    [TestCase(62211, "2.7")]
    [TestCase(62212, "2.7")]
    [TestCase(3131, "3.0")]
    [TestCase(3151, "3.1")]
    [TestCase(3180, "3.2")]
    [TestCase(3230, "3.3")]
    [TestCase(3310, "3.4")]
    [TestCase(3350, "3.5")]
    [TestCase(3351, "3.5")]
    [TestCase(3379, "3.6")]
    [TestCase(3394, "3.7")]
    [TestCase(3413, "3.8")]
    [TestCase(3425, "3.9")]
    [TestCase(3439, "3.10")]
    [TestCase(3495, "3.11")]
    [TestCase(3531, "3.12")]
    [TestCase(3571, "3.13")]
    [TestCase(3627, "3.14")]
    [TestCase(3666, "3.15")]
    public void Knows_the_number_of_each_release(int number, string version)
    {
        var magic = new MagicNumber(number);

        Assert.That(magic.Version?.ToString(), Is.EqualTo(version));
        Assert.That(magic.NearestVersion, Is.EqualTo(magic.Version));
        Assert.That(magic.Kind, Is.EqualTo(MagicKind.Release));
        Assert.That(magic.Writer, Is.EqualTo($"CPython {version}"));
    }

    [Test]
    public void Takes_no_other_number_for_a_release() =>
        Assert.That(Enumerable.Range(0, 65536).Count(number => new MagicNumber(number).Version is not null), Is.EqualTo(19));

    [Test]
    public void The_rows_are_sorted_and_do_not_overlap()
    {
        var rows = MagicNumberTable.Rows;
        for (var i = 1; i < rows.Count; i++)
            Assert.That(rows[i].First, Is.GreaterThan(rows[i - 1].Last), rows[i].ToString());
        Assert.That(rows.All(row => row.First <= row.Last), Is.True);
    }

    [TestCase(3450, MagicKind.PreRelease, "3.11", "a pre-release of CPython 3.11 (3.11a1)")]
    [TestCase(3494, MagicKind.PreRelease, "3.11", "a pre-release of CPython 3.11 (3.11a7)")]
    [TestCase(3401, MagicKind.PreRelease, "3.8", "a pre-release of CPython 3.8 (3.8a1)")]
    [TestCase(3665, MagicKind.PreRelease, "3.15", "a pre-release of CPython 3.15")]
    [TestCase(62201, MagicKind.PreRelease, "2.7", "a pre-release of CPython 2.7 (2.7a0)")]
    [TestCase(62161, MagicKind.Older, "2.7", "CPython 2.6")]
    [TestCase(62131, MagicKind.Older, "2.7", "CPython 2.5")]
    [TestCase(62061, MagicKind.Older, "2.7", "CPython 2.4")]
    [TestCase(20121, MagicKind.Older, "2.7", "CPython 1.5")]
    [TestCase(3667, MagicKind.Newer, "3.15", "a CPython newer than 3.15")]
    [TestCase(3700, MagicKind.Newer, "3.15", "a CPython newer than 3.15")]
    [TestCase(240, MagicKind.OtherImplementation, "3.15", "PyPy 3")]
    [TestCase(62218, MagicKind.OtherImplementation, "2.7", "PyPy 2.7")]
    [TestCase(0, MagicKind.Unknown, "3.0", "no Python that is known")]
    [TestCase(3000 - 1, MagicKind.Unknown, "3.0", "no Python that is known")]
    [TestCase(3500 - 1, MagicKind.Unknown, "3.12", "no Python that is known")]
    [TestCase(40000, MagicKind.Unknown, "2.7", "no Python that is known")]
    [TestCase(65535, MagicKind.Unknown, "2.7", "no Python that is known")]
    public void Classifies_other_numbers(int number, MagicKind kind, string nearest, string writer)
    {
        var magic = new MagicNumber(number);

        Assert.That((magic.Kind, magic.NearestVersion.ToString(), magic.Writer), Is.EqualTo((kind, nearest, writer)));
        Assert.That(magic.Version, Is.Null);
    }

    [TestCase(3450,
        "old.pyc: at byte 0: magic number 3450 is that of a pre-release of CPython 3.11 (3.11a1), which is not supported. "
        + "The nearest supported version is CPython 3.11. Recompile the source with a released CPython 2.7 or 3.0 to 3.15.")]
    [TestCase(62161, "old.pyc: at byte 0: magic number 62161 is that of CPython 2.6, which is not supported. "
        + "The nearest supported version is CPython 2.7. Recompile the source with a released CPython 2.7 or 3.0 to 3.15.")]
    [TestCase(3700, "old.pyc: at byte 0: magic number 3700 is that of a CPython newer than 3.15, which is not supported. "
        + "The nearest supported version is CPython 3.15. Recompile the source with a released CPython 2.7 or 3.0 to 3.15.")]
    [TestCase(240, "old.pyc: at byte 0: magic number 240 is that of PyPy 3, which is not supported. "
        + "The nearest supported version is CPython 3.15. Recompile the source with a released CPython 2.7 or 3.0 to 3.15.")]
    [TestCase(40000, "old.pyc: at byte 0: magic number 40000 is not one of a known Python. "
        + "The nearest supported version is CPython 2.7. Recompile the source with a released CPython 2.7 or 3.0 to 3.15.")]
    public void The_message_names_the_number_its_writer_the_nearest_version_and_the_remedy(int number, string message)
    {
        var file = MarshalBytes.Of(number | 0x0A0D0000, 0, 0, 0);

        var error = Assert.Throws<UnsupportedPythonVersionException>(() => PycFile.Read(file, "old.pyc"));

        Assert.That(error.Message, Is.EqualTo(message));
        Assert.That(error.MagicNumber, Is.EqualTo(new MagicNumber(number)));
        Assert.That(error.NearestVersion, Is.EqualTo(error.MagicNumber.NearestVersion));
        Assert.That((error.Offset, error.FileName), Is.EqualTo((0, "old.pyc")));
    }
}
