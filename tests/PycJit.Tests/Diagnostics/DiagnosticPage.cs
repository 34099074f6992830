using System.Text;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>docs/diagnostics.md: a section for each code, with an example and what is really said about it.</summary>
internal sealed class DiagnosticPage
{
    private const string Beginning = """
        # Diagnostics

        What PycJit refuses, it refuses with a code. The code stays the same when the words of a message become better, so it can be looked up here,
        searched for and counted. A message says where (with the column where CPython has written it, from 3.11 on), what, why, and what to do:

        ```text
        rules.py:12:15 in price, offset 34: PYJ1002: BUILD_MAP is not supported: it makes a dict, and native code has none. Choose with if, …
        ```

        In C#, every exception that refuses something is an `IDiagnosed`, and its `Diagnostic` has the parts: `Descriptor.Id`, `Where`, `Opcode`,
        `ValueType`, `Reason`, `Remedy`. Where a function is refused because of one that it calls, `Cause` is the refusal of that one, and the code is
        what is found behind all calls. `DiagnosticDescriptors.All` lists the codes.

        | codes | what they are about | what it means |
        |---|---|---|
        | PYJ1xxx | a function is not compiled to native code | it runs in the interpreter where `Fallback = Fallback.Interpreter` lets it |
        | PYJ2xxx | a name of a module cannot be used | whatever uses it says so, natively and interpreted |
        | PYJ3xxx | the interpreter does not do it either | the function must be written in another way |

        The examples are functions of [fixtures/diagnostics](../fixtures/diagnostics/src), which the tests compile with every CPython that they have. The
        parameters are ints, unless other types stand behind the `def`; the code stands on the line that is refused. This page is made by a test
        of what is really said: `PYCJIT_ACCEPT_GOLDEN=1 dotnet test tests/PycJit.Tests --filter DiagnosticPage`.

        """;

    private static readonly (string Prefix, string Title)[] s_families =
    [
        ("PYJ10", "Values"),
        ("PYJ11", "Calls"),
        ("PYJ12", "Loops, generators, exceptions and statements"),
        ("PYJ13", "Tuples, lists and arrays"),
        ("PYJ14", "Names, closures and definitions"),
        ("PYJ15", "Size, and damaged code"),
        ("PYJ16", "The kind of function"),
        ("PYJ19", "Options, processor and system"),
        ("PYJ2", "Names that cannot be used"),
        ("PYJ3", "What the interpreter does not do either"),
    ];

    private readonly ILookup<string, (RefusedName Name, Diagnostic Diagnostic)> _refused;

    private DiagnosticPage() => _refused = NewestOfEach().ToLookup(refused => refused.Name.Code);

    /// <summary>The page as text.</summary>
    public static string Write() => new DiagnosticPage().WritePage();

    // The newest version that has the source words it best.
    private static IEnumerable<(RefusedName Name, Diagnostic Diagnostic)> NewestOfEach()
    {
        var seen = new HashSet<RefusedName>();
        foreach (var version in DiagnosticFixtures.Versions.Reverse())
        {
            foreach (var (name, diagnostic) in DiagnosticCodeTests.Refusals(version))
            {
                if (diagnostic is not null && seen.Add(name))
                    yield return (name, diagnostic);
            }
        }
    }

    private string WritePage()
    {
        var text = new StringBuilder(Beginning);
        foreach (var (prefix, title) in s_families)
        {
            text.Append("\n## ").Append(title).Append('\n');
            foreach (var descriptor in DiagnosticDescriptors.All.Where(descriptor => descriptor.Id.StartsWith(prefix, StringComparison.Ordinal)))
                WriteSection(descriptor, text);
        }
        return text.ToString();
    }

    private void WriteSection(DiagnosticDescriptor descriptor, StringBuilder text)
    {
        text.Append("\n### ").Append(descriptor.Id).Append(": ").Append(descriptor.Title).Append("\n\n").Append(descriptor.Description).Append('\n');
        var examples = _refused[descriptor.Id].OrderBy(refused => refused.Name.Source == "common" ? 0 : 1).ThenBy(refused => refused.Name.Line).ToList();
        if (examples is [var (first, diagnostic), .. var others])
        {
            text.Append("\n```python\n").Append(first.Text.Cut(first.Line, first.Name)).Append("```\n");
            WriteMessage(diagnostic, text);
            WriteOthers(diagnostic, others, text);
            return;
        }
        var (_, cause, provoked) = HandMadeDiagnostics.All.Single(made => made.Code == descriptor.Id);
        text.Append('\n').Append(cause).Append('\n');
        WriteMessage(((IDiagnosed)provoked.Value!).Diagnostic, text);                          // a test sees to it that each is refused
    }

    private static void WriteMessage(Diagnostic diagnostic, StringBuilder text) =>
        text.Append("\n```text\n").Append(diagnostic).Append("\n```\n\n**What to do:** ").Append(diagnostic.Remedy).Append('\n');

    private static void WriteOthers(Diagnostic shown, IReadOnlyList<(RefusedName Name, Diagnostic Diagnostic)> others, StringBuilder text)
    {
        var seen = new HashSet<(string, string)> { (shown.Reason, shown.Remedy) };
        var lines = others.Where(other => seen.Add((other.Diagnostic.Reason, other.Diagnostic.Remedy)))
            .Select(other => $"- `{Statement(other.Name)}`: {other.Diagnostic.Reason}. {other.Diagnostic.Remedy}\n").ToList();
        if (lines.Count > 0)
            text.Append("\nAlso:\n\n").AppendJoin("", lines);
    }

    private static string Statement(RefusedName name) => name.Text.Lines[name.Line - 1].Split("  #")[0].Trim();
}
