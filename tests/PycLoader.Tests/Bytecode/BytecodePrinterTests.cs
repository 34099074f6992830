namespace Pyc.Loader.Tests;

public sealed class BytecodePrinterTests
{
    // Right-to-left override, a line separator and an escape sequence would let a hostile name rewrite what stands around it.
    [TestCase("naïve", "naïve")]
    [TestCase("変数", "変数")]
    [TestCase("a\u001b[2Jb", "a\\u001b[2Jb")]
    [TestCase("a\u202eb", "a\\u202eb")]
    [TestCase("a\u2028b", "a\\u2028b")]
    [TestCase("𝑥", "𝑥")]
    public void A_name_is_shown_without_what_would_steer_a_terminal(string name, string shown) =>
        Assert.That(DumpOfName(name), Does.Contain($" 0 ({shown}) "));

    [Test]
    public void Half_a_character_is_shown_by_its_number() =>
        Assert.That(DumpOfName("a" + (char)0xD800), Does.Contain(" 0 (a\\ud800) "));

    [Test]
    public void A_long_constant_is_cut_between_characters()
    {
        // 39 code units stay: the quote, the a, and half a character too much, as each of the others takes two.
        var text = "a" + string.Concat(Enumerable.Repeat("𝑥", 40));
        var code = NeutralCode.Assemble(new(3, 11), ("LOAD_CONST", 0), ("RETURN_VALUE", 0));
        var dump = BytecodeDecoder.Decode(code.With(constants: [new StringConstant(text)])).Dump();

        Assert.That(dump, Does.Contain($" 0 ('{text[..37]}…) "));
    }

    private static string DumpOfName(string name) => BytecodeDecoder.Decode(
        NeutralCode.Assemble(new(3, 11), ("LOAD_NAME", 0), ("RETURN_VALUE", 0)).With(names: [name])).Dump();
}
