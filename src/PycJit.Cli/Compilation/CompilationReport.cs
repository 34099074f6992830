using System.Globalization;
using Spectre.Console;

namespace Pyc.Cli.Compilation;

/// <summary>Writes what <c>pycjit compile</c> has found, for people.</summary>
internal static class CompilationReport
{
    private static readonly string[] s_headers = ["code", "functions", "why not native", "first"];

    /// <summary>A line a function, in the order of the files.</summary>
    public static void WriteFunctions(IReadOnlyList<CompiledFile> files, TextWriter output)
    {
        foreach (var file in files)
        {
            output.WriteLine(Printable.Line(file.Problem ?? $"{file.Path}: CPython {file.Version}"));
            foreach (var function in file.Functions)
                output.WriteLine(Printable.Line($"  {function.Line,5}  {function.Name}: {Outcome(function)}"));
        }
        output.WriteLine();
    }

    /// <summary>The sums, and the reasons.</summary>
    public static void WriteSummary(IReadOnlyList<CompiledFile> files, CompilationSummary summary, TimeSpan elapsed, Terminal terminal)
    {
        var output = terminal.Output;
        var versions = string.Join(", ", files.Select(file => file.Version).OfType<Loader.PythonVersion>().Distinct().Order());
        output.WriteLine($"{Count(files.Count, "file")}{(versions.Length > 0 ? $" of CPython {versions}" : "")}, {Count(summary.Functions, "function")}");
        WriteShare("native", CompiledTier.Compiled);
        WriteShare("native, in the function around", CompiledTier.Within);
        WriteShare("interpreted", CompiledTier.Interpreted);
        WriteShare("unavailable", CompiledTier.Unavailable);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.CodeSize:N0} bytes of machine code; compiling took {summary.CompileTime.TotalSeconds:0.00} s, all together {elapsed.TotalSeconds:0.00} s"));
        if (summary.Reasons.Count > 0)
        {
            output.WriteLine();
            WriteReasons(summary.Reasons, terminal);
        }

        void WriteShare(string name, CompiledTier tier)
        {
            var count = summary.CountOf(tier);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {name,-31}{count,8:N0}  {(summary.Functions > 0 ? 100.0 * count / summary.Functions : 0),5:0.0} %"));
        }
    }

    private static void WriteReasons(IReadOnlyList<CountedReason> reasons, Terminal terminal)
    {
        string[][] rows = [.. reasons.Select(reason => (string[])
            [
                reason.Descriptor.Id, reason.Count.ToString("N0", CultureInfo.InvariantCulture), reason.Descriptor.Title,
                Printable.Line(reason.Place(isShort: terminal.IsInteractive)),
            ])];
        if (!terminal.IsInteractive)
        {
            rows = [s_headers, .. rows];
            var widths = s_headers.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
            foreach (var row in rows)
                terminal.Output.WriteLine($"{row[0].PadRight(widths[0])}  {row[1].PadLeft(widths[1])}  {row[2].PadRight(widths[2])}  {row[3]}");
            return;
        }
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var header in s_headers)
        {
            var column = new TableColumn(new Text(header, new Style(decoration: Decoration.Bold)));
            table.AddColumn(header == s_headers[1] ? column.RightAligned().NoWrap() : column);
        }
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        terminal.OutputConsole().Write(table);
    }

    private static string Outcome(CompiledFunction function) => function.Tier switch
    {
        CompiledTier.Compiled => $"native, {function.Signature}, {function.CodeSize} bytes",
        CompiledTier.Within => "native, in the function around it",
        CompiledTier.Fault => $"a fault of pycjit itself: {function.Fault}",
        CompiledTier.Unavailable => $"unavailable: {function.WhyNot}",
        _ => $"interpreted: {function.WhyNot}",
    };

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
