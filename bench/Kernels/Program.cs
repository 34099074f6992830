namespace Pyc.Benchmarks;

/// <summary>
/// Kernels as people write them, by PycJit and by everything else that is installed here:
/// <c>dotnet run -c Release --project bench/Kernels [-- NAMES... --quick --polling --write-docs]</c>.
/// </summary>
/// <remarks>--quick leaves the Pythons out and takes fewer rounds; --polling compares calls that can be stopped with those that cannot; --write-docs writes the table and the chart of docs/performance.md.</remarks>
internal static class Program
{
    private const int AllRounds = 15;
    private const int QuickRounds = 5;
    private const int PollingRounds = 4;                            // these are shorter

    private static readonly string[] s_options = ["--quick", "--polling", "--write-docs"];

    private static int Main(string[] arguments)
    {
        var names = arguments.Except(s_options).ToHashSet();
        var (isQuick, writesDocs) = (arguments.Contains("--quick"), arguments.Contains("--write-docs"));
        var unknown = names.Except(KernelList.Groups.SelectMany(group => group.Kernels).Select(kernel => kernel.Name)).ToList();
        if (unknown.Count > 0)
        {
            Console.Error.WriteLine($"There is no kernel {string.Join(", ", unknown)}. Options: {string.Join(", ", s_options)}.");
            return 2;
        }
        if (writesDocs && (isQuick || names.Count > 0))
        {
            Console.Error.WriteLine("--write-docs is for a run of all kernels on all sides.");
            return 2;
        }
        if (arguments.Contains("--polling"))
            new PollingCost(isQuick ? QuickRounds * PollingRounds : AllRounds * PollingRounds).Run(kernel => names.Count == 0 || names.Contains(kernel.Name));
        else
            Run(names, isQuick, writesDocs);
        return 0;
    }

    private static void Run(HashSet<string> names, bool isQuick, bool writesDocs)
    {
        var sides = Sides.Installed(withPythons: !isQuick);
        TieredCompilation.WaitFor([.. sides.OfType<CSharpSide>()], KernelList.Groups.SelectMany(group => group.Kernels).Where(IsWanted));
        Console.WriteLine("Times of PycJit over those of the others: above 1, PycJit is slower.");
        Console.WriteLine(string.Join(", ", sides.Skip(2).Select(side => $"{side.Name} {side.Version}")));
        var report = new Report(sides);
        var measurement = new Measurement(sides, isQuick ? QuickRounds : AllRounds);
        WriteLine(report.Head);
        foreach (var group in KernelList.Groups)
        {
            var kernels = group.Kernels.Where(IsWanted).ToList();
            if (kernels.Count == 0)
                continue;
            report.Begin(group);
            foreach (var kernel in kernels)
            {
                var row = measurement.Measure(kernel);
                report.Add(row);
                WriteLine(report.Cells(row));
                foreach (var note in report.Notes(row))
                    Console.WriteLine($"    {note}");
            }
            WriteLine(report.Means(group.Name, report.Groups.Last().Rows));
        }
        WriteLine(report.Means("all", report.Groups.SelectMany(group => group.Rows)));
        if (writesDocs)
            DocsPage.Write(sides, report);
        foreach (var side in sides.OfType<IDisposable>())
            side.Dispose();

        bool IsWanted(Kernel kernel) => names.Count == 0 || names.Contains(kernel.Name);
    }

    private static void WriteLine(string[] cells) =>
        Console.WriteLine($"{cells[0],-20} {cells[1],-16} {cells[2],9} {string.Join(" ", cells.Skip(3).Select(cell => $"{cell,8}"))}");
}
