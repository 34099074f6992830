using System.Globalization;
using System.Text;

namespace Pyc.Loader.Tests;

/// <summary>
/// Writes what the loader says about a code object as <c>fixtures/describe.py</c> writes what an interpreter says.
/// </summary>
internal static class RawDescription
{
    internal static readonly string[] Fields =
        ["instructions", "lines", "exceptions", "positions", "constants", "attributes"];

    internal static string[][] Of(CodeObject code) =>
        [Instructions(code), Lines(code), Exceptions(code), Positions(code), [.. code.Constants.Select(RawConstants.Describe)],
            Attributes(code)];

    internal static string[] Instructions(CodeObject code) => [.. RawDecoder.Decode(code).Select(Instruction)];

    internal static string[] Lines(CodeObject code)
    {
        var lines = PositionTable.Read(code).Lines;
        return code.Version.IsAtLeast(3, 10)
            ? [.. lines.Select(range => $"{range.Start}-{range.End}:{(range.Line is { } line ? line : "-")}")]
            : [.. lines.Select(range => $"{range.Start}:{range.Line}")];
    }

    internal static string[] Exceptions(CodeObject code) => [.. ExceptionTable.Read(code).Select(entry =>
        $"{entry.Start}-{entry.End}>{entry.Target} {entry.Depth}{(entry.PushIndex ? "i" : "")}")];

    /// <summary>The position of every code unit, equal neighbours folded; nothing before 3.11.</summary>
    internal static string[] Positions(CodeObject code)
    {
        if (!code.Version.IsAtLeast(3, 11))
            return [];

        var table = PositionTable.Read(code);
        var runs = new List<(int Count, SourcePosition Position)>();
        for (var offset = 0; offset < code.Code.Length; offset += 2)
        {
            var position = table.At(offset);
            if (runs.Count > 0 && runs[^1].Position == position)
                runs[^1] = (runs[^1].Count + 1, position);
            else
                runs.Add((1, position));
        }
        return [.. runs.Select(run =>
            $"{run.Count}*{run.Position.Line},{run.Position.EndLine},{run.Position.Column},{run.Position.EndColumn}")];
    }

    /// <summary>Plain text as it is, other text as <c>#</c> and the hexadecimal digits of its code points.</summary>
    internal static string Plain(string text, IEnumerable<int> codePoints)
    {
        if (text.All(c => char.IsAsciiLetterOrDigit(c) || "_.<>/ -".Contains(c, StringComparison.Ordinal)))
            return text;

        var digits = new StringBuilder("#");
        foreach (var codePoint in codePoints)
            digits.Append(CultureInfo.InvariantCulture, $"{codePoint:x8}");
        return digits.ToString();
    }

    internal static string Plain(string text) => Plain(text, new StringConstant(text).CodePoints());

    private static string Instruction(RawInstruction instruction)
    {
        var argument = instruction.Argument < 0 ? "" : $" {instruction.Argument}";
        var target = instruction.Target < 0 ? "" : $">{instruction.Target}";
        return $"{instruction.Offset} {instruction.Opcode.Number}{argument}{target}";
    }

    private static string[] Attributes(CodeObject code) =>
    [
        $"{code.ArgumentCount}", $"{code.PositionalOnlyCount}", $"{code.KeywordOnlyCount}", $"{code.StackSize}",
        $"{(int)code.Flags}", $"{code.FirstLine}",
        .. new[] { code.Names, code.LocalNames, code.CellNames, code.FreeNames }
            .Select(names => string.Join(',', names.Select(Plain))),
        Plain(code.QualifiedName), Plain(code.FileName),
    ];
}
