using static Pyc.Loader.Tests.MarshalBytes;

namespace Pyc.Loader.Tests;

public sealed class MarshalReaderRefusalTests
{
    private static readonly PythonVersion s_27 = new(2, 7);
    private static readonly PythonVersion s_313 = new(3, 13);

    // Ranges of minor versions of Python 3; 2 alone is 2.7.
    private static readonly Dictionary<char, string> s_readers = new()
    {
        ['I'] = "2 0-3 6-15",
        ['t'] = "2 4-15",
        ['R'] = "2",
        ['a'] = "4-15",
        ['A'] = "4-15",
        ['z'] = "4-15",
        ['Z'] = "4-15",
        [')'] = "4-15",
        ['r'] = "4-15",
        [':'] = "14-15",
        ['}'] = "15-15",
        ['N'] = "2 0-15",
        ['T'] = "2 0-15",
        ['F'] = "2 0-15",
        ['.'] = "2 0-15",
        ['S'] = "2 0-15",
        ['i'] = "2 0-15",
        ['l'] = "2 0-15",
        ['f'] = "2 0-15",
        ['g'] = "2 0-15",
        ['x'] = "2 0-15",
        ['y'] = "2 0-15",
        ['s'] = "2 0-15",
        ['u'] = "2 0-15",
        ['('] = "2 0-15",
        ['['] = "2 0-15",
        ['<'] = "2 0-15",
        ['>'] = "2 0-15",
        ['{'] = "2 0-15",
        ['c'] = "2 0-15",
        ['0'] = "2 0-15",
    };

    [Test]
    public void Knows_which_version_reads_which_type_code()
    {
        foreach (var version in CodeBytes.AllVersions)
        {
            for (var code = 0; code < 256; code++)
            {
                var expected = s_readers.TryGetValue((char)code, out var readers) && Includes(readers, version);
                Assert.That(TypeCodes.Exists((byte)code, version), Is.EqualTo(expected), $"0x{code:X2} in {version}");
            }
        }
    }

    [Test]
    public void Has_a_meaning_for_each_type_code() =>
        Assert.That(Enumerable.Range(0, 256).Where(code => TypeCodes.Meaning((byte)code) is not null).Select(code => (char)code),
            Is.EquivalentTo(s_readers.Keys));

    [Test]
    public void Reads_no_reference_flag_before_3_4()
    {
        Assert.That(Fails(new(3, 3), Flagged('i'), 1).Problem,
            Is.EqualTo("0xE9 is not a type code of the marshal format; an object is expected"));
        Assert.That(Read(new(3, 4), Flagged('i'), 1).ToString(), Is.EqualTo("1"));
    }

    [Test]
    public void Says_that_a_type_code_belongs_to_another_version() =>
        Assert.That(Fails(new(3, 13), ')', (byte)1, ':').Message,
            Is.EqualTo("at byte 2: type code ':' (a slice) does not exist in CPython 3.13; an element of a tuple is expected"));

    [TestCase("", "at byte 0: the file ends where an object of 1 byte is expected")]
    [TestCase("i\x01", "at byte 1: the file ends inside an int: 4 bytes expected, 1 left")]
    [TestCase("i", "at byte 1: the file ends where an int of 4 bytes is expected")]
    [TestCase("g1234567", "at byte 1: the file ends inside a float: 8 bytes expected, 7 left")]
    [TestCase("f\x05" + "1", "at byte 2: the file ends inside a float as text: 5 bytes expected, 1 left")]
    [TestCase("s\x05\0\0\0abc", "at byte 1: a byte string claims 5 bytes, but only 3 are left in the file")]
    [TestCase("u\xFF\xFF\xFF\xFF", "at byte 1: a string claims a negative length, -1")]
    [TestCase("(\x02\0\0\0N", "at byte 1: a tuple claims 2 elements, but the file has bytes for at most 1 more")]
    [TestCase("(\xFF\xFF\xFF\xFF", "at byte 1: a tuple claims a negative number of elements, -1")]
    [TestCase("[\xFF\xFF\xFF\x7FN", "at byte 1: a list claims 2147483647 elements, but the file has bytes for at most 1 more")]
    [TestCase("l\x02\0\0\0\x01\0\0", "at byte 1: an int claims 2 digits of 2 bytes, but only 3 bytes are left in the file")]
    [TestCase("l\0\0\0\x80", "at byte 1: an int claims 2147483648 digits of 2 bytes, but only 0 bytes are left in the file")]
    [TestCase("l\x01\0\0\0\0\x80", "at byte 5: a digit of an int is 32768, more than 15 bits")]
    [TestCase("l\x02\0\0\0\x01\0\0\0",
        "at byte 7: the highest digit of an int is zero, which CPython never writes and refuses to read")]
    [TestCase("(\x01\0\0\0" + "0", "at byte 5: the mark that ends a dict stands where an element of a tuple is expected")]
    [TestCase("{N0", "at byte 2: the mark that ends a dict stands where a value of a dict is expected")]
    [TestCase("{NN", "at byte 3: the file ends where a key of a dict of 1 byte is expected")]
    [TestCase("r\0\0\0\0", "at byte 0: reference 0 is out of range: 0 objects can be referred to so far")]
    [TestCase("r\xFF\xFF\xFF\xFF", "at byte 0: reference -1 is out of range: 0 objects can be referred to so far")]
    [TestCase("\xA9\x01r\0\0\0\0", "at byte 2: reference 0 is to an object that is still being read: it would contain itself")]
    [TestCase("\xFBNr\0\0\0\0" + "0", "at byte 2: reference 0 is to an object that is still being read: it would contain itself")]
    [TestCase("\x7F", "at byte 0: 0x7F is not a type code of the marshal format; an object is expected")]
    [TestCase("q", "at byte 0: 'q' is not a type code of the marshal format; an object is expected")]
    public void Says_what_is_wrong_and_where(string bytes, string message) =>
        Assert.That(Fails(s_313, bytes).Message, Is.EqualTo(message));

    [Test]
    public void Refuses_an_interned_string_out_of_range_in_Python_2() =>
        Assert.That(Fails(s_27, '(', 2, 't', 1, 'a', 'R', 1).Message,
            Is.EqualTo("at byte 11: reference 1 is out of range: 1 objects can be referred to so far"));

    [Test]
    public void Refuses_counts_that_only_fit_without_what_the_outer_container_still_awaits() =>
        // 12 bytes are left for the inner tuple, but 9 of them belong to the outer one.
        Assert.That(Fails(s_313, '(', 10, '(', 4, "NNNNNNNNNNNN").Problem,
            Is.EqualTo("a tuple claims 4 elements, but the file has bytes for at most 3 more"));

    private static bool Includes(string readers, PythonVersion version) => readers.Split(' ').Any(range =>
        range == "2" ? version.Major == 2
            : range.Split('-') is [var first, var last] && version.Major == 3
                && version.Minor >= Number(first) && version.Minor <= Number(last));

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
