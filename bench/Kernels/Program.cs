namespace Pyc.Benchmarks;

/// <summary>
/// Kernels as people write them, by PycJit and by everything else that is installed here:
/// <c>dotnet run -c Release --project bench/Kernels [-- NAMES... --quick --write-docs]</c>.
/// </summary>
internal static class Program
{
    private const int AllRounds = 15;
    private const int QuickRounds = 5;

    private static void Main(string[] arguments)
    {
        var isQuick = arguments.Contains("--quick");
        var names = arguments.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToHashSet();
        var sides = Sides.Installed(withPythons: !isQuick);
        Console.WriteLine("Times of PycJit over those of the others: above 1, PycJit is slower.");
        Console.WriteLine(string.Join(", ", sides.Skip(1).Select(side => $"{side.Name} {side.Version}")));
        TieredCompilation.WaitFor([.. sides.OfType<CSharpSide>()], KernelList.Groups.SelectMany(group => group.Kernels).Where(IsWanted));
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
        foreach (var side in sides)
            side.Dispose();

        bool IsWanted(Kernel kernel) => names.Count == 0 || names.Contains(kernel.Name);
    }

    private static void WriteLine(string[] cells) =>
        Console.WriteLine($"{cells[0],-20} {cells[1],-16} {cells[2],9} {string.Join(" ", cells.Skip(3).Select(cell => $"{cell,10}"))}");
}
