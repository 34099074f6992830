using System.Globalization;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>Each code is what some function of a real .pyc gets, on the same line in all versions.</summary>
public sealed class DiagnosticCodeTests
{
    [Test]
    public void A_function_is_refused_with_its_code_on_its_line([ValueSource(typeof(DiagnosticFixtures), nameof(DiagnosticFixtures.Versions))] string version)
    {
        var wrong = new List<string>();
        foreach (var functions in DiagnosticFixtures.Functions.GroupBy(function => function.Source))
        {
            if (!File.Exists(DiagnosticFixtures.Pyc(functions.Key, version)))
                continue;
            using var module = PycJit.Load(DiagnosticFixtures.Pyc(functions.Key, version));
            foreach (var function in functions)
            {
                try{
                var diagnostic = function.Refuse(module);
                if (diagnostic is null)
                    wrong.Add($"{function} is compiled, {function.Code} is expected");
                else if (diagnostic.Descriptor.Id != function.Code || diagnostic.Where.Line != function.Line)
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{function}: {function.Code} is expected, and it is {diagnostic}"));
                TestContext.Out.WriteLine($"{function.Code}|{diagnostic?.ValueType}|{diagnostic}");
                }catch(Exception e){ wrong.Add($"{function} {e.GetType()} {e.Message}"); }
            }
        }
        Assert.That(wrong, Is.Empty, string.Join("\n", wrong));
    }
}
