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

    [Test]
    public void The_lines_of_a_listing_say_what_the_text_shows()
    {
        foreach (var code in PycFile.Read(Repository.Pyc("errors", "3.13")).Code.Constants.OfType<CodeObject>())
        {
            var bytecode = BytecodeDecoder.Decode(code);
            var listing = BytecodePrinter.List(bytecode);
            var text = new[] { listing.Header }.Concat(listing.Lines.Select(line => line.Text)).Concat(listing.Regions);
            Assert.That(bytecode.Dump(), Is.EqualTo(string.Concat(text.Select(line => line + "\n"))), code.Name);
            for (var index = 0; index < listing.Lines.Length; index++)
            {
                var line = listing.Lines[index];
                var mark = line.IsHandler ? '!' : line.IsTarget ? '>' : ' ';
                Assert.That((line.Index, line.Instruction), Is.EqualTo((index, bytecode.Instructions[index])), code.Name);
                Assert.That(line.Operand, Is.EqualTo(BytecodePrinter.Operand(bytecode, line.Instruction)), code.Name);
                Assert.That(line.Text[7], Is.EqualTo(mark), line.Text);
                Assert.That(line.IsTarget, Is.EqualTo(bytecode.Instructions.Any(instruction => instruction.Target == index)), line.Text);
                Assert.That(line.IsHandler, Is.EqualTo(bytecode.Regions.Any(region => region.Handler == index)), line.Text);
            }
            Assert.That(listing.Regions, Has.Length.EqualTo(bytecode.Regions.Length), code.Name);
        }
    }

    private static string DumpOfName(string name) => BytecodeDecoder.Decode(
        NeutralCode.Assemble(new(3, 11), ("LOAD_NAME", 0), ("RETURN_VALUE", 0)).With(names: [name])).Dump();
}
