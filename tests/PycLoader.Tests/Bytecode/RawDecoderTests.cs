namespace Pyc.Loader.Tests;

public sealed class RawDecoderTests
{
    // Opcodes of 2.7 to 3.12 save EXTENDED_ARG, which is 145 in 2.7, 143 in 3.0 and 3.1, 144 in 3.2 to 3.12.
    private const byte Nop = 9;
    private const byte Return = 83;
    private const byte LoadConst = 100;
    private const byte JumpForward = 110;
    private const byte JumpAbsolute = 113;
    private const byte LoadFast = 124;

    [Test]
    public void Classic_code_has_one_byte_or_three() => Expect(
        Code("2.7", LoadConst, 0x34, 0x12, Nop, Return), "0 100 4660", "3 9", "4 83");

    [Test]
    public void Wordcode_has_two_bytes_and_ignores_the_second_where_none_is_taken() => Expect(
        Code("3.10", LoadConst, 0x34, Nop, 0x12, Return, 0), "0 100 52", "2 9", "4 83");

    [TestCase("2.7", 145)]
    [TestCase("3.1", 143)]
    [TestCase("3.2", 144)]
    public void Classic_prefix_gives_the_high_16_bits(string version, byte extendedArg) => Expect(
        Code(version, extendedArg, 0x02, 0x01, LoadConst, 0x04, 0x03), $"0 {extendedArg} 258", $"3 100 {0x01020304}");

    [Test]
    public void One_wordcode_prefix_gives_bits_8_to_15() => Expect(
        Code("3.6", 144, 1, LoadConst, 2), "0 144 1", "2 100 258");

    [Test]
    public void Two_wordcode_prefixes_give_24_bits() => Expect(
        Code("3.8", 144, 1, 144, 2, LoadConst, 3), "0 144 1", "2 144 258", "4 100 66051");

    [Test]
    public void Three_wordcode_prefixes_give_31_bits() => Expect(
        Code("3.8", 144, 0x7F, 144, 0xFF, 144, 0xFF, LoadConst, 0xFF),
        "0 144 127", "2 144 32767", "4 144 8388607", "6 100 2147483647");

    [Test]
    public void A_prefix_reaches_only_the_next_instruction() => Expect(
        Code("3.8", 144, 1, LoadConst, 2, LoadConst, 2), "0 144 1", "2 100 258", "4 100 2");

    [Test]
    public void Prefixes_of_zero_may_be_many() => Expect(
        Code("3.8", 144, 0, 144, 0, 144, 0, 144, 0, LoadConst, 2), "0 144 0", "2 144 0", "4 144 0", "6 144 0", "8 100 2");

    [Test]
    public void Wordcode_drops_the_prefix_of_an_instruction_without_argument() => Expect(
        Code("3.10", 144, 1, Nop, 2, LoadConst, 3), "0 144 1", "2 9", "4 100 3");

    [Test]
    public void Classic_jumps_count_bytes() => Expect(
        Code("2.7", JumpForward, 3, 0, JumpAbsolute, 0, 0, Return), "0 110 3>6", "3 113 0>0", "6 83");

    [Test]
    public void Wordcode_jumps_count_bytes_up_to_3_9() => Expect(
        Code("3.9", JumpForward, 2, JumpAbsolute, 0, Return, 0), "0 110 2>4", "2 113 0>0", "4 83");

    [Test]
    public void Jumps_of_3_10_count_code_units() => Expect(
        Code("3.10", JumpForward, 1, JumpAbsolute, 2, Return, 0), "0 110 1>4", "2 113 2>4", "4 83");

    [Test]
    public void A_jump_forward_counts_from_behind_its_own_prefix() => Expect(
        Code("3.9", 144, 0, JumpForward, 2, Nop, 0, Return, 0), "0 144 0", "2 110 2>6", "4 9", "6 83");

    [Test]
    public void Inline_caches_are_dropped_and_count_in_offsets() => Expect(
        Code("3.11", 122, 0, 0, 0, Return, 0), "0 122 0", "4 83");                                  // BINARY_OP and its unit

    [Test]
    public void Jumps_backward_count_from_behind_the_cache() => Expect(
        Code("3.13", 30, 0, 77, 3, 0, 0, 36, 0), "0 30", "2 77 3>0", "6 36");                       // NOP, JUMP_BACKWARD

    [Test]
    public void Jumps_forward_count_from_behind_the_cache() => Expect(
        Code("3.13", 97, 1, 0, 0, 30, 0, 36, 0), "0 97 1>6", "4 30", "6 36");                       // POP_JUMP_IF_FALSE

    [Test]
    public void END_ASYNC_FOR_does_not_jump_though_its_argument_counts_backward() => Expect(
        Code("3.14", 27, 0, 68, 1, 35, 0), "0 27", "2 68 1", "4 35");

    [Test]
    public void Empty_code_has_no_instructions() => Expect(Code("3.8"));

    [TestCase("2.7")]
    [TestCase("3.8")]
    [TestCase("3.15")]
    public void An_unknown_opcode_is_refused_with_function_file_offset_and_number(string version) => Refuse(
        version == "2.7" ? Code(version, Nop, 250) : Code(version, version == "3.8" ? Nop : (byte)25, 0, 250, 0),
        $"hand.py: C.f, offset {(version == "2.7" ? 1 : 2)} of co_code: opcode 250 is not one of CPython {version}."
        + (version == "3.8" ? " PyPy wrote the file, perhaps." : ""));

    [Test]
    public void PyPy_is_not_suspected_for_numbers_that_it_does_not_use() => Refuse(
        Code("3.8", 0, 0), "hand.py: C.f, offset 0 of co_code: opcode 0 is not one of CPython 3.8.");

    [Test]
    public void A_cache_at_the_place_of_an_instruction_is_refused() => Refuse(
        Code("3.11", 0, 0), "hand.py: C.f, offset 0 of co_code: an inline cache stands where an instruction must be.");

    [Test]
    public void A_cut_off_instruction_is_refused([Values] bool classic) => Refuse(
        classic ? Code("3.5", Nop, LoadConst, 0) : Code("3.6", Nop, 0, LoadConst),
        $"hand.py: C.f, offset {(classic ? 1 : 2)} of co_code: the code ends inside LOAD_CONST.");

    [Test]
    public void A_cut_off_cache_is_refused() => Refuse(
        Code("3.11", 116, 0, 0, 0, 0, 0), "hand.py: C.f, offset 0 of co_code: the code ends inside LOAD_GLOBAL.");

    [Test]
    public void A_prefix_at_the_end_is_refused([Values] bool classic) => Refuse(
        classic ? Code("2.7", 145, 1, 0) : Code("3.8", 144, 1),
        "hand.py: C.f, offset 0 of co_code: the code ends behind EXTENDED_ARG.");

    [Test]
    public void A_classic_prefix_before_an_instruction_without_argument_is_refused() => Refuse(
        Code("2.7", 145, 1, 0, Nop),
        "hand.py: C.f, offset 3 of co_code: EXTENDED_ARG stands before NOP, which takes no argument.");

    [Test]
    public void An_argument_of_32_bits_is_refused([Values] bool classic) => Refuse(
        classic ? Code("2.7", 145, 0, 0x80, LoadFast, 0, 0) : Code("3.8", 144, 0x80, 144, 0, 144, 0, LoadFast, 0),
        $"hand.py: C.f, offset {(classic ? 3 : 6)} of co_code: the argument of LOAD_FAST needs more than 31 bits.");

    [Test]
    public void A_prefix_of_more_than_31_bits_is_refused() => Refuse(
        Code("3.8", 144, 0x80, 144, 0, 144, 0, 144, 0, LoadFast, 0),
        "hand.py: C.f, offset 6 of co_code: the argument of EXTENDED_ARG needs more than 31 bits.");

    [Test]
    public void A_jump_behind_the_end_is_refused() => Refuse(
        Code("3.10", JumpForward, 1, Return, 0),
        "hand.py: C.f, offset 0 of co_code: JUMP_FORWARD jumps to 4, outside the code of 4 bytes.");

    [Test]
    public void A_jump_before_the_start_is_refused() => Refuse(
        Code("3.12", 140, 2, Return, 0),
        "hand.py: C.f, offset 0 of co_code: JUMP_BACKWARD jumps to -2, outside the code of 4 bytes.");

    [Test]
    public void A_jump_beyond_31_bits_is_refused_without_wrapping() => Refuse(
        Code("3.10", 144, 0x7F, 144, 0xFF, 144, 0xFF, JumpForward, 0xFF),
        "hand.py: C.f, offset 6 of co_code: JUMP_FORWARD jumps to 4294967302, outside the code of 8 bytes.");

    [Test]
    public void Any_bytes_decode_or_are_refused([Values] bool classic)
    {
        const int seed = 20271;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var versions = Fixtures.Versions.Where(version => version.IsAtLeast(3, 6) != classic).ToArray();
        var (decoded, wrong) = (0, 0);

        for (var round = 0; round < 20_000; round++)
        {
            var version = versions[random.Next(versions.Length)];
            var numbers = OpcodeTable.For(version).Rows;
            var bytes = new byte[2 * random.Next(1, 6)];
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length; i += 2)                   // opcodes, not noise, or nearly all would be refused
                bytes[i] = numbers[random.Next(numbers.Length)].Number;

            try
            {
                var instructions = RawDecoder.Decode(Code(version.ToString(), bytes));
                wrong += instructions.Count(one =>
                    one.Offset >= bytes.Length || one.Target < -1 || one.Target >= bytes.Length || one.Argument < -1);
                decoded++;
            }
            catch (PycFormatException error)
            {
                wrong += error.Message.StartsWith("hand.py: C.f, offset ", StringComparison.Ordinal) ? 0 : 1;
            }
        }
        Assert.That(wrong, Is.Zero);
        Assert.That(decoded, Is.GreaterThan(1000));
    }

    private static CodeObject Code(string version, params byte[] code) => RawTestCode.Create(version, code);

    private static void Expect(CodeObject code, params string[] instructions) =>
        Assert.That(RawDescription.Instructions(code), Is.EqualTo(instructions));

    private static void Refuse(CodeObject code, string message) => Assert.That(
        () => RawDecoder.Decode(code), Throws.TypeOf<PycFormatException>().With.Message.EqualTo(message));
}
