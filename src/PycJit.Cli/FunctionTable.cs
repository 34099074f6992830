using Spectre.Console;

namespace Pyc.Cli;

/// <summary>Writes the table of <c>pycjit list</c>.</summary>
internal static class FunctionTable
{
    private const int Tier = 2;             // what it says, the reasons below the boxed table say as well

    private static readonly string[] s_headers = ["function", "parameters", "tier", "result", "line", "bytecode", "native", "why interpreted"];
    private static readonly bool[] s_isNumber = [false, false, false, false, true, true, true, false];

    /// <summary>A line a function, columns two spaces apart, nothing cut or wrapped: for files, pipes and grep.</summary>
    public static void WritePlain(IReadOnlyList<FunctionRow> rows, TextWriter output)
    {
        var table = rows.Select(Cells).Prepend(s_headers).ToList();
        var widths = s_headers.Select((_, column) => table.Max(cells => cells[column].Length)).ToArray();
        foreach (var cells in table)
        {
            var padded = cells.Select((cell, column) => s_isNumber[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            output.WriteLine(string.Join("  ", padded).TrimEnd());
        }
    }

    /// <summary>The same for the eye: lines around the columns within the window, the reasons, which are sentences, below.</summary>
    public static void WriteBoxed(IReadOnlyList<FunctionRow> rows, Terminal terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.IsColoured ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.IsColoured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Output),
        });
        console.Profile.Width = terminal.Width;

        var table = new Table().Border(TableBorder.Rounded);
        for (var column = 0; column < s_headers.Length - 1; column++)
        {
            if (column == Tier)
                continue;
            var header = new TableColumn(new Text(s_headers[column], new Style(decoration: Decoration.Bold)));
            table.AddColumn(s_isNumber[column] ? header.RightAligned().NoWrap() : header);
        }
        foreach (var row in rows)
        {
            var style = row.WhyNot.Length > 0 ? new Style(Color.Yellow) : Style.Plain;
            table.AddRow(Cells(row)[..^1].Where((_, column) => column != Tier).Select(cell => new Text(cell, style)));
        }
        console.Write(table);
        foreach (var row in rows.Where(row => row.WhyNot.Length > 0))
            terminal.Output.WriteLine($"{row.Name} runs interpreted: {row.WhyNot}");
    }

    private static string[] Cells(FunctionRow row) =>
        [row.Name, row.Parameters, row.Tier, row.Result, row.Line, row.BytecodeSize, row.NativeSize, row.WhyNot];
}
