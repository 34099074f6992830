namespace Pyc.Loader.Tests;

public sealed class RawExceptionTableTests
{
    [Test]
    public void Numbers_count_code_units_and_the_last_one_holds_depth_and_index() => Expect(
        Code(100, 0x80 | 1, 2, 10, 2 << 1, 0x80 | 3, 4, 20, 3 << 1 | 1), "2-6>20 2", "6-14>40 3i");

    [Test]
    public void Long_numbers_begin_with_their_high_bits() => Expect(
        // start 64, length 65 = 1·64 + 1, target 4161 = 1·64² + 1·64 + 1
        Code(10_000, 0x80 | 0x40 | 1, 0, 0x40 | 1, 1, 0x40 | 1, 0x40 | 1, 1, 0), "128-258>8322 0");

    [Test]
    public void A_version_without_table_has_no_entries() => Assert.That(
        ExceptionTable.Read(RawTestCode.Create("3.10", new byte[10])), Is.Empty);

    [Test]
    public void An_entry_that_does_not_begin_as_one_is_refused() => Refuse(
        Code(100, 1, 2, 10, 0), "offset 0 of co_exceptiontable: byte 1 cannot begin an entry.");

    [Test]
    public void An_entry_inside_another_one_is_refused() => Refuse(
        Code(100, 0x81, 2, 0x82, 0), "offset 2 of co_exceptiontable: an entry begins inside another one.");

    [Test]
    public void A_cut_off_entry_is_refused([Range(1, 3)] int length) => Refuse(
        Code(100, [.. new byte[] { 0x81, 2, 10 }.Take(length)]),
        $"offset {length} of co_exceptiontable: the table ends inside an entry.");

    [Test]
    public void A_cut_off_number_is_refused() => Refuse(
        Code(100, 0x80 | 0x40), "offset 1 of co_exceptiontable: the table ends inside an entry.");

    [Test]
    public void A_number_beyond_31_bits_is_refused() => Refuse(
        Code(100, 0xC2, 0x40, 0x40, 0x40, 0x40, 0), "offset 6 of co_exceptiontable: a number needs more than 31 bits.");

    [Test]
    public void An_empty_range_is_refused() => Refuse(
        Code(100, 0x81, 0, 10, 0),
        "offset 4 of co_exceptiontable: the range from 2, 0 bytes long, does not fit the code of 100 bytes.");

    [Test]
    public void A_range_behind_the_code_is_refused() => Refuse(
        Code(10, 0x84, 2, 0, 0),
        "offset 4 of co_exceptiontable: the range from 8, 4 bytes long, does not fit the code of 10 bytes.");

    [Test]
    public void A_handler_behind_the_code_is_refused() => Refuse(
        Code(10, 0x80, 2, 5, 0), "offset 4 of co_exceptiontable: the handler at 10 lies outside the code of 10 bytes.");

    [Test]
    public void Overlapping_ranges_are_refused() => Refuse(
        Code(100, 0x81, 2, 10, 0, 0x82, 2, 10, 0),
        "offset 8 of co_exceptiontable: the range from 4 begins before the end of its predecessor, 6.");

    private static CodeObject Code(int length, params byte[] table) =>
        RawTestCode.Create("3.11", new byte[length], exceptionTable: table);

    private static void Expect(CodeObject code, params string[] entries) =>
        Assert.That(RawDescription.Exceptions(code), Is.EqualTo(entries));

    private static void Refuse(CodeObject code, string message) => Assert.That(
        () => ExceptionTable.Read(code), Throws.TypeOf<PycFormatException>().With.Message.EqualTo("hand.py: C.f, " + message));
}
