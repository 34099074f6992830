using System.Text.RegularExpressions;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>Assertions on IR text.</summary>
internal static partial class IrAssert
{
    /// <summary>The pass turns one function into the other, up to the numbers of values and blocks, and says so.</summary>
    public static void Rewrites(IPass pass, string before, string after)
    {
        var expected = ParseVerified(after);
        var function = ParseVerified(before);
        var original = function.ToString();
        var changed = pass.Run(function);
        IrVerifier.Verify(function, pass.Name);
        Assert.That(Renumber(function.ToString()), Is.EqualTo(Renumber(expected.ToString())), $"before:\n{original}");
        Assert.That(changed, Is.EqualTo(function.ToString() != original), "what Run says about changes");

        // What the test expects must be right as well, also when nobody needs the old values any more.
        var cleaned = ParseVerified(after);
        new DeadCodeElimination().Run(cleaned);
        Outcomes.AssertRight(ParseVerified(before), expected, calls: 300, new Random(1));
        Outcomes.AssertRight(ParseVerified(before), cleaned, calls: 300, new Random(2));
    }

    /// <summary>The pass leaves the function alone, and says so.</summary>
    public static void Keeps(IPass pass, string text)
    {
        var function = ParseVerified(text);
        var original = function.ToString();
        Assert.That(pass.Run(function), Is.False, "what Run says about changes");
        Assert.That(function.ToString(), Is.EqualTo(original));
    }

    public static Function ParseVerified(string text)
    {
        var function = IrParser.Parse(text);
        IrVerifier.Verify(function);
        return function;
    }

    /// <summary>Numbers values and blocks in the order in which the text names them.</summary>
    public static string Renumber(string text)
    {
        var names = new Dictionary<string, string>();
        var counts = new Dictionary<char, int>();
        return NumberedName().Replace(text, match =>
        {
            if (!names.TryGetValue(match.Value, out var name))
            {
                var letter = match.Value[0];
                var count = counts.GetValueOrDefault(letter);
                counts[letter] = count + 1;
                names[match.Value] = name = $"{letter}{count}";
            }
            return name;
        });
    }

    [GeneratedRegex(@"\b[vb][0-9]+\b")]
    private static partial Regex NumberedName();
}
