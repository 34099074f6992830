namespace Pyc.Tests;

/// <summary>docs/diagnostics.md has a section for each code, and shows what is really said.</summary>
public sealed class DiagnosticPageTests
{
    [Test]
    public void The_page_has_every_code_with_what_is_said_about_it() =>
        Golden.CheckFile(Repository.PathTo("docs", "diagnostics.md"), DiagnosticPage.Write());
}
