namespace Pyc.Loader.Tests;

public sealed class RawPositionTableTests
{
    [TestCase("2.7")]
    [TestCase("3.5")]
    public void Line_steps_up_to_3_5_are_unsigned(string version) => ExpectLines(
        Code(version, 20, 6, 1, 6, 200), "0:10", "6:11", "12:211");

    [TestCase("3.6")]
    [TestCase("3.9")]
    public void Line_steps_from_3_6_on_are_signed(string version) => ExpectLines(
        Code(version, 20, 6, 1, 6, 254), "0:10", "6:11", "12:9");

    [Test]
    public void Steps_without_address_add_up_before_the_line_starts() => ExpectLines(
        Code("3.5", 270, 0, 255, 0, 255, 4, 1, 255, 0, 1, 1), "0:520", "4:521", "260:522");

    [Test]
    public void Steps_without_line_add_up_before_the_next_start() => ExpectLines(
        Code("3.6", 20, 6, 0, 6, 2, 0, 0), "0:10", "12:12");

    [Test]
    public void A_line_that_comes_to_itself_again_does_not_start_anew() => ExpectLines(
        Code("3.6", 20, 4, 1, 2, 255, 2, 1), "0:10", "4:11", "6:10", "8:11");

    [TestCase("3.7", "0:10", "4:11", "24:12")]
    [TestCase("3.8", "0:10", "4:11")]
    public void Starts_behind_the_code_are_left_out_from_3_8_on(string version, params string[] lines) => ExpectLines(
        Code(version, 20, 4, 1, 20, 1), lines);

    [Test]
    public void An_lnotab_gives_lines_by_offset()
    {
        var table = PositionTable.Read(Code("3.6", 20, 6, 1, 6, 254));

        Assert.That(
            new[] { -1, 0, 5, 6, 11, 12, 19, 20 }.Select(offset => table.At(offset)),
            Is.EqualTo(new[] { 0, 10, 10, 11, 11, 9, 9, 0 }.Select(line => new SourcePosition(line))));
    }

    [Test]
    public void An_empty_lnotab_gives_the_first_line_everywhere() => ExpectLines(Code("3.6", 20), "0:10");

    [Test]
    public void A_cut_off_lnotab_is_refused() => Refuse(
        Code("3.6", 20, 6, 1, 6), "hand.py: C.f, offset 3 of co_lnotab: the table ends inside a pair.");

    [Test]
    public void A_negative_line_is_refused() => Refuse(
        Code("3.6", 20, 2, 128), "hand.py: C.f, offset 2 of co_lnotab: line -118 is impossible.");

    [Test]
    public void Ranges_of_3_10_are_not_joined_and_empty_ones_only_step() => ExpectLines(
        Code("3.10", 12, 4, 0, 0, 5, 4, 1, 4, 0), "0-4:10", "4-8:16", "8-12:16");

    [Test]
    public void Ranges_of_3_10_step_back_and_may_have_no_line()
    {
        var code = Code("3.10", 12, 4, 0, 2, 128, 6, 253);

        ExpectLines(code, "0-4:10", "4-6:-", "6-12:7");
        Assert.That(
            new[] { 0, 3, 4, 6, 11, 12 }.Select(offset => PositionTable.Read(code).At(offset).Line),
            Is.EqualTo(new[] { 10, 10, 0, 7, 7, 0 }));
    }

    [Test]
    public void A_range_without_line_keeps_the_line_for_the_next_one() => ExpectLines(
        Code("3.10", 6, 2, 1, 2, 128, 2, 0), "0-2:11", "2-4:-", "4-6:11");

    [Test]
    public void A_range_table_that_does_not_fit_the_code_is_refused([Values(4, 8)] int length) => Refuse(
        Code("3.10", length, 6, 0), $"hand.py: C.f, offset 2 of co_linetable: the table covers 6 bytes of {length}.");

    [Test]
    public void A_cut_off_range_table_is_refused() => Refuse(
        Code("3.10", 6, 6), "hand.py: C.f, offset 1 of co_linetable: the table ends inside a pair.");

    [Test]
    public void A_line_below_zero_is_refused_in_3_10() => Refuse(
        Code("3.10", 6, 6, 200), "hand.py: C.f, offset 0 of co_linetable: line -46 is impossible.");

    [TestCase("3.10")]
    [TestCase("3.11")]
    public void A_stripped_table_gives_nothing(string version)
    {
        var table = PositionTable.Read(Code(version, 4));

        Assert.That(table.Lines, Is.Empty);
        Assert.That(table.At(0), Is.EqualTo(SourcePosition.Unknown));
    }

    [Test]
    public void A_short_location_is_on_the_same_line() => ExpectPositions(
        Code("3.11", 4, 0x80 | 9 << 3 | 1, 0x7F), "2*10,10,79,94");

    [Test]
    public void A_one_line_location_steps_by_0_to_2([Range(0, 2)] int step) => ExpectPositions(
        Code("3.11", 2, (byte)(0x80 | (10 + step) << 3), 200, 255), $"1*{10 + step},{10 + step},200,255");

    [Test]
    public void A_location_may_have_only_a_line() => ExpectPositions(
        Code("3.11", 4, 0x80 | 13 << 3, 0x07, 0x80 | 13 << 3, 0x0A), "1*7,7,-1,-1", "1*12,12,-1,-1");

    [Test]
    public void A_location_may_have_nothing_and_keeps_the_line_for_the_next_one() => ExpectPositions(
        Code("3.11", 18, 0x80 | 15 << 3 | 7, 0x80 | 13 << 3, 0x02), "8*0,0,-1,-1", "1*11,11,-1,-1");

    [Test]
    public void A_long_location_has_numbers_of_any_length() => ExpectPositions(
        // line +70 000: 140 000 in groups of 6 bits, low first; 1 line more; columns 299 and 63, both stored plus one
        Code("3.11", 2, 0x80 | 14 << 3, 0x40 | 32, 0x40 | 11, 34, 0x01, 0x40 | 44, 4, 0x40, 1), "1*70010,70011,299,63");

    [Test]
    public void A_long_location_may_lack_its_columns() => ExpectPositions(
        Code("3.11", 2, 0x80 | 14 << 3, 0, 0, 0, 0), "1*10,10,-1,-1");

    [TestCase("3.11", "0-2:10", "2-4:10", "4-6:-", "6-8:-")]
    [TestCase("3.12", "0-4:10", "4-8:-")]
    public void Neighbours_of_one_line_are_joined_from_3_12_on(string version, params string[] lines) => ExpectLines(
        Code(version, 8, 0x80, 0x11, 0x80, 0x22, 0x80 | 15 << 3, 0x80 | 15 << 3), lines);

    [Test]
    public void Line_0_of_a_module_is_a_line() => ExpectLines(
        RawTestCode.Create("3.12", new byte[4], [0x80 | 10 << 3, 0, 0, 0x80 | 15 << 3], firstLine: 0), "0-2:0", "2-4:-");

    [Test]
    public void A_location_table_that_does_not_fit_the_code_is_refused([Values(2, 6)] int length) => Refuse(
        Code("3.11", length, 0x80 | 1, 0), $"hand.py: C.f, offset 2 of co_linetable: the table covers 4 bytes of {length}.");

    [TestCase(new byte[] { 0x80 })]                                 // short, without its columns
    [TestCase(new byte[] { 0x80 | 10 << 3, 1 })]                    // one line, without its end
    [TestCase(new byte[] { 0x80 | 13 << 3, 0x41 })]                 // a number that says it goes on
    [TestCase(new byte[] { 0x80 | 14 << 3, 0, 0, 0 })]              // long, without its end column
    public void A_cut_off_location_is_refused(byte[] table) => Refuse(
        Code("3.11", 2, table), $"hand.py: C.f, offset {table.Length} of co_linetable: the table ends inside an entry.");

    [Test]
    public void A_location_that_does_not_begin_as_one_is_refused() => Refuse(
        Code("3.11", 2, 0x7F), "hand.py: C.f, offset 1 of co_linetable: byte 127 cannot begin an entry.");

    [TestCase(new byte[] { 0x68 | 0x80, 0x40, 0x40, 0x40, 0x40, 0x40, 2 })]                                   // 2³¹
    [TestCase(new byte[] { 0x68 | 0x80, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 1 })]     // 2⁶⁰
    [TestCase(new byte[] { 0x68 | 0x80, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0 })]
    public void A_number_beyond_31_bits_is_refused(byte[] table) => Assert.That(
        () => PositionTable.Read(Code("3.11", 2, table)),
        Throws.TypeOf<PycFormatException>().With.Message.EndsWith(" of co_linetable: a number needs more than 31 bits."));

    [Test]
    public void A_location_before_line_0_is_refused() => Refuse(
        Code("3.11", 2, 0x80 | 13 << 3, 23), "hand.py: C.f, offset 2 of co_linetable: line -1 is impossible.");

    [Test]
    public void A_location_beyond_the_last_line_is_refused() => Refuse(
        Code("3.11", 2, 0x80 | 14 << 3, 0, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 1),
        "hand.py: C.f, offset 8 of co_linetable: line 2147483657 is impossible.");

    private static CodeObject Code(string version, int length, params byte[] table) =>
        RawTestCode.Create(version, new byte[length], table);

    private static void ExpectLines(CodeObject code, params string[] lines) =>
        Assert.That(RawDescription.Lines(code), Is.EqualTo(lines));

    private static void ExpectPositions(CodeObject code, params string[] positions) =>
        Assert.That(RawDescription.Positions(code), Is.EqualTo(positions));

    private static void Refuse(CodeObject code, string message) => Assert.That(
        () => PositionTable.Read(code), Throws.TypeOf<PycFormatException>().With.Message.EqualTo(message));
}
