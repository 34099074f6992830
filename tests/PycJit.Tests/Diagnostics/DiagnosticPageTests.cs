namespace Pyc.Tests;

/// <summary>docs/diagnostics.md has a section for each code, and shows what is really said.</summary>
public sealed class DiagnosticPageTests
{
    [Test]
    [Platform(Exclude = "Win", Reason = "the page shows an error in the words of a Unix system")]
    public void The_page_has_every_code_with_what_is_said_about_it() =>
        Golden.CheckFile(Repository.PathTo("docs", "diagnostics.md"), DiagnosticPage.Write());
}
