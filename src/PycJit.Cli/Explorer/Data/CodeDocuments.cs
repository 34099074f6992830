using System.Text;

namespace Pyc.Cli.Explorer.Data;

/// <summary>Makes the documents of code objects: their source, where it is found, and their bytecode.</summary>
internal sealed class CodeDocuments(PycModule module)
{
    private readonly Dictionary<string, SourceText?> _sources = new(StringComparer.Ordinal);

    /// <summary>The documents, in order.</summary>
    public IReadOnlyList<CodeDocument> Of(IReadOnlyList<CodeTrace> codes)
    {
        var ranges = codes.Select(RangeOf).ToList();
        return [.. codes.Select((code, index) => DocumentOf(code, ranges[index], Around(codes, ranges, index)))];
    }

    private CodeDocument DocumentOf(CodeTrace code, (int First, int Last) range, int? within)
    {
        var source = code.IsBuiltIn ? null : SourceOf(code.File);
        IReadOnlyList<SourceLineDocument> lines = within is not null ? []
            : source is not null ? [.. Enumerable.Range(range.First, range.Last - range.First + 1).Select(line => new SourceLineDocument(line, PageText.Line(source[line] ?? "")))]
            : Reconstructed(code);
        return new CodeDocument(
            PageText.Name(code.Name), PageText.FileName(code.File), code.IsBuiltIn ? true : null, within, source is null ? true : null, lines,
            [.. code.Lines.Select(line => DocumentOf(line, source))]);
    }

    private static BytecodeDocument DocumentOf(BytecodeLine line, SourceText? source) => new(
        line.Index, line.Offset, PageText.Name(line.Opcode), line.Operation, line.Operand.Length > 0 ? PageText.Line(line.Operand) : null, line.Line,
        line.IsTarget ? true : null, line.IsHandler ? true : null, SpanOf(line, source));

    /// <summary>The columns of an instruction: the file counts bytes of UTF-8, the page UTF-16 units.</summary>
    private static int[]? SpanOf(BytecodeLine line, SourceText? source)
    {
        if (source is null || line.Column < 0 || line.EndColumn < 0 || line.EndLine < line.Line)
            return null;
        return source[line.Line] is { } first && source[line.EndLine] is { } last
            ? [Column(first, line.Column), line.EndLine, Column(last, line.EndColumn)]
            : null;
    }

    private static int Column(string text, int bytes)
    {
        var column = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes <= 0)
                break;
            bytes -= rune.Utf8SequenceLength;
            column += rune.Utf16SequenceLength;
        }
        return column;
    }

    private SourceText? SourceOf(string file)
    {
        if (!_sources.TryGetValue(file, out var source))
            _sources[file] = source = SourceText.Find(module, file);
        return source;
    }

    /// <summary>What stands for a line whose text is not there: the names and operators of its instructions, in their order.</summary>
    private static IReadOnlyList<SourceLineDocument> Reconstructed(CodeTrace code)
    {
        var lines = new SortedDictionary<int, StringBuilder>();
        foreach (var line in code.Lines.Where(line => line.Line > 0))
        {
            if (!lines.TryGetValue(line.Line, out var text))
                lines[line.Line] = text = new StringBuilder();
            var word = WordOf(line);
            if (word.Length > 0 && text.Length < PageText.LongestLine)
                text.Append(text.Length > 0 ? " " : "").Append(word);
        }
        return [.. lines.Select(line => new SourceLineDocument(line.Key, PageText.Line(line.Value.ToString())))];
    }

    /// <summary>The name in an operand such as <c>0 (x)</c>, the operator, or what the instruction does.</summary>
    private static string WordOf(BytecodeLine line)
    {
        var name = line.Operand.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open && line.Operand.EndsWith(')') ? line.Operand[(open + 1)..^1] : "";
        return line.Operation switch
        {
            _ when line.Operation.StartsWith("Store", StringComparison.Ordinal) => name.Length > 0 ? "→ " + name : "→ []",
            "LoadAttribute" or "LoadMethod" => "." + name,
            "LoadSubscript" => "[]",
            "Call" => "(…)",
            "ForIterator" => "for",
            "Return" => "return",
            "Raise" => "raise",
            "JumpIfFalse" or "JumpIfTrue" => "?",
            _ when name.Length > 0 => name,
            "Binary" or "BinaryInPlace" or "Compare" or "Unary" => line.Operand,
            _ => "",
        };
    }

    private static (int First, int Last) RangeOf(CodeTrace code)
    {
        var first = code.Lines.Select(line => line.Line).Where(line => line > 0).Append(code.FirstLine).Min();
        var last = code.Lines.Select(line => Math.Max(line.Line, line.EndLine)).Append(code.FirstLine).Max();
        // The file says which lines these are, and may say anything.
        return (Math.Max(first, 1), Math.Min(Math.Max(last, 1), Math.Max(first, 1) + 5000));
    }

    private static int? Around(IReadOnlyList<CodeTrace> codes, List<(int First, int Last)> ranges, int index)
    {
        for (var other = 0; other < codes.Count; other++)
        {
            if (other != index && codes[other].File == codes[index].File && ranges[other].First <= ranges[index].First && ranges[other].Last >= ranges[index].Last
                && ranges[other] != ranges[index] && !codes[index].IsBuiltIn && codes[index].Name.StartsWith(codes[other].Name + ".", StringComparison.Ordinal))
                return other;
        }
        return null;
    }
}
