using System.IO.Compression;
using System.Text;

namespace Pyc.Loader.Tests;

public sealed class PycFileTests
{
    private static IEnumerable<PythonVersion> AllVersions => CodeBytes.AllVersions;

    private static readonly byte[] s_file = new CodeBytes(new(3, 13)).ToPyc();

    [TestCaseSource(nameof(AllVersions))]
    public void Reads_the_header_of_each_version(PythonVersion version)
    {
        var file = PycFile.Read(new CodeBytes(version).ToPyc(), "x.pyc");

        var size = version.IsAtLeast(3, 7) ? 16 : version.IsAtLeast(3, 3) ? 12 : 8;
        Assert.Multiple(() =>
        {
            Assert.That(file.Version, Is.EqualTo(version));
            Assert.That(file.Magic, Is.EqualTo(file.Header.Magic));
            Assert.That(file.Header.Size, Is.EqualTo(size));
            Assert.That(file.Header.SourceModified, Is.EqualTo(7));
            Assert.That(file.Header.SourceSize, Is.EqualTo(size == 8 ? null : 8u));
            Assert.That(file.Header.SourceHash, Is.Null);
            Assert.That((file.Header.IsHashBased, file.Header.CheckSource), Is.EqualTo((false, false)));
            Assert.That(file.FileName, Is.EqualTo("x.pyc"));
        });
    }

    [TestCase(1, false)]
    [TestCase(3, true)]
    public void Reads_a_hash_based_header(int flags, bool checkSource)
    {
        var file = PycFile.Read(WithFlags(flags));

        Assert.Multiple(() =>
        {
            Assert.That((file.Header.IsHashBased, file.Header.CheckSource), Is.EqualTo((true, checkSource)));
            Assert.That(file.Header.SourceHash, Is.EqualTo(0x0000000800000007));
            Assert.That(file.Header.SourceModified, Is.Null);
            Assert.That(file.Header.SourceSize, Is.Null);
        });
    }

    [TestCase(2, "at byte 4: the header has the flags 0x2, but only 0, 1 and 3 have a meaning (PEP 552)")]
    [TestCase(4, "at byte 4: the header has the flags 0x4, but only 0, 1 and 3 have a meaning (PEP 552)")]
    [TestCase(-1, "at byte 4: the header has the flags 0xFFFFFFFF, but only 0, 1 and 3 have a meaning (PEP 552)")]
    public void Refuses_flags_without_a_meaning(int flags, string message) =>
        Assert.That(Fails(WithFlags(flags)).Message, Is.EqualTo(message));

    [TestCase("", "at byte 0: the file is empty")]
    [TestCase("\xF3\r", "at byte 0: the file ends inside the magic number: 4 bytes expected, 2 found")]
    [TestCase("\xF3\r\r", "at byte 0: the file ends inside the magic number: 4 bytes expected, 3 found")]
    [TestCase("\xF3\r\r\n", "at byte 4: the file ends inside the header: CPython 3.13 writes 16 bytes, the file has 4")]
    [TestCase("\xF3\r\r\n\0\0\0\0\0\0\0\0\0\0\0",
        "at byte 15: the file ends inside the header: CPython 3.13 writes 16 bytes, the file has 15")]
    [TestCase("\x03\xF3\r\n\0\0\0", "at byte 7: the file ends inside the header: CPython 2.7 writes 8 bytes, the file has 7")]
    [TestCase("\x03\xF3\r\n\0\0\0\0", "at byte 8: the file ends where the code object of the module of 1 byte is expected")]
    [TestCase("\x03\xF3\r\n\0\0\0\0N", "at byte 8: the file must hold a code object, but holds None")]
    [TestCase("\x03\xF3\r\n\0\0\0\0(\0\0\0\0", "at byte 8: the file must hold a code object, but holds a tuple")]
    [TestCase("\x01\x02\x03\x04", "at byte 0: this is not a .pyc file: bytes 2 and 3 must be 0D 0A, but are 03 04")]
    [TestCase("\xF3\r\n\r", "at byte 0: this is not a .pyc file: bytes 2 and 3 must be 0D 0A, but are 0A 0D")]
    [TestCase("def f(n):\n    return n\n",
        "at byte 0: this is text, not a .pyc file; if it is Python source, compile it with: python -m py_compile FILE")]
    [TestCase("# caf\xC3\xA9\n",
        "at byte 0: this is text, not a .pyc file; if it is Python source, compile it with: python -m py_compile FILE")]
    [TestCase("\x7F" + "ELF\x02", "at byte 0: this is a native program or library, not a .pyc file")]
    [TestCase("MZ\x90\0", "at byte 0: this is a native program or library, not a .pyc file")]
    [TestCase("PK\x03\x04", "at byte 0: this is a zip archive, not a .pyc file; take the .pyc files out of it first")]
    [TestCase("\x1F\x8B\x08\0", "at byte 0: this is a gzip archive, not a .pyc file")]
    public void Says_what_is_wrong_with_what_is_no_pyc(string bytes, string message) =>
        Assert.That(Fails(Encoding.Latin1.GetBytes(bytes)).Message, Is.EqualTo(message));

    [Test]
    public void Takes_long_source_for_text_though_the_look_at_it_ends_inside_a_character() =>
        Assert.That(Fails(Encoding.UTF8.GetBytes("x" + new string('é', 1000))).Message, Does.Contain("this is text"));

    [Test]
    public void Refuses_bytes_behind_the_code_object() =>
        Assert.That(Fails([.. s_file, 0, 0]).Message,
            Is.EqualTo($"at byte {s_file.Length}: 2 bytes follow the code object, where the file should end"));

    [Test]
    public void Every_shorter_file_is_refused()
    {
        for (var length = 0; length < s_file.Length; length++)
            Fails(s_file[..length]);
    }

    [Test]
    public void Reads_from_a_path_and_names_it()
    {
        var path = Fixtures.PathOf("pyc/3.13/straight.pyc");

        Assert.That(PycFile.Read(path).FileName, Is.EqualTo(path));
    }

    [Test]
    public void Reads_a_stream_from_where_it_stands_and_leaves_it_open()
    {
        using var stream = new MemoryStream([1, 2, 3, .. s_file]);
        stream.Position = 3;

        var file = PycFile.Read(stream);

        Assert.That(file.Code.Name, Is.EqualTo("f"));
        Assert.That(file.FileName, Is.Null);
        Assert.That(stream.CanRead, Is.True);
        Assert.That(stream.Position, Is.EqualTo(stream.Length));
    }

    [Test]
    public void Reads_a_stream_that_cannot_seek()
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            packer.Write(new CodeBytes(new(3, 13)) { LineTable = MarshalBytes.Bytes(new byte[300_000]) }.ToPyc());
        packed.Position = 0;
        using var stream = new GZipStream(packed, CompressionMode.Decompress);

        var file = PycFile.Read(stream, "packed.pyc");

        Assert.That(file.Code.LineTable, Has.Length.EqualTo(300_000));
        Assert.That(file.FileName, Is.EqualTo("packed.pyc"));
    }

    [Test]
    public void The_message_names_the_stream()
    {
        using var stream = new MemoryStream();

        Assert.That(Assert.Throws<PycFormatException>(() => PycFile.Read(stream, "zip!/x.pyc")).Message,
            Is.EqualTo("zip!/x.pyc: at byte 0: the file is empty"));
    }

    [Test]
    public void Refuses_a_stream_without_end()
    {
        using var stream = new EndlessStream();

        Assert.That(Assert.Throws<PycFormatException>(() => BoundedStream.ReadToEnd(stream, 1 << 20, "x")).Message,
            Is.EqualTo("x: the file is larger than the 1 MiB that a .pyc file may have"));
        Assert.That(stream.Served, Is.LessThanOrEqualTo((1 << 20) + 1));
    }

    [Test]
    public void Refuses_a_huge_file_before_it_reads_it()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "huge.pyc");
        try
        {
            using (var file = File.Create(path))
                file.SetLength(PycFile.MaximumSize + 1L);   // sparse: no disk is used

            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Assert.Throws<PycFormatException>(() => PycFile.Read(path));

            Assert.That(error.Problem, Is.EqualTo("the file is larger than the 256 MiB that a .pyc file may have"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_missing_file_is_a_FileNotFoundException()
    {
        var error = Assert.Throws<FileNotFoundException>(() => PycFile.Read("no such file.pyc"));

        Assert.That(error.Message, Does.Contain("no such file.pyc"));
    }

    [Test]
    public void A_folder_is_refused()
    {
        var error = Assert.Throws<PycFormatException>(() => PycFile.Read(Fixtures.PathOf("pyc")));

        Assert.That(error.Problem, Is.EqualTo("this is a folder; name a .pyc file in it"));
    }

    [Test]
    public void Lists_code_objects_parents_first()
    {
        var file = PycFile.Read(Fixtures.PathOf("pyc/3.13/straight.pyc"));

        var all = file.CodeObjects().ToList();
        Assert.That(all[0], Is.SameAs(file.Code));
        Assert.That(all.Skip(1).Take(3).Select(code => code.Name), Is.EqualTo(new[] { "identity", "foo", "scale" }));
        Assert.That(all.Distinct().Count(), Is.EqualTo(all.Count));
    }

    private static byte[] WithFlags(int flags)
    {
        var file = (byte[])s_file.Clone();
        BitConverter.TryWriteBytes(file.AsSpan(4), flags);
        return file;
    }

    // Throws ends the test where nothing is thrown: it never returns null.
    private static PycFormatException Fails(byte[] file) => Assert.Throws<PycFormatException>(() => PycFile.Read(file))!;

    private sealed class EndlessStream : MemoryStream
    {
        internal long Served { get; private set; }

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            buffer.Clear();
            Served += buffer.Length;
            return buffer.Length;
        }
    }
}
