using System.Numerics;
using static Pyc.Loader.Tests.MarshalBytes;

namespace Pyc.Loader.Tests;

public sealed class MarshalReaderTests
{
    private static readonly PythonVersion s_27 = new(2, 7);
    private static readonly PythonVersion s_33 = new(3, 3);
    private static readonly PythonVersion s_313 = new(3, 13);
    private static readonly PythonVersion s_315 = new(3, 15);

    [TestCase('N', "None")]
    [TestCase('T', "True")]
    [TestCase('F', "False")]
    [TestCase('.', "Ellipsis")]
    [TestCase('S', "StopIteration")]
    public void Reads_a_singleton(char code, string repr)
    {
        Assert.That(Read(s_27, code).ToString(), Is.EqualTo(repr));
        Assert.That(Read(s_315, code), Is.SameAs(Read(s_27, code)));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public void Reads_an_int_of_32_bits(int value)
    {
        var constant = (IntConstant)Read(s_27, 'i', value);

        Assert.That(constant.Value, Is.EqualTo(new BigInteger(value)));
        Assert.That(constant.IsLong, Is.False);
    }

    [TestCase(long.MaxValue)]
    [TestCase(long.MinValue)]
    public void Reads_an_int_of_64_bits(long value)
    {
        var constant = (IntConstant)Read(s_27, 'I', value);

        Assert.That(constant.Value, Is.EqualTo(new BigInteger(value)));
        Assert.That(constant.IsLong, Is.False);
    }

    [Test]
    public void Reads_an_int_of_any_size([Range(0, 40)] int digits, [Values(1, -1)] int sign)
    {
        // Digit k is k + 1 in units of 2 to the power 15 k.
        var bytes = new List<object> { 'l', sign * digits };
        var expected = BigInteger.Zero;
        for (var k = 0; k < digits; k++)
        {
            var digit = k % 3 == 0 ? 0x7FFF : k + 1;
            bytes.AddRange([(byte)digit, (byte)(digit >> 8)]);
            expected += new BigInteger(digit) << (15 * k);
        }

        var python3 = (IntConstant)Read(s_313, [.. bytes]);
        var python2 = (IntConstant)Read(s_27, [.. bytes]);

        Assert.That(python3.Value, Is.EqualTo(sign * expected));
        Assert.That(python2.Value, Is.EqualTo(sign * expected));
        Assert.That((python2.IsLong, python3.IsLong), Is.EqualTo((true, false)));
    }

    [TestCase(0.0)]
    [TestCase(-0.0)]
    [TestCase(0.1)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.Epsilon)]
    public void Reads_a_float(double value) =>
        Assert.That(Bits(((FloatConstant)Read(s_313, 'g', value)).Value), Is.EqualTo(Bits(value)));

    [Test]
    public void Keeps_the_bits_of_a_NaN()
    {
        const long Payload = unchecked((long)0xFFF8000000001234);

        Assert.That(Bits(((FloatConstant)Read(s_313, 'g', Payload)).Value), Is.EqualTo(Payload));
    }

    // Outcomes of marshal.loads in CPython 2.7, 3.6, 3.8, 3.11 and 3.13.
    [TestCase("1.5", 1.5)]
    [TestCase(".5", 0.5)]
    [TestCase("5.", 5.0)]
    [TestCase("+.5e-3", 0.0005)]
    [TestCase("0.1", 0.1)]
    [TestCase("1e400", double.PositiveInfinity)]
    [TestCase("1e-400", 0.0)]
    [TestCase("-0", -0.0)]
    [TestCase("-inf", double.NegativeInfinity)]
    [TestCase("INFINITY", double.PositiveInfinity)]
    [TestCase("2.2250738585072011e-308", 2.2250738585072011e-308)]
    public void Reads_a_float_as_text(string text, double value)
    {
        Assert.That(Bits(((FloatConstant)Read(s_27, 'f', (byte)text.Length, text)).Value), Is.EqualTo(Bits(value)));
        var complex = (ComplexConstant)Read(s_313, 'x', (byte)1, "2", (byte)text.Length, text);
        Assert.That((complex.Real, Bits(complex.Imaginary)), Is.EqualTo((2.0, Bits(value))));
    }

    [Test]
    public void Reads_a_NaN_as_text() =>
        Assert.That(((FloatConstant)Read(s_313, 'f', (byte)4, "-nan")).Value, Is.NaN);

    [TestCase("")]
    [TestCase(" 1.5")]
    [TestCase("1.5 ")]
    [TestCase("0x1p3")]
    [TestCase("1_0")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase(".")]
    [TestCase("+-1")]
    [TestCase("\u00B2")]
    [TestCase("1,5")]
    public void Refuses_text_that_is_no_float(string text)
    {
        var error = Fails(s_313, 'f', (byte)text.Length, text);

        Assert.That(error.Problem, Is.EqualTo($"\"{text}\" is not a float"));
        Assert.That(error.Offset, Is.EqualTo(2));
    }

    [Test]
    public void Reads_a_complex()
    {
        var constant = (ComplexConstant)Read(s_313, 'y', 1.5, -0.0);

        Assert.That((constant.Real, Bits(constant.Imaginary)), Is.EqualTo((1.5, Bits(-0.0))));
    }

    [Test]
    public void Reads_bytes_which_are_str_in_Python_2()
    {
        var python2 = (BytesConstant)Read(s_27, 's', 3, "a\xFF\0");
        var python3 = (BytesConstant)Read(s_33, 's', 3, "a\xFF\0");

        Assert.That(python2.Value, Is.EqualTo(new byte[] { 0x61, 0xFF, 0 }));
        Assert.That(python3.Value, Is.EqualTo(python2.Value));
        Assert.That((python2.IsPython2, python3.IsPython2), Is.EqualTo((true, false)));
    }

    [TestCase('u')]
    [TestCase('t')]
    public void Reads_text_in_UTF_8(char code) =>
        Assert.That(((StringConstant)Read(s_313, code, 6, "\xC3\xA9\xF0\x9F\x98\x80")).Value, Is.EqualTo("é😀"));

    [TestCase('a')]
    [TestCase('A')]
    public void Reads_an_ASCII_string(char code) =>
        Assert.That(((StringConstant)Read(s_313, code, 2, "ab")).Value, Is.EqualTo("ab"));

    [TestCase('z')]
    [TestCase('Z')]
    public void Reads_a_short_ASCII_string(char code) =>
        Assert.That(((StringConstant)Read(s_313, code, (byte)2, "ab")).Value, Is.EqualTo("ab"));

    [Test]
    public void Takes_a_byte_beyond_ASCII_in_an_ASCII_string_for_a_character_as_CPython_does() =>
        Assert.That(((StringConstant)Read(s_313, 'z', (byte)1, "\xE9")).Value, Is.EqualTo("é"));

    [Test]
    public void Keeps_a_lone_surrogate()
    {
        var constant = (StringConstant)Read(s_313, 'u', 5, "a\xED\xA0\x80z");

        Assert.That(constant.Value, Is.EqualTo("a\uD800z"));
        Assert.That(constant.Length, Is.EqualTo(3));
    }

    [Test]
    public void Keeps_two_surrogates_apart_from_the_one_character_they_would_make()
    {
        var split = (StringConstant)Read(s_313, 'u', 6, "\xED\xA0\xBD\xED\xB8\x80");
        var joined = (StringConstant)Read(s_313, 'u', 4, "\xF0\x9F\x98\x80");

        Assert.That(split.Value, Is.EqualTo(joined.Value));
        Assert.That(split.CodePoints(), Is.EqualTo(new[] { 0xD83D, 0xDE00 }));
        Assert.That(joined.CodePoints(), Is.EqualTo(new[] { 0x1F600 }));
        Assert.That((split.Length, joined.Length), Is.EqualTo((2, 1)));
    }

    [TestCase("\xE9", 0)]
    [TestCase("ab\xC3", 2)]
    [TestCase("ab\xC0\x80", 2)]
    [TestCase("\xED\xA0", 0)]
    [TestCase("\xED\xA0\x80\xFF", 3)]
    [TestCase("\xF4\x90\x80\x80", 0)]
    public void Refuses_text_that_is_not_UTF_8(string bytes, int at)
    {
        var error = Fails(s_313, 'u', bytes.Length, bytes);

        Assert.That(error.Problem, Is.EqualTo($"byte 0x{(int)bytes[at]:X2} of a string is not valid UTF-8"));
        Assert.That(error.Offset, Is.EqualTo(5 + at));
    }

    [TestCase('(', "(None, True)")]
    [TestCase('[', "[None, True]")]
    [TestCase('<', "{None, True}")]
    [TestCase('>', "frozenset({None, True})")]
    public void Reads_a_container(char code, string repr)
    {
        Assert.That(Read(s_27, code, 2, "NT").ToString(), Is.EqualTo(repr));
        Assert.That(Read(s_315, code, 2, "NT").ToString(), Is.EqualTo(repr));
    }

    [Test]
    public void Reads_a_short_tuple() => Assert.That(Read(s_313, ')', (byte)2, "NT").ToString(), Is.EqualTo("(None, True)"));

    [TestCase('{', "{1: None, 2: {3: True}}")]
    [TestCase('}', "frozendict({1: None, 2: {3: True}})")]
    public void Reads_a_dict_with_one_inside(char code, string repr) =>
        Assert.That(Read(s_315, code, 'i', 1, 'N', 'i', 2, '{', 'i', 3, "T00").ToString(), Is.EqualTo(repr));

    [Test]
    public void Reads_a_slice() =>
        Assert.That(Read(s_315, ':', 'i', 1, 'N', 'i', 3).ToString(), Is.EqualTo("slice(1, None, 3)"));

    [Test]
    public void Shares_what_a_back_reference_names()
    {
        var tuple = (TupleConstant)Read(s_313, ')', (byte)2, Flagged('i'), 7, 'r', 0);

        Assert.That(tuple.Items[1], Is.SameAs(tuple.Items[0]));
    }

    [Test]
    public void Numbers_a_parent_before_its_children()
    {
        var tuple = (TupleConstant)Read(s_313, Flagged(')'), (byte)3, Flagged(')'), (byte)1, Flagged('i'), 7, 'r', 2, 'r', 1);

        Assert.That(tuple.ToString(), Is.EqualTo("((7,), 7, (7,))"));
        Assert.That(tuple.Items[2], Is.SameAs(tuple.Items[0]));
    }

    [TestCase('N')]
    [TestCase('T')]
    [TestCase('F')]
    [TestCase('.')]
    [TestCase('S')]
    public void Gives_no_number_to_a_singleton(char code) =>
        Assert.That(Read(s_313, ')', (byte)3, Flagged(code), Flagged('i'), 7, 'r', 0).ToString(), Does.EndWith(", 7, 7)"));

    [Test]
    public void Shares_interned_strings_in_Python_2_only_of_code_t()
    {
        var tuple = (TupleConstant)Read(s_27, '(', 5, 't', 1, 'a', 's', 1, 'b', 't', 1, 'c', 'R', 1, 'R', 0);

        Assert.That(tuple.ToString(), Is.EqualTo("('a', 'b', 'c', 'c', 'a')"));
        Assert.That(tuple.Items[3], Is.SameAs(tuple.Items[2]));
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
