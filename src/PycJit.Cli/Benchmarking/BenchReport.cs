using System.Globalization;

namespace Pyc.Cli.Benchmarking;

/// <summary>Writes what <c>pycjit bench</c> has measured, for people.</summary>
internal static class BenchReport
{
    private static readonly string[] s_headers = ["", "median", "minimum", "5 %", "95 %", "calls/s", "allocated"];

    /// <summary>Writes it.</summary>
    public static void Write(BenchResult result, TextWriter output)
    {
        var function = result.Function;
        output.WriteLine(Printable.Line($"{function.Declaration} of {function.SourceFile}:{function.Line}, CPython {result.Python}: {result.Result}"));
        output.WriteLine();
        List<string[]> rows = [s_headers];
        if (result.Native is { } native)
            rows.Add(Row("native", native));
        rows.Add(Row("interpreted", result.Interpreted));
        var widths = s_headers.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        output.WriteLine();
        if (result.WhyInterpreted is { } why)
            output.WriteLine(Printable.Line($"no native code: {why}"));
        if (result is { Ratio: { } ratio, Compilation: { } compilation })
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"native code is {ratio:G3} times as fast"));
            output.WriteLine();
            Write(compilation, output);
        }
        output.WriteLine(result.ChangesArguments
            ? $"Calls of a {result.DelegateType}, which change their arguments: each gets new ones and is measured alone, clock included."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Calls of a {result.DelegateType} in a loop, which is included: batches of {result.Native?.CallsPerBatch ?? result.Interpreted.CallsPerBatch:N0}"
                + $"{(result.Native is null ? "" : $" and {result.Interpreted.CallsPerBatch:N0}")} calls, of which the table shows the spread."));
    }

    private static void Write(CompileBenchmark compilation, TextWriter output)
    {
        var code = compilation.Code;
        output.WriteLine($"{code.Signature}: {code.Size} bytes of machine code, {code.FrameSize} of stack, {code.SpillSlots} values spilled");
        WriteTimes("compiled first", compilation.First);
        WriteTimes("compiled warm", compilation.Warm);
        output.WriteLine();

        void WriteTimes(string name, CompileTimes times) => output.WriteLine(
            $"{name,-15}{Time(times.Total.TotalNanoseconds),10} = build {Of(times.Build)} + optimise {Of(times.Optimise)} + select {Of(times.Select)}"
            + $" + allocate {Of(times.Allocate)} + emit {Of(times.Emit)} + install {Of(times.Install)}");
    }

    private static string[] Row(string tier, Measurement measured) =>
    [
        tier, Time(measured.Median), Time(measured.Minimum), Time(measured.Percentile5), Time(measured.Percentile95),
        measured.CallsPerSecond.ToString(measured.CallsPerSecond < 100 ? "G3" : "N0", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{measured.AllocatedBytes:#,0.#} B"),
    ];

    private static string Of(TimeSpan time) => Time(time.TotalNanoseconds);

    /// <summary>A time in the unit that leaves it the fewest digits: <c>1.23 ns</c>, <c>45.6 µs</c>, <c>789 ms</c>.</summary>
    public static string Time(double nanoseconds)
    {
        var (value, unit) = nanoseconds switch
        {
            < 1e3 => (nanoseconds, "ns"),
            < 1e6 => (nanoseconds / 1e3, "µs"),
            < 1e9 => (nanoseconds / 1e6, "ms"),
            _ => (nanoseconds / 1e9, "s"),
        };
        return value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + unit;
    }
}
