using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Pyc.Loader.Tests;

/// <summary>The right sides were printed by CPython 3.13 and 2.7.</summary>
public sealed class ReprTests
{
    [TestCase(0.0, "0.0")]
    [TestCase(-0.0, "-0.0")]
    [TestCase(1.0, "1.0")]
    [TestCase(-1.5, "-1.5")]
    [TestCase(0.1, "0.1")]
    [TestCase(0.30000000000000004, "0.30000000000000004")]
    [TestCase(100.0, "100.0")]
    [TestCase(123456789012345680.0, "1.2345678901234568e+17")]
    [TestCase(1e15, "1000000000000000.0")]
    [TestCase(1e16, "1e+16")]
    [TestCase(9999999999999998.0, "9999999999999998.0")]
    [TestCase(1.5e16, "1.5e+16")]
    [TestCase(1e22, "1e+22")]
    [TestCase(1e100, "1e+100")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(0.00012345, "0.00012345")]
    [TestCase(0.00001, "1e-05")]
    [TestCase(1.25e-7, "1.25e-07")]
    [TestCase(5e-324, "5e-324")]
    [TestCase(1.7976931348623157e308, "1.7976931348623157e+308")]
    [TestCase(2.98023223876953125e-08, "2.9802322387695312e-08")]
    [TestCase(double.NaN, "nan")]
    [TestCase(double.PositiveInfinity, "inf")]
    [TestCase(double.NegativeInfinity, "-inf")]
    public void A_float_is_written_as_Python_does(double value, string repr) =>
        Assert.That(new FloatConstant(value).ToString(), Is.EqualTo(repr));

    /// <summary>Of them .NET's shortest digits do not always read back. The hash is of what CPython 3.13 prints, a line each.</summary>
    [Test]
    public void Every_power_of_two_is_written_as_Python_does()
    {
        var lines = string.Join('\n', Enumerable.Range(-1074, 1074 + 1024).Select(e => new FloatConstant(Math.ScaleB(1, e)).ToString()));
        Assert.That(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(lines))),
            Is.EqualTo("a808b634668c792b03aeb662cf8fb6f77d1c07cb0c601710c9c1f2dc43ccc994"));
    }

    [TestCase(0.0, 2.0, "2j")]
    [TestCase(-0.0, 2.0, "(-0+2j)")]
    [TestCase(1.0, -2.5, "(1-2.5j)")]
    [TestCase(1e16, 1e-5, "(1e+16+1e-05j)")]
    [TestCase(0.0, -0.0, "-0j")]
    [TestCase(double.NaN, double.NaN, "(nan+nanj)")]
    [TestCase(1.0, double.NegativeInfinity, "(1-infj)")]
    public void A_complex_is_written_as_Python_does(double real, double imaginary, string repr) =>
        Assert.That(new ComplexConstant(real, imaginary).ToString(), Is.EqualTo(repr));

    [TestCase("", "''", "u''")]
    [TestCase("it's", "\"it's\"", "u\"it's\"")]
    [TestCase("\"", "'\"'", "u'\"'")]
    [TestCase("'\"", "'\\'\"'", "u'\\'\"'")]
    [TestCase("a\n\r\t\\\0\x7F", "'a\\n\\r\\t\\\\\\x00\\x7f'", "u'a\\n\\r\\t\\\\\\x00\\x7f'")]
    [TestCase("é", "'é'", "u'\\xe9'")]
    [TestCase("\u00A0\u00AD", "'\\xa0\\xad'", "u'\\xa0\\xad'")]
    [TestCase("€\u2028", "'€\\u2028'", "u'\\u20ac\\u2028'")]
    [TestCase("😀", "'😀'", "u'\\U0001f600'")]
    public void A_text_is_written_as_Python_does(string value, string python3, string python2)
    {
        Assert.That(new StringConstant(value).ToString(), Is.EqualTo(python3));
        Assert.That(new StringConstant(value, isPython2: true).ToString(), Is.EqualTo(python2));
    }

    [Test]
    public void A_lone_surrogate_is_escaped() =>
        Assert.That(new StringConstant("\uD800").ToString(), Is.EqualTo("'\\ud800'"));

    [Test]
    public void Two_surrogates_are_not_written_as_one_character() =>
        Assert.That(MarshalBytes.Read(new(3, 13), 'u', 6, "\xED\xA0\xBD\xED\xB8\x80").ToString(), Is.EqualTo("'\\ud83d\\ude00'"));

    [Test]
    public void Bytes_are_written_as_Python_does()
    {
        byte[] bytes = [.. "a'\n\x7F"u8, 0xFF];

        Assert.That(new BytesConstant([.. bytes]).ToString(), Is.EqualTo("b\"a'\\n\\x7f\\xff\""));
        Assert.That(new BytesConstant([.. bytes], isPython2: true).ToString(), Is.EqualTo("\"a'\\n\\x7f\\xff\""));
    }

    [Test]
    public void Empty_containers_are_written_as_Python_does()
    {
        Constant[] empty =
        [
            new TupleConstant([]), new ListConstant([]), new SetConstant([]), new FrozenSetConstant([]), new DictConstant([]),
            new FrozenDictConstant([]),
        ];

        Assert.That(empty.Select(constant => constant.ToString()),
            Is.EqualTo(new[] { "()", "[]", "set()", "frozenset()", "{}", "frozendict()" }));
    }

    [Test]
    public void A_tuple_of_one_has_a_comma() =>
        Assert.That(new TupleConstant([new IntConstant(1)]).ToString(), Is.EqualTo("(1,)"));

    [Test]
    public void A_long_of_Python_2_ends_in_L() =>
        Assert.That(new IntConstant(BigInteger.Pow(10, 30), isLong: true).ToString(),
            Is.EqualTo("1000000000000000000000000000000L"));

    [Test]
    public void A_number_of_a_million_bits_is_not_written_out() =>
        Assert.That(new IntConstant(BigInteger.One << 1_000_000).ToString(), Is.EqualTo("<int of 1000001 bits>"));

    [Test]
    public void Deep_nesting_is_cut()
    {
        Constant nested = SingletonConstant.None;
        for (var i = 0; i < 100_000; i++)
            nested = new TupleConstant([nested]);

        Assert.That(nested.ToString(), Does.StartWith("((((").And.Contain("...").And.Length.LessThan(400));
    }

    [Test]
    public void A_long_text_is_cut() =>
        Assert.That(new StringConstant(new string('a', 1_000_000)).ToString(), Has.Length.LessThan(10_010).And.EndsWith("..."));
}
