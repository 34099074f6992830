using Pyc.Cli.Explorer.Data;

namespace Pyc.Explorer.Tests.Data;

/// <summary>Text of a file on its way to the page.</summary>
internal sealed class PageTextTests
{
    [TestCase("def f(x):", "def f(x):")]
    [TestCase("a\tb", "a\tb")]
    [TestCase("naïve 你好 😀", "naïve 你好 😀")]
    [TestCase("a\u202eb", @"a\u202eb")]
    [TestCase("a\u2066b\u2028c", @"a\u2066b\u2028c")]
    [TestCase("a\0\u001b[2J\n", @"a\x00\x1b[2J\x0a")]
    public void Shows_text_and_escapes_what_would_change_the_text_around_it(string text, string shown) =>
        Assert.That(PageText.Line(text), Is.EqualTo(shown));

    [Test]
    public void Halves_of_surrogate_pairs_are_escaped()
    {
        Assert.That(PageText.Line("a\ud800b"), Is.EqualTo(@"a\ud800b"));
        Assert.That(PageText.Line("\udc00\ud83d\ude00\udc01"), Is.EqualTo("\\udc00\ud83d\ude00\\udc01"));
    }

    [Test]
    public void A_pair_that_the_cut_divides_is_escaped_too()
    {
        var text = new string('a', PageText.LongestLine - 2) + "\ud83d\ude00" + new string('b', 10);

        Assert.That(PageText.Line(text), Does.EndWith(@"a\ud83d…"));
    }

    [Test]
    public void What_is_long_is_cut() => Assert.That(PageText.Line(new string('x', 1 << 20)), Has.Length.EqualTo(PageText.LongestLine).And.EndsWith("x…"));

    [TestCase("src/lists.py", "lists.py")]
    [TestCase(@"C:\src\lists.py", "lists.py")]
    [TestCase("lists.py", "lists.py")]
    public void A_file_is_shown_without_its_folder(string path, string name) => Assert.That(PageText.FileName(path), Is.EqualTo(name));
}
