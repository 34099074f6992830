using System.Globalization;
using Spectre.Console;

namespace Pyc.Cli;

/// <summary>Writes the table of <c>pycjit list</c>.</summary>
internal static class FunctionTable
{
    private const string Nothing = "-";
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
            var style = row.IsNative ? Style.Plain : new Style(Color.Yellow);
            table.AddRow(Cells(row)[..^1].Where((_, column) => column != Tier).Select(cell => new Text(cell, style)));
        }
        terminal.OutputConsole().Write(table);
        foreach (var row in rows.Where(row => !row.IsNative))
            terminal.Output.WriteLine(Printable.Line($"{row.Function.Name} runs interpreted: {row.WhyNot}"));
    }

    /// <summary>A row as text, with <c>-</c> for what a function does not have.</summary>
    private static string[] Cells(FunctionRow row)
    {
        var function = row.Function;
        return
        [
            Printable.Line(function.Name),
            function.Parameters.Count == 0 ? Nothing : Printable.Line(string.Join(", ", function.Parameters)),
            row.IsNative ? "native" : "interpreted",
            row.Result ?? Nothing,
            Number(function.Line),
            Number(function.BytecodeSize),
            row.NativeSize is { } size ? Number(size) : Nothing,
            Printable.Line(row.WhyNot ?? ""),
        ];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
